"""A lint run: read each file, ask each rule, then the rules about the whole, then decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from pmkit.config import Repository
from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.document.read import Document, read_document
from pmkit.load import limits_of, load_document
from pmkit.model.enums import Status
from pmkit.model.finding import Finding, Level
from pmkit.model.postmortem import PostMortem
from pmkit.parallel import map_files
from pmkit.record import stem
from pmkit.registers import Registers, load_registers
from pmkit.rules.check import Check, FileFacts, Reference, RepositoryCheck
from pmkit.rules.decide import Selection, decide
from pmkit.rules.ignores import Ignore, read_ignores
from pmkit.rules.registry import Rule, Scope
from pmkit.rules.targets import Targets
from pmkit.wording.vocabulary import Vocabulary, make_vocabulary


class FileResult(NamedTuple):
    """What one file gave: problems before they are weighed, and facts for the whole.

    A named tuple, as are its parts, since thousands are sent between two processes.
    """

    path: str
    status: Status | None = None
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    facts: FileFacts | None = None


MOST_PROBLEMS = 20_000
"""More of one file nobody reads; what is past them is left out."""


@dataclass(frozen=True)
class LintResult:
    """The findings of a run, sorted by path and place, and the files that were looked at.

    Attributes:
        whole: The repository as the rules about it saw it.
    """

    findings: list[Finding] = field(default_factory=list)
    paths: tuple[str, ...] = ()
    whole: RepositoryCheck | None = field(default=None, compare=False, repr=False)

    @property
    def checked(self) -> int:
        """How many files were looked at, those included that could not be read."""
        return len(self.paths)

    def count(self, level: Level) -> int:
        """Return how many findings are of `level`."""
        return sum(finding.severity is level for finding in self.findings)


def lint(targets: Targets, selection: Selection, as_of: date) -> LintResult:
    """Lint the files that `targets` names; rules about the whole see every post-mortem."""
    repository = targets.repository
    registers = load_registers(repository.root, repository.store)
    vocabulary = make_vocabulary(repository.settings, registers)
    vocabulary.prepare()
    read = partial(_lint_path, targets, registers, vocabulary, as_of, selection.rules)
    results = {item.path: item for item in map_files(read, targets.paths)}
    for item in targets.refused:
        problem = Problem(FIRST_LINE, item.message, item.hint, item.code)
        results[item.path] = FileResult(item.path, problems=(problem,))
    whole = _repository_check(targets, registers, as_of, results)
    extra = repository_problems(whole, selection.rules)
    findings = []
    for path in sorted({*results, *extra}):
        result = results.get(path) or FileResult(path)
        problems = (*result.problems, *extra.get(path, ()))
        is_unreadable = path in results and result.facts is None
        told = selection.for_unreadable() if is_unreadable else selection
        findings += decide(path, result.status, problems, result.ignores, told, whole.is_whole)
    return LintResult(findings, tuple(sorted(results)), whole)


def lint_text(
    repository: Repository,
    path: str,
    document: Document,
    selection: Selection,
    as_of: date,
    *,
    registers: Registers | None = None,
) -> list[Finding]:
    """Lint one document that was read already, by the rules that look at one file.

    Args:
        registers: Those to go by; None for the repository's own.
    """
    registers = registers or load_registers(repository.root)
    result = check_document(repository, registers, as_of, selection.rules, path, document)
    told = selection if result.facts else selection.for_unreadable()
    return decide(path, result.status, result.problems, result.ignores, told)


def _lint_path(
    targets: Targets,
    registers: Registers,
    vocabulary: Vocabulary,
    as_of: date,
    rules: dict[str, Rule],
    path: str,
) -> FileResult:
    repository = targets.repository
    limits = limits_of(repository)
    if path in targets.given:
        document = read_document(targets.given[path], limits)
    else:
        document = load_document(repository.root, path, limits)
    return check_document(repository, registers, as_of, rules, path, document, vocabulary)


def check_document(
    repository: Repository,
    registers: Registers,
    as_of: date,
    rules: dict[str, Rule],
    path: str,
    document: Document,
    vocabulary: Vocabulary | None = None,
) -> FileResult:
    """Ask every rule that looks at one file about `document`.

    Args:
        vocabulary: What the rules about wording look for, where a run has made it once for all.
    """
    if document.root is None:
        return FileResult(path, problems=tuple(document.problems))
    reading = read_postmortem(document)
    return ask(Check(path, reading, repository.settings, registers, as_of, vocabulary), rules)


def ask(check: Check, rules: dict[str, Rule]) -> FileResult:
    """Ask every rule that looks at one file about the file of `check`."""
    reading, path = check.reading, check.path
    problems = [*reading.document.problems, *reading.problems]
    for code, item in rules.items():
        if item.scope is Scope.FILE:
            for problem in item.check(check):
                problems.append(problem._replace(code=code))
                if len(problems) > MOST_PROBLEMS:
                    break
    status = reading.postmortem.status
    return FileResult(
        path, status, tuple(problems), read_ignores(reading.document), facts_in(path, reading)
    )


def facts_in(path: str, reading: Reading) -> FileFacts:
    """Return what the rules about the whole need to know of one file."""
    pm = reading.postmortem
    return FileFacts(
        path,
        stem(path),
        tuple(action.id for action in pm.actions if action.id),
        tuple(_tags(pm)),
        tuple(_references(reading)),
    )


def _tags(pm: PostMortem) -> Iterator[str]:
    for cause in pm.causes:
        yield from cause.tags or ()
    for lesson in pm.lessons:
        yield from lesson.tags or ()


def _references(reading: Reading) -> Iterable[Reference]:
    pm = reading.postmortem
    for index, target in enumerate(pm.related):
        yield Reference("related", target, reading.span("related", index))
    for place, item in enumerate(pm.prevented):
        for index, target in enumerate(item.thanks_to or ()):
            yield Reference(
                "thanks_to", target, reading.span("prevented", place, "thanks_to", index)
            )


def _repository_check(
    targets: Targets, registers: Registers, as_of: date, results: dict[str, FileResult]
) -> RepositoryCheck:
    repository = targets.repository

    def facts_of(path: str) -> FileFacts | None:
        if path in results:
            return results[path].facts
        document = load_document(repository.root, path, limits_of(repository))
        return facts_in(path, read_postmortem(document)) if document.root is not None else None

    return RepositoryCheck(
        root=repository.root,
        paths=tuple(targets.all_paths),
        facts=tuple(item.facts for item in results.values() if item.facts),
        facts_of=facts_of,
        registers=registers,
        settings=repository.settings,
        as_of=as_of,
        is_whole=set(targets.all_paths) <= set(targets.paths),
    )


def repository_problems(whole: RepositoryCheck, rules: dict[str, Rule]) -> dict[str, list[Problem]]:
    """Ask every rule about the whole; return what they found by path."""
    found: dict[str, list[Problem]] = {}
    for code, item in rules.items():
        if item.scope is Scope.REPOSITORY:
            for path, problem in item.check(whole):
                found.setdefault(path, []).append(problem._replace(code=code))
    return found
