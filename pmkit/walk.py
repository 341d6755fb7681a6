"""Which post-mortems there are: a walk that follows no link and passes over nothing in silence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pmkit.files import MOVE_HINT, reason

_NO_POSTMORTEMS = frozenset({"readme.md", "index.md"})
_RENAME = "rename the folder so that it does not end in .md"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place that the walk met and did not read.

    `path` is relative to the repository, with forward slashes.
    """

    path: str
    code: str
    message: str
    hint: str


def is_postmortem_name(name: str) -> bool:
    """Tell whether a file of this name, in a post-mortem folder, is a post-mortem."""
    lower = name.lower()
    return lower.endswith(".md") and name[0] not in "_." and lower not in _NO_POSTMORTEMS


def is_postmortem_path(path: str, roots: Iterable[str]) -> bool:
    """Tell whether a walk of `roots` would take a file at `path` for a post-mortem.

    All paths are relative to the repository, with forward slashes.
    """
    *folders, name = path.split("/")
    if not is_postmortem_name(name):
        return False
    for root in roots:
        above = [] if root == "." else root.split("/")
        below = folders[len(above) :]
        if folders[: len(above)] == above and all(folder[0] not in "_." for folder in below):
            return True
    return False


Stamp: TypeAlias = tuple[int, int, int]
"""What changes when a file does: its size in bytes, and when it and its entry were last changed."""


class Walk:
    """The post-mortems of some folders, and what could not be looked at.

    Links are never followed. Paths are relative to `root`, with forward slashes.

    Attributes:
        stamps: The files, with what tells whether they changed.
        refused: Places that were met and not read.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamps: dict[str, Stamp] = {}
        self.refused: list[Unreadable] = []
        self._folders: list[str] = []
        self._seen: set[str] = set()

    @property
    def paths(self) -> list[str]:
        """The files in the order of their names."""
        return sorted(self.stamps)

    def add(self, folder: str) -> None:
        """Walk the folder `folder`; one that was walked already is not walked again."""
        if link := _link_on_the_way(self.root, folder):
            self._refuse(link, "PM002", "it is a link, and links are not followed", MOVE_HINT)
            return
        self._folders.append(folder)
        while self._folders:
            here = self._folders.pop()
            if here not in self._seen:
                self._seen.add(here)
                self._look_into(here)
        self.refused.sort(key=lambda item: item.path)

    def _look_into(self, here: str) -> None:
        begin = "" if here == "." else here + "/"
        try:
            with os.scandir(self.root / here) as entries:
                for entry in entries:
                    self._sort_in(entry, begin + entry.name)
        except OSError as error:
            self.refused.append(_refused_folder(here, error))

    def _sort_in(self, entry: os.DirEntry[str], path: str) -> None:
        name = entry.name
        if entry.is_file(follow_symlinks=False):
            if is_postmortem_name(name):
                self._stamp(entry, path)
        elif entry.is_symlink():
            if is_postmortem_name(name) or (name[0] not in "_." and _leads_to_folder(entry)):
                self._refuse(path, "PM002", "it is a link, and links are not followed", MOVE_HINT)
        elif not entry.is_dir(follow_symlinks=False):
            if is_postmortem_name(name):
                self._refuse(path, "PM002", "it is no regular file", MOVE_HINT)
        elif name[0] not in "_.":
            self._folders.append(path)
            if name.lower().endswith(".md"):
                self._refuse(path, "PM002", "it is a folder with a file's name", _RENAME)

    def _stamp(self, entry: os.DirEntry[str], path: str) -> None:
        with contextlib.suppress(FileNotFoundError):  # removed since the folder was listed
            status = entry.stat(follow_symlinks=False)
            self.stamps[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def _refuse(self, path: str, code: str, message: str, hint: str) -> None:
        self.refused.append(Unreadable(path, code, message, hint))


def _link_on_the_way(root: Path, folder: str) -> str | None:
    """Return the part of `folder` that is a link, which could lead out of the repository."""
    parts = Path(folder).parts
    ways = ("/".join(parts[: length + 1]) for length in range(len(parts)))
    return next((way for way in ways if (root / way).is_symlink()), None)


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    """Tell whether a link is one to a folder, or to nothing that could be looked at."""
    try:
        return link.is_dir() or "." not in link.name
    except OSError:  # a link to itself
        return True


def _refused_folder(path: str, error: OSError) -> Unreadable:
    return Unreadable(
        path,
        "PM001",
        f"the folder cannot be read ({reason(error)})",
        "check its permissions; what it holds is missing from every report",
    )
