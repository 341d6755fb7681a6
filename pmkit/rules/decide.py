"""From what was found to what is said: which rules are on, how bad it is, what is suppressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.errors import UsageError
from pmkit.model.enums import Status
from pmkit.model.finding import Finding, Level
from pmkit.rules.globs import matches
from pmkit.rules.ignores import Ignore
from pmkit.rules.registry import Rule, Scope, Weight, find_rule
from pmkit.similar import nearest
from pmkit.visible import short

UNUSED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_IN_IGNORE = "PM790", "PM791", "PM792"
_ABOUT_IGNORES = frozenset({UNUSED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_IN_IGNORE})
_IN_REGISTERS = "PM72"
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
            raise UsageError(f"`{short(word)}` is no rule and no family", _suggest(rules, word))
        codes.update(family)
    return frozenset(codes)


def can_be_suppressed(rule: Rule) -> bool:
    """Tell whether a comment in the file holds back what the rule finds there.

    Not what the reader reports, what is wrong with a suppression itself, nor what stands in a
    register.
    """
    is_own = rule.code in _ABOUT_IGNORES or rule.code.startswith(_IN_REGISTERS)
    return rule.scope is not Scope.READER and not is_own


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
    suppressions = _Suppressions(ignores, selection.rules)
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


class _Suppressions:
    """The suppressions of one file, and which of them held something back."""

    def __init__(self, ignores: tuple[Ignore, ...], rules: dict[str, Rule]) -> None:
        self._ignores = ignores
        self._rules = rules
        names = {key: rule for rule in rules.values() for key in (rule.code.casefold(), rule.name)}
        words = {word for ignore in ignores for word in ignore.words}
        self._meant = {word: names.get(word.casefold()) for word in words}
        self._covered = {
            place for item in ignores for word in item.words for place in self._places(item, word)
        }
        self._used: set[tuple[str, int]] = set()

    def _places(self, ignore: Ignore, word: str) -> list[tuple[str, int]]:
        """Return the lines on which `word` suppresses a rule, with the rule's code."""
        rule = self._meant[word]
        if rule is None or not can_be_suppressed(rule):
            return []
        return [(rule.code, line) for line in ignore.lines]

    def hold_back(self, problem: Problem) -> bool:
        """Tell whether `problem` is suppressed, and remember by what."""
        if not self._covered:
            return False
        span = problem.span
        lines = range(span.line, max(span.end_line, span.line) + 1)
        hits = self._covered.intersection((problem.code, line) for line in lines)
        self._used |= hits
        return bool(hits)

    def problems(self, on: frozenset[str], is_whole: bool) -> Iterator[Problem]:
        """Yield what is wrong with the suppressions themselves; `on` are the rules that ran."""
        for ignore in self._ignores:
            if not ignore.words:
                yield Problem(ignore.span, *_NO_RULE, UNKNOWN_IN_IGNORE)
            if not re.search(r"\w", ignore.reason):
                yield Problem(ignore.span, *_NO_REASON, IGNORE_WITHOUT_REASON)
            for word in ignore.words:
                rule = self._meant[word]
                if rule is None:
                    message, hint = f"`{short(word)}` is no rule", _suggest(self._rules, word)
                    yield Problem(ignore.span, message, hint, UNKNOWN_IN_IGNORE)
                elif rule.code in on and (is_whole or rule.scope is not Scope.REPOSITORY):
                    yield from self._unused(ignore, word, rule)

    def _unused(self, ignore: Ignore, word: str, rule: Rule) -> Iterator[Problem]:
        if not can_be_suppressed(rule):
            message = f"{rule.code} cannot be suppressed"
        elif self._used.isdisjoint(self._places(ignore, word)):
            message = f"{rule.code} finds nothing here that this could suppress"
        else:
            return
        alone = len(ignore.words) == 1
        hint = "remove the comment" if alone else f"remove `{short(word)}` from the bracket"
        yield Problem(ignore.span, message, hint, UNUSED_IGNORE)


_NO_RULE = ("this suppression names no rule", "write its code in brackets: ignore[PM201] and why")
_NO_REASON = (
    "this suppression gives no reason",
    "write behind the bracket why the rule does not apply here",
)


def _suggest(rules: dict[str, Rule], word: str) -> str:
    if word and any(code.startswith(word.upper()) for code in rules):
        return "write out each code: a family is not accepted here"
    words = word.casefold().replace("_", "-")
    near = nearest(words, [rule.name for rule in rules.values()], 0.75)
    return f"did you mean `{near}`?" if near else "`pmkit rule` lists codes and names"


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
