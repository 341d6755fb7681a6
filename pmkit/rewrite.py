"""Changing several files together: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmkit.errors import WriteError
from pmkit.replace import refuse_unready, replace
from pmkit.visible import visible


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One file before and after; `path` is relative to the repository."""

    path: str
    old: bytes
    new: bytes


def rewrite(root: Path, files: Iterable[Rewrite]) -> list[str]:
    """Write what changed, in order, and return the paths; do so while `locked`.

    Every file is looked at before the first is written. Where a later one fails all the same, or
    the run is interrupted, those that were written get their old bytes back; only a kill between
    two of them leaves some changed and some not.

    Raises:
        WriteError: One of them cannot be written; it says what became of the others.
    """
    changed = [file for file in files if file.new != file.old]
    for file in changed:
        refuse_unready(root / file.path, file.old)
    written: list[Rewrite] = []
    try:
        for file in changed:
            replace(root / file.path, file.old, file.new)
            written.append(file)
    except BaseException as error:
        if left := _put_back(root, written):
            raise _torn(error, left) from None
        if written and isinstance(error, WriteError):
            before = f"the {len(written)} written before it got their old text back"
            raise WriteError(f"{error.message}; {before}", error.hint) from None
        raise
    return [file.path for file in changed]


def _put_back(root: Path, written: list[Rewrite]) -> list[str]:
    """Write the old bytes again, the last first; return the paths where that failed."""
    left = []
    for file in reversed(written):
        try:
            replace(root / file.path, file.new, file.old)
        except WriteError:
            left.append(file.path)
    return left


def _torn(error: BaseException, left: list[str]) -> WriteError:
    why = error.message if isinstance(error, WriteError) else "the run was interrupted"
    names = ", ".join(map(visible, left))
    return WriteError(
        f"{why}; written before that, and not to be put back: {names}",
        "look at these with `git diff`, and run the command again",
    )
