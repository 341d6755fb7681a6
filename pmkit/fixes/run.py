"""Fixing the files of a lint run: read, mend in memory, then write all of them or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from pmkit.config import Repository
from pmkit.document.hydrate import read_postmortem
from pmkit.document.lines import split_lines
from pmkit.document.problem import Problem
from pmkit.document.read import read_document
from pmkit.files import FileProblem, read_bytes
from pmkit.fixes.fix import Patient, load_fixers
from pmkit.fixes.mend import Mended, Mender, Offer
from pmkit.load import limits_of
from pmkit.model.finding import Finding
from pmkit.parallel import map_files
from pmkit.registers import Registers, load_registers
from pmkit.rules.baseline import unknown
from pmkit.rules.check import Check, RepositoryCheck
from pmkit.rules.decide import Selection, decide, unused
from pmkit.rules.registry import Scope, find_rule
from pmkit.rules.run import FileResult, LintResult, ask, repository_problems
from pmkit.rules.targets import Targets
from pmkit.wording.vocabulary import Vocabulary, make_vocabulary

if TYPE_CHECKING:
    from pmkit.history import History

Result = TypeVar("Result")


@dataclass(frozen=True)
class Clinic:
    """What files are fixed with.

    Attributes:
        selection: The rules whose findings are fixed.
        given: What files hold that do not come from the disk.
        whole: The repository, where all of it was linted; else no suppression of a rule about
            the whole counts as unused.
        known: Fingerprints of the baseline; what it knows is not corrected.
    """

    repository: Repository
    registers: Registers
    selection: Selection
    as_of: date
    given: Mapping[str, bytes] = field(default_factory=dict)
    whole: RepositoryCheck | None = None
    known: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        targets: Targets,
        selection: Selection,
        as_of: date,
        whole: RepositoryCheck | None = None,
        known: frozenset[str] = frozenset(),
    ) -> Clinic:
        """Return the clinic for the files of a lint run."""
        repository = targets.repository
        registers = whole.registers if whole else load_registers(repository.root, repository.store)
        return cls(repository, registers, selection, as_of, targets.given, whole, known)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the rules about wording look for."""
        return make_vocabulary(self.repository.settings, self.registers)

    @cached_property
    def history(self) -> History | None:
        """What git knows of the days on which actions moved on; read only when a fix asks."""
        from pmkit.history import read_history

        return read_history(self.repository)

    def mend(self, path: str, *, unsafe: bool = False) -> Mended | None:
        """Return the file at `path` with its fixes made, in memory; None if it cannot be read."""
        raw = self._bytes(path)
        return None if raw is None else self._mender(path, unsafe).mend(raw)

    def mend_all(self, paths: Iterable[str], *, unsafe: bool = False) -> dict[str, Mended]:
        """Return those of the files that can be corrected, each with its fixes made, in memory."""
        mended = self._map(partial(self.mend, unsafe=unsafe), paths)
        return {path: one for path, one in mended.items() if one is not None and one.fixed}

    def offers(self, path: str) -> list[Offer]:
        """Return every fix of the file at `path` on its own, unsafe ones too."""
        raw = self._bytes(path)
        return [] if raw is None else self._mender(path, True).offers(raw)

    def marked(self, result: LintResult) -> LintResult:
        """Return the findings with `fixable` told: whether `mend` would correct each."""
        codes = load_fixers() if result.findings else {}
        paths = {item.path for item in result.findings if item.code in codes}
        fixable = Counter(key for keys in self._map(self._fixed, paths).values() for key in keys)
        if not fixable:
            return result
        return replace(result, findings=[_marked(item, fixable) for item in result.findings])

    def _fixed(self, path: str) -> list[tuple[str, str, str]]:
        mended = self.mend(path)
        return [_key(finding) for finding, _ in mended.fixed] if mended else []

    def _map(self, work: Callable[[str], Result], paths: Iterable[str]) -> dict[str, Result]:
        """Do the work for each path, on two cores where there are many."""
        ordered = sorted(set(paths))
        if ordered:
            self.vocabulary.prepare()
        return dict(zip(ordered, map_files(work, ordered), strict=True))

    def _bytes(self, path: str) -> bytes | None:
        if path in self.given:
            return self.given[path]
        try:
            return read_bytes(self.repository.root / path, self.repository.basics.file_bytes)
        except FileProblem:
            return None

    def _mender(self, path: str, unsafe: bool) -> Mender:
        limits = limits_of(self.repository)
        return Mender(load_fixers(), lambda raw: self._look(path, raw), limits, unsafe)

    def _look(self, path: str, raw: bytes) -> tuple[Patient | None, list[Finding]]:
        document = read_document(raw, limits_of(self.repository))
        if document.root is None:
            return None, decide(path, None, document.problems, (), self.selection)
        reading, settings = read_postmortem(document), self.repository.settings
        check = Check(path, reading, settings, self.registers, self.as_of, self.vocabulary)
        result = ask(check, self.selection.rules)
        more = self._about_whole(path, result)
        found = ((*result.problems, *(more or ())), result.ignores, self.selection)
        is_whole = more is not None
        idle = unused(path, *found, is_whole)
        patient = Patient(check, partial(self._day_of, path), idle)
        findings = decide(path, result.status, *found, is_whole)
        if self.known:
            lines = split_lines(raw)
            findings = unknown(findings, self.known, self.selection, lambda _: lines)
        return patient, findings

    def _about_whole(self, path: str, result: FileResult) -> list[Problem] | None:
        """Return what the rules about the whole that a file suppresses say of it.

        None where it suppresses none, or where nobody can know.
        """
        whole, facts = self.whole, result.facts
        if whole is None or not whole.is_whole or facts is None:
            return None
        words = {word for ignore in result.ignores for word in ignore.words}
        named = [rule for word in words if (rule := find_rule(self.selection.rules, word))]
        rules = {rule.code: rule for rule in named if rule.scope is Scope.REPOSITORY}
        if not rules:
            return None
        others = (one for one in whole.facts if one.path != path)
        now = replace(
            whole,
            facts=(*others, facts),
            facts_of=lambda name: facts if name == path else whole.facts_of(name),
        )
        return repository_problems(now, rules).get(path, [])

    def _day_of(self, path: str, action: str, status: str) -> date | None:
        if self.history is None:
            return None
        days = [
            change.on
            for change in self.history.changes(path)
            if (change.action, change.field, change.new) == (action, "status", status)
        ]
        return date.fromisoformat(days[-1]) if days else None


def _key(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding is known by while others of its file are corrected before it."""
    return finding.path, finding.code, finding.message


def _marked(finding: Finding, fixable: Counter[tuple[str, str, str]]) -> Finding:
    if fixable[_key(finding)] < 1:
        return finding
    fixable[_key(finding)] -= 1
    return replace(finding, fixable=True)
