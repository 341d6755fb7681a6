"""Globs over the paths of a repository, as `per_file_ignores` takes them."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(path: str, glob: str) -> bool:
    """Tell whether `glob` takes the file at `path`; both are told from the repository's top.

    `*`, `?` and `[…]` stand for characters within one part of a path, a part `**` for any number
    of parts, none included. A glob without a slash is compared with the file's name, and one that
    names a folder takes all that lies below it. Case counts.
    """
    parts = path.split("/")
    wanted = glob.removeprefix("./").rstrip("/").split("/")
    if len(wanted) == 1 and not glob.endswith("/") and wanted[0] != "**":
        return fnmatchcase(parts[-1], wanted[0]) or fnmatchcase(parts[0], wanted[0])
    return _takes(parts, wanted)


def _takes(parts: list[str], wanted: list[str]) -> bool:
    """Walk both once for each part of the glob: no glob is slow, whoever wrote it."""
    reached = {0}  # how many parts of the path those of the glob so far can stand for
    for word in wanted:
        if word == "**":
            reached = set(range(min(reached), len(parts) + 1))
        else:
            found = (at for at in reached if at < len(parts) and fnmatchcase(parts[at], word))
            reached = {at + 1 for at in found}
        if not reached:
            return False
    return True  # what is left of the path lies below the folder that the glob names
