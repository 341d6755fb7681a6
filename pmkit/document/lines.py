"""The lines of files, as excerpts and fingerprints need them: read again when they are asked for.

Positions count code points and lines end in a line feed, as everywhere in this folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from pmkit.document.source import BOM
from pmkit.files import FileProblem, read_bytes

LineReader: TypeAlias = Callable[[str], Sequence[str]]
"""From a path to the lines of that file; none where it cannot be read."""


def line_reader(root: Path, most: int, given: Mapping[str, bytes] | None = None) -> LineReader:
    """Return what reads the lines of the files below `root`.

    Only the last file is kept: findings come sorted by file, however many there are.

    Args:
        most: The largest file that is read, in bytes.
        given: What files hold that do not come from the disk.
    """

    @lru_cache(maxsize=1)
    def lines(path: str) -> Sequence[str]:
        try:
            raw = given[path] if given and path in given else read_bytes(root / path, most)
        except FileProblem:
            return ()
        return split_lines(raw) if len(raw) <= most else ()

    return lines


def split_lines(raw: bytes) -> Sequence[str]:
    """Return the lines as the reader counts; bytes that are no UTF-8 take one place each."""
    text = raw.removeprefix(BOM).decode("utf-8", "replace")
    return [line.removesuffix("\r") for line in text.split("\n")]
