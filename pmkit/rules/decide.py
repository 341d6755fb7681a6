"""From what was found to what is said: which rules are on, how bad it is, what is suppressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmkit.document.problem import Problem
from pmkit.errors import UsageError
from pmkit.model.enums import Status
from pmkit.model.finding import Finding, Level
from pmkit.rules.ignores import Ignore
from pmkit.rules.registry import Rule, Scope, Weight, find_rule
from pmkit.visible import short

UNUSED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_IN_IGNORE = "PM790", "PM791", "PM792"


@dataclass(frozen=True)
class Selection:
    """The rules that are on, by code."""

    rules: dict[str, Rule]
    codes: frozenset[str]


def select(rules: dict[str, Rule], wanted: Iterable[str], ignored: Iterable[str]) -> Selection:
    """Choose rules by code, name or family such as `PM2`; nothing wanted means all.

    Raises:
        UsageError: A word names no rule and no family.
    """
    chosen = _expand(rules, wanted) or frozenset(rules)
    return Selection(rules, chosen - _expand(rules, ignored))


def _expand(rules: dict[str, Rule], words: Iterable[str]) -> frozenset[str]:
    codes: set[str] = set()
    for word in words:
        found = find_rule(rules, word)
        family = [found.code] if found else [c for c in rules if c.startswith(word.strip().upper())]
        if not family or not word.strip():
            raise UsageError(f"`{short(word)}` is no rule and no family", "`pmkit rule` lists them")
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
) -> list[Finding]:
    """Turn one file's problems into findings, sorted by place.

    What the reader reports cannot be suppressed in the file itself: who cannot read the file
    cannot trust its comments.
    """
    used: set[tuple[int, str]] = set()
    findings = []
    for problem in problems:
        rule = selection.rules[problem.code]
        if rule.scope is not Scope.READER and _suppressed(problem, rule, ignores, used):
            continue
        if rule.code in selection.codes:
            findings.append(_finding(path, problem, rule, status))
    for problem in _ignore_problems(ignores, used, selection):
        if problem.code in selection.codes:
            findings.append(_finding(path, problem, selection.rules[problem.code], status))
    return sorted(set(findings), key=lambda item: (item.line, item.column, item.code, item.message))


def _suppressed(
    problem: Problem, rule: Rule, ignores: tuple[Ignore, ...], used: set[tuple[int, str]]
) -> bool:
    hit = False
    for index, ignore in enumerate(ignores):
        for word in ignore.words:
            if word.casefold() in (rule.code.casefold(), rule.name) and ignore.covers(problem.span):
                used.add((index, word))
                hit = True
    return hit


def _ignore_problems(
    ignores: tuple[Ignore, ...], used: set[tuple[int, str]], selection: Selection
) -> Iterable[Problem]:
    for index, ignore in enumerate(ignores):
        if not ignore.reason:
            yield Problem(
                ignore.span,
                "this suppression gives no reason",
                "write behind the bracket why the rule does not apply here",
                IGNORE_WITHOUT_REASON,
            )
        for word in ignore.words:
            rule = find_rule(selection.rules, word)
            if rule is None:
                yield Problem(
                    ignore.span,
                    f"`{short(word)}` is no rule",
                    "`pmkit rule` lists codes and names",
                    UNKNOWN_IN_IGNORE,
                )
            elif (index, word) not in used and rule.code in selection.codes:
                yield Problem(
                    ignore.span,
                    f"this suppression of {rule.code} is not needed",
                    f"remove {rule.code} from the bracket",
                    UNUSED_IGNORE,
                )


def _finding(path: str, problem: Problem, rule: Rule, status: Status | None) -> Finding:
    span = problem.span
    return Finding(
        path,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        rule.code,
        rule.name,
        severity(rule, status),
        problem.message,
        problem.hint,
    )
