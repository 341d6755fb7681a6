"""Checks of what surrounds the files: settings, git, what was kept, pmkit itself."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

from pmkit import __version__
from pmkit.config import Repository
from pmkit.files import FileProblem, read_bytes
from pmkit.git import GitError, Place, blob_id, find_place, list_files
from pmkit.health.subject import Subject, Told, note, ok, problem
from pmkit.reports.settings import settings_rows
from pmkit.settings_file import PYPROJECT, read_tool
from pmkit.visible import short

_MOST = 6
"""Settings that are told one by one."""


def settings(subject: Subject) -> Told:
    """Which file the settings come from, and which are not the default."""
    repository = subject.repository
    missing = [name for name in repository.basics.roots if not (repository.root / name).is_dir()]
    if missing and repository.folders:  # without any, the next check says so
        names = ", ".join(short(name) for name in missing)
        return problem(f"`roots` names what is no folder: {names}", "make it, or correct `roots`")
    if repository.config is None:
        return ok("no pmkit.toml, so all are defaults")
    usual = {row.key: row.value for row in settings_rows(Repository(Path()))}
    given = [row for row in settings_rows(repository) if row.value != usual[row.key]]
    told = [f"{row.key} = {_shown(row.value)}" for row in given[:_MOST]]
    told += [f"{len(given) - _MOST} more"] if len(given) > _MOST else []
    message = f"{repository.config.name} sets {', '.join(told) or 'nothing'}; else defaults"
    if second := _second_file(repository):
        return note(f"{message}. {second}", "keep the settings in one of the two files")
    return ok(message)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(short(str(one)) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{short(key)}: {_shown(one)}" for key, one in value.items()) + "}"
    return short(str(value))


def _second_file(repository: Repository) -> str:
    """Say that settings stand where nobody reads them; empty when none do."""
    path = repository.root / PYPROJECT
    if repository.config is None or repository.config.name == PYPROJECT or not path.is_file():
        return ""
    return f"[tool.pmkit] of {PYPROJECT} is not read" if "pmkit" in read_tool(path) else ""


def git(subject: Subject) -> Told:
    """Whether git is there, knows everything, and holds what lies in the folder."""
    root = subject.repository.root
    place = find_place(root)
    if place is None:
        return _without_git(root)
    if place.head is None:
        return note("no commit yet", "commit the files; slips and history are read from commits")
    at = f"at {place.head[:10]}"
    if place.is_shallow:
        return note(
            f"{at}, in a shallow clone: slips and history of older commits are missing",
            "run `git fetch --unshallow`, or `fetch-depth: 0` in CI",
        )
    try:
        differing = sorted(_differing(subject, place, place.head))
    except GitError as error:
        return problem(f"{at}, and {error}", "run `git fsck`")
    if not differing:
        return ok(f"{at}, with every post-mortem committed")
    total = len(subject.library.records)
    return note(
        f"{at}; {len(differing)} of {max(total, len(differing))} post-mortems are not committed "
        "as they stand",
        "commit them; slips and history are read from commits",
        differing,
    )


def _without_git(root: Path) -> Told:
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        return problem(
            "there is a .git, and git does not answer",
            "run `git status` there: it says why",
        )
    return note(
        "no git repository around it: no slips, no history, nothing kept for the next run",
        "run `git init` and commit",
    )


def _differing(subject: Subject, place: Place, head: str) -> Iterator[str]:
    """Yield post-mortems that are not, byte for byte or but for line ends, what HEAD holds."""
    repository = subject.repository
    committed = list_files(place, head, repository.folders)
    there = set(subject.targets.paths)
    yield from (path for path in committed if repository.takes(path) and path not in there)
    for path in there:
        try:
            raw = read_bytes(repository.root / path, repository.basics.file_bytes)
        except FileProblem:
            continue  # told as a file that cannot be read
        known = committed.get(path, "")
        if known not in (blob_id(raw, known), blob_id(raw.replace(b"\r\n", b"\n"), known)):
            yield path


def kept(subject: Subject) -> Told:
    """What earlier runs left to make the next ones fast."""
    folder = subject.repository.store.folder
    if folder is None:
        return ok("nothing is kept between runs, as there is no git folder to keep it in")
    sizes = list(_sizes(folder))
    size = f"{-(-sum(sizes) // 1000)} kB"
    return ok(f"{size} for the next run, under .git/pmkit; it can be deleted at any time")


def _sizes(folder: Path) -> Iterator[int]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield entry.stat(follow_symlinks=False).st_size


def installation(subject: Subject | None = None) -> Told:
    """Whether pmkit has what it needs: the versions, libyaml, SQLite with full text."""
    import yaml

    from pmkit.search.index import has_fts5

    versions = f"pmkit {__version__}, Python {platform.python_version()}, PyYAML {yaml.__version__}"
    if not yaml.__with_libyaml__:
        return problem(f"{versions} without libyaml", "install a wheel of PyYAML that has it")
    if not has_fts5():
        return note(
            f"{versions} with libyaml; SQLite lacks FTS5, so search reads every file",
            "a Python whose SQLite has FTS5 makes `pmkit search` fast",
        )
    return ok(f"{versions} with libyaml, SQLite with FTS5")
