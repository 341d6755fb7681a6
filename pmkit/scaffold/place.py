"""Where a new file goes, and that it never leaves the repository."""

from __future__ import annotations

import os
from pathlib import Path

from pmkit.config import Repository
from pmkit.errors import UsageError, WriteError
from pmkit.record import stem
from pmkit.visible import visible


def place(repository: Repository, identity: str, force: bool) -> str:
    """Return the path, relative to the repository, of the post-mortem called `identity`.

    Raises:
        UsageError: There is no repository here.
        WriteError: One of that name exists and `force` is false, or several exist.
    """
    name = os.fsdecode(identity.encode())  # UTF-8 on disk, whatever the locale
    existing = [path for path in _files(repository) if stem(path).casefold() == name.casefold()]
    if not existing:
        return f"{_folder(repository)}/{name}.md"
    if len(existing) > 1 or not force:
        names = "".join(f"\n  {visible(path)}" for path in existing[:10])
        hint = "keep one of them" if len(existing) > 1 else "choose another title, or add --force"
        raise WriteError(f"{visible(identity)} exists already:{names}", hint)
    return existing[0]


def _files(repository: Repository) -> list[str]:
    return repository.walk().paths if repository.folders else []


def _folder(repository: Repository) -> str:
    """Return the first post-mortem folder; one that is not there yet is made with the file."""
    if repository.config is None and not (repository.root / ".git").exists():
        repository.require_folders()
    name = repository.folders[0] if repository.folders else repository.basics.roots[0]
    require_inside(repository.root, Path(name))
    return Path(name).as_posix()


def require_inside(root: Path, relative: Path) -> None:
    """Make sure that a link does not lead out of `root`.

    Raises:
        UsageError: It does.
    """
    if not (root / relative).resolve().is_relative_to(root.resolve()):
        raise UsageError(
            f"{visible(str(relative))} is a link that leaves {visible(str(root))}",
            "put the folder itself there",
        )
