"""From what was found to what is said: which rules are on, how bad it is, what is suppressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.errors import UsageError
from pmkit.model.enums import Status
from pmkit.model.finding import Finding, Level
from pmkit.rules.globs import matches
from pmkit.rules.ignores import Ignore
from pmkit.rules.registry import Rule, Weight, find_rule
from pmkit.rules.suppressions import Suppressions, Unused, suggest
from pmkit.visible import short

TOO_MANY = "PM020"
MOST_FINDINGS = 1_000
"""Findings of one file that are told; whoever made a file with more only wants a longer log."""


@dataclass(frozen=True)
class Selection:
    """The rules that are on, by code, and those that somebody turned off.

    Attributes:
        levels: Rules whose severity is the same in every document.
        off_in: Globs over paths, each with the rules that are off in the files it takes.
    """

    rules: dict[str, Rule]
    codes: frozenset[str]
    ignored: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)
    off_in: tuple[tuple[str, frozenset[str]], ...] = ()

    def for_unreadable(self) -> Selection:
        """Return what is told of a file that cannot be read: all that nobody turned off.

        Otherwise `--select PM3` would call a file fine of which nothing could be checked.
        """
        return replace(self, codes=frozenset(self.rules) - self.ignored)

    def codes_in(self, path: str) -> frozenset[str]:
        """Return the rules that are on in the file at `path`."""
        off = [codes for glob, codes in self.off_in if matches(path, glob)]
        return self.codes.difference(*off)

    def severity(self, rule: Rule, status: Status | None) -> Level:
        """Weigh a rule for a document of `status`, as the settings say or else as it says."""
        return self.levels.get(rule.code) or severity(rule, status)


def select(rules: dict[str, Rule], wanted: Iterable[str], ignored: Iterable[str]) -> Selection:
    """Choose rules by code, name or family such as `PM2`; nothing wanted means all.

    Raises:
        UsageError: A word names no rule and no family.
    """
    chosen, off = expand(rules, wanted) or frozenset(rules), expand(rules, ignored)
    return Selection(rules, chosen - off, off)


def expand(rules: dict[str, Rule], words: Iterable[str]) -> frozenset[str]:
    """Return the codes that words mean: codes, names, or families such as `PM2`.

    Raises:
        UsageError: A word names no rule and no family.
    """
    codes: set[str] = set()
    for word in words:
        found = find_rule(rules, word)
        family = [found.code] if found else [c for c in rules if c.startswith(word.strip().upper())]
        if not family or not word.strip():
            raise UsageError(f"`{short(word)}` is no rule and no family", suggest(rules, word))
        codes.update(family)
    return frozenset(codes)


def severity(rule: Rule, status: Status | None) -> Level:
    """Weigh a rule for a document of `status`, as the format's table of strictness says."""
    if rule.weight is Weight.FORM:
        return Level.ERROR
    if rule.weight is Weight.ADVICE or status in (None, Status.DRAFT):
        return Level.WARNING
    return Level.ERROR


def decide(
    path: str,
    status: Status | None,
    problems: Iterable[Problem],
    ignores: tuple[Ignore, ...],
    selection: Selection,
    is_whole: bool = False,
) -> list[Finding]:
    """Turn one file's problems into findings, sorted by place.

    What the reader reports cannot be suppressed in the file itself: who cannot read the file
    cannot trust its comments.

    Args:
        is_whole: Whether every file was linted; if not, a rule about the repository may have
            found nothing for that reason alone, and its suppression is not called unused.
    """
    problems = list(problems)
    if not problems and not ignores:
        return []
    suppressions = Suppressions(ignores, selection.rules)
    on = selection.codes_in(path)
    findings = []
    for problem in problems:
        rule = selection.rules[problem.code]
        if not suppressions.hold_back(problem) and rule.code in on:
            findings.append(_finding(path, problem, rule, selection.severity(rule, status)))
    for problem in islice(suppressions.problems(on, is_whole), MOST_FINDINGS + 1):
        if problem.code in on:
            rule = selection.rules[problem.code]
            findings.append(_finding(path, problem, rule, selection.severity(rule, status)))
    return sorted(_bounded(path, list(dict.fromkeys(findings)), selection), key=_place)


def unused(
    path: str,
    problems: Iterable[Problem],
    ignores: tuple[Ignore, ...],
    selection: Selection,
    is_whole: bool = False,
) -> list[Unused]:
    """Return what `decide` calls an unused suppression, in the order of the file.

    Args:
        is_whole: As `decide` takes it.
    """
    if not ignores:
        return []
    suppressions = Suppressions(ignores, selection.rules)
    for problem in problems:
        suppressions.hold_back(problem)
    return list(suppressions.unused(selection.codes_in(path), is_whole))


def _place(item: Finding) -> tuple[int, int, str]:
    return (item.line, item.column, item.code)


def _bounded(path: str, findings: list[Finding], selection: Selection) -> Iterable[Finding]:
    """Leave out what nobody would read to the end, errors last, and say so."""
    if len(findings) <= MOST_FINDINGS:
        return findings
    worst_first = sorted(
        findings, key=lambda item: (item.severity is not Level.ERROR, *_place(item))
    )
    problem = Problem(
        FIRST_LINE,
        f"this file has more findings than the {MOST_FINDINGS} that are shown",
        "correct these first; the others come up then",
    )
    rule = selection.rules[TOO_MANY]
    more = _finding(path, problem, rule, selection.severity(rule, None))
    return [*worst_first[:MOST_FINDINGS], more]


def _finding(path: str, problem: Problem, rule: Rule, level: Level) -> Finding:
    span = problem.span
    return Finding(
        path,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        rule.code,
        rule.name,
        level,
        problem.message,
        problem.hint,
    )
