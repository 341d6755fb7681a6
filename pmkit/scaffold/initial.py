"""A repository from nothing: which files it gets, and which of them are there already."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmkit.config import CONFIG_NAME, Repository, open_repository
from pmkit.errors import UsageError
from pmkit.files import TEMPORARY, create
from pmkit.model.settings import Settings
from pmkit.replace import locked
from pmkit.scaffold import starter
from pmkit.scaffold.checks import GITLAB_FILE, PRE_COMMIT, check_files, hook, mentions_pmkit
from pmkit.scaffold.place import require_inside
from pmkit.scaffold.starter import Ci
from pmkit.visible import visible

_REGISTERS = {
    "people": starter.PEOPLE,
    "clients": starter.CLIENTS,
    "projects": starter.PROJECTS,
    "tags": starter.TAGS,
    "reviews": starter.REVIEWS,
    "briefs": starter.BRIEFS,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What `init` will do.

    Attributes:
        folder: The repository-to-be.
        git_root: The git repository around it; None without git.
        new: Texts of the files that are missing, by their place.
        kept: Files that are there already and stay as they are.
        advice: What the person has to do themselves.
        postmortems: How many are there already.
    """

    folder: Path
    git_root: Path | None
    new: dict[Path, str]
    kept: tuple[Path, ...]
    advice: tuple[str, ...]
    postmortems: int = 0


def plan(folder: Path, zone: str, ci: Ci | None, pre_commit: bool) -> Plan:
    """Work out which files the repository in `folder` lacks. Nothing is written.

    Raises:
        UsageError: `folder` is a file, or a link in it leads out of it.
        ConfigError: It has settings that cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{visible(str(folder))} is no folder", "name a folder, or a new one")
    existing = _existing(folder)
    settings = existing.settings if existing else Settings()
    top = git_root(folder)
    wanted: dict[Path, str] = {}
    if existing is None:
        wanted[folder / CONFIG_NAME] = starter.CONFIG.replace("{zone}", zone)
    for name in settings.roots:
        if not _holds_anything(folder / name):
            wanted[folder / name / ".gitkeep"] = ""
    wanted |= {folder / "register" / f"{name}.yml": text for name, text in _REGISTERS.items()}
    wanted |= dict(check_files(folder, top or folder, ci, pre_commit))
    new = {path: text for path, text in wanted.items() if not os.path.lexists(path)}
    for path in new:
        base = folder if path.is_relative_to(folder) else (top or folder)
        require_inside(base, path.parent.relative_to(base))
    kept = tuple(path for path in wanted if path not in new)
    advice = tuple(_advice(folder, top, ci, pre_commit, new))
    there = Repository(folder, checked=settings)
    return Plan(folder, top, new, kept, advice, len(there.walk().paths) if there.folders else 0)


def write(wanted: Plan) -> None:
    """Write the files of a plan, all of them or none; none of them replaces another.

    Raises:
        WriteError: One of them cannot be written, or appeared in the meantime.
    """
    if not wanted.new:
        return
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with locked(wanted.folder), contextlib.ExitStack() as undo:
        for path, text in wanted.new.items():
            create(path, text.encode(), name=TEMPORARY)
            undo.callback(path.unlink)
        undo.pop_all()


def _existing(folder: Path) -> Repository | None:
    """Return the repository that `folder` already is by its settings."""
    if not folder.is_dir():
        return None
    repository = open_repository(folder)
    return repository if repository.config and repository.root == folder else None


def git_root(folder: Path) -> Path | None:
    """Return the nearest folder, `folder` or above, that is a git repository."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _advice(
    folder: Path,
    top: Path | None,
    ci: Ci | None,
    pre_commit: bool,
    new: dict[Path, str],
) -> Iterator[str]:
    for above in folder.parents if top != folder else ():
        if (above / CONFIG_NAME).is_file() and (top is None or above.is_relative_to(top)):
            yield f"{visible(str(above))} has a {CONFIG_NAME} too; this is a repository of its own"
    if top is None:
        yield "there is no git here: `git init` is worth it, slips and history are read from it"
    if ci is Ci.GITLAB and (top or folder) / GITLAB_FILE in new:
        yield f"add to .gitlab-ci.yml:\ninclude:\n  - local: {GITLAB_FILE}"
    hooks = (top or folder) / PRE_COMMIT
    if pre_commit and hooks in new:
        yield "turn the hook on with `pre-commit install --install-hooks`"
    elif pre_commit and not mentions_pmkit(hooks):
        yield f"add under `repos:` in {PRE_COMMIT}:\n" + hook(folder, top or folder)
