"""Where pmkit keeps what makes the second run fast: under `.git/`, which git never shows.

Everything here can be thrown away at any time. What is odd in any way (another version, broken
JSON, a link, no git) counts as not there, and a value is only ever used beside the stamps of the
files it was made from.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmkit import __version__
from pmkit.errors import WriteError
from pmkit.files import FileProblem, create, read_bytes

_CAP = 128_000_000
"""More than the facts of fifty thousand post-mortems take."""

_FORMAT = 5
"""Counted up whenever the shape of what is kept changes."""

_WHILE = 3600
"""Seconds after which a file that somebody was writing will not be finished any more."""


@dataclass(frozen=True)
class Store:
    """Named JSON values that belong to one repository; `folder` None keeps nothing."""

    folder: Path | None

    def get(self, name: str) -> Any:
        """Return the value called `name`, or None where there is none to trust."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(read_bytes(self.folder / f"{name}.json", _CAP))
            return kept["value"] if kept["made_by"] == _made_by() else None
        except (FileProblem, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep `value` under `name`; a disk that refuses is no reason to fail."""
        if self.folder is None:
            return
        text = json.dumps({"made_by": _made_by(), "value": value}, separators=(",", ":"))
        path = self.folder / f"{name}.json"
        with contextlib.suppress(WriteError, OSError):
            create(path, text.encode(), overwrite=True)
            self._sweep(path.stat().st_mtime - _WHILE)

    def _sweep(self, before: float) -> None:
        """Remove what runs that were killed while they wrote have left behind."""
        assert self.folder
        for item in self.folder.glob(".pmkit-*.tmp"):
            if item.lstat().st_mtime < before:
                item.unlink()

    def tick(self) -> int:
        """Return the file system's own clock, in nanoseconds; 0 where nothing can be kept."""
        if self.folder is None:
            return 0
        with contextlib.suppress(WriteError, OSError):
            create(self.folder / "clock", b"", overwrite=True)
            return os.stat(self.folder / "clock").st_mtime_ns
        return 0


def _made_by() -> list[object]:
    return [_FORMAT, __version__]


def _folder_name(place: Path) -> str:
    """Return one name for the path `place`, no two paths the same."""
    return "at-" + place.as_posix().replace("%", "%25").replace("/", "%2F")


def open_store(root: Path) -> Store:
    """Return the store of the repository at `root`; without a git folder, one that keeps nothing.

    One git repository can hold several of ours, so each has a folder of its own.
    """
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir() and not git.is_symlink() and not (git / "pmkit").is_symlink():
            return Store(git / "pmkit" / _folder_name(root.relative_to(folder)))
        if git.exists():
            break
    return Store(None)
