"""What a branch touched since it left another: files by their bytes, and what they broke elsewhere.

git is asked for the tree of one commit only. What the working folder holds is compared here: to
look at it, git could run filters that a stranger's repository configures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pmkit.config import Repository
from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import Document, read_document
from pmkit.files import FileProblem, read_bytes
from pmkit.git import Place, list_files, read_blobs
from pmkit.load import limits_of, load_document
from pmkit.model.finding import Finding
from pmkit.registers import NAMES, load_registers
from pmkit.rules.check import FileFacts, RepositoryCheck
from pmkit.rules.decide import Selection
from pmkit.rules.registry import Scope
from pmkit.rules.run import LintResult, facts_in, lint, repository_problems
from pmkit.rules.targets import Targets


@dataclass(frozen=True)
class Touched:
    """The difference between a commit and the working folder.

    Attributes:
        paths: The post-mortems that are new or hold something else.
        before: The post-mortems of the commit that are gone or held something else; their blobs.
        beside: Registers and settings that are new, gone, or hold something else.
        base: Every post-mortem of the commit.
    """

    place: Place
    paths: frozenset[str]
    before: Mapping[str, str]
    beside: tuple[str, ...]
    base: frozenset[str]


def find_touched(targets: Targets, place: Place, commit: str) -> Touched:
    """Compare the working folder with `commit`: committed or not, staged or not, new or gone.

    Raises:
        GitError: git did not answer.
    """
    repository = targets.repository
    own = _beside(repository)
    blobs = list_files(place, commit, [*repository.basics.roots, *own])
    there = {*targets.all_paths, *targets.paths}
    base = {path: blob for path, blob in blobs.items() if repository.takes(path)}
    paths = frozenset(_different(targets, there, blobs))
    before = {path: blob for path, blob in base.items() if path in paths or path not in there}
    known = [path for path in own if path in blobs or (repository.root / path).exists()]
    return Touched(place, paths, before, tuple(_different(targets, known, blobs)), frozenset(base))


def _beside(repository: Repository) -> list[str]:
    """Return where registers and settings lie, there or not."""
    registers = [f"register/{name}.yml" for name in NAMES]
    return [*registers, repository.config.name] if repository.config else registers


def lint_touched(
    targets: Targets, touched: Touched, selection: Selection, as_of: date
) -> LintResult:
    """Lint the targets that were touched, and add what the others have become wrong by it."""
    every = sorted({*targets.all_paths, *targets.paths})
    result = lint(replace(targets, paths=every), selection, as_of)
    wanted = touched.paths.intersection(targets.paths) | {item.path for item in targets.refused}
    told = wanted.union(touched.beside)  # a register has findings of its own
    shown = [item for item in result.findings if item.path in told]
    others = touched.base - touched.paths - told
    elsewhere = [
        item
        for item in result.findings
        if item.path in others and selection.rules[item.code].scope is Scope.REPOSITORY
    ]
    if elsewhere:
        old = _as_it_was(targets, touched, selection, as_of, {item.path for item in elsewhere})
        shown += [item for item in elsewhere if _key(item) not in old]
    shown.sort(key=lambda item: item.path)  # within a file they are sorted
    return LintResult(shown, tuple(sorted(wanted)), result.whole)


def _different(targets: Targets, paths: Iterable[str], blobs: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths whose file is not what its blob is, or has none."""
    for path in paths:
        blob = blobs.get(path)
        if blob is None or not _holds(targets, path, blob):
            yield path


def _holds(targets: Targets, path: str, blob: str) -> bool:
    """Tell whether a file holds `blob`, line ends aside, which git may change on the way."""
    repository = targets.repository
    try:
        raw = targets.given.get(path)
        if raw is None:
            raw = read_bytes(repository.root / path, repository.basics.file_bytes)
    except FileProblem:
        return False
    return _id(raw, blob) == blob or _id(raw.replace(b"\r\n", b"\n"), blob) == blob


def _id(raw: bytes, like: str) -> str:
    """Return what git calls a blob of these bytes, in a repository with ids such as `like`."""
    make = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return make(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _as_it_was(
    targets: Targets, touched: Touched, selection: Selection, as_of: date, paths: set[str]
) -> set[tuple[object, ...]]:
    """Return what rules about the whole found in `paths`, untouched files, at the commit."""
    repository = targets.repository
    limits = limits_of(repository)
    blobs = sorted(set(touched.before.values()))
    held = dict(read_blobs(touched.place, blobs, repository.basics.file_bytes))

    def facts_of(path: str) -> FileFacts | None:
        if path in touched.before:
            document = read_document(held.get(touched.before[path]) or b"", limits)
        elif path in touched.base:
            document = load_document(repository.root, path, limits)
        else:
            return None
        return _facts(path, document)

    whole = RepositoryCheck(
        root=repository.root,
        paths=tuple(sorted(touched.base)),
        facts=tuple(facts for path in sorted(paths) if (facts := facts_of(path))),
        facts_of=facts_of,
        registers=load_registers(repository.root),
        settings=repository.settings,
        as_of=as_of,
        is_whole=False,
    )
    found = repository_problems(whole, selection.rules)
    return {
        (path, problem.code, problem.message, *problem.span)
        for path, problems in found.items()
        for problem in problems
    }


def _facts(path: str, document: Document) -> FileFacts | None:
    return facts_in(path, read_postmortem(document)) if document.root is not None else None


def _key(item: Finding) -> tuple[object, ...]:
    place = (item.line, item.column, item.end_line, item.end_column)
    return (item.path, item.code, item.message, *place)
