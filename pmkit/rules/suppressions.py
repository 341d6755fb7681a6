"""The suppressions of one file against what was found in it: which of them hold nothing back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmkit.document.problem import Problem
from pmkit.rules.ignores import Ignore
from pmkit.rules.registry import Rule, Scope
from pmkit.similar import nearest
from pmkit.visible import short

UNUSED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_IN_IGNORE = "PM790", "PM791", "PM792"
_ABOUT_IGNORES = frozenset({UNUSED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_IN_IGNORE})
_IN_REGISTERS = "PM72"


def can_be_suppressed(rule: Rule) -> bool:
    """Tell whether a comment in the file holds back what the rule finds there.

    Not what the reader reports, what is wrong with a suppression itself, nor what stands in a
    register.
    """
    is_own = rule.code in _ABOUT_IGNORES or rule.code.startswith(_IN_REGISTERS)
    return rule.scope is not Scope.READER and not is_own


def suggest(rules: dict[str, Rule], word: str) -> str:
    """Return a hint about `word`, which names no rule."""
    if word and any(code.startswith(word.upper()) for code in rules):
        return "write out each code: a family is not accepted here"
    words = word.casefold().replace("_", "-")
    near = nearest(words, [rule.name for rule in rules.values()], 0.75)
    return f"did you mean `{near}`?" if near else "`pmkit rule` lists codes and names"


class Unused(NamedTuple):
    """A word of a suppression that holds nothing back, and what is said of it."""

    ignore: Ignore
    word: str
    problem: Problem


class Suppressions:
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
                if self._meant[word] is None:
                    message, hint = f"`{short(word)}` is no rule", suggest(self._rules, word)
                    yield Problem(ignore.span, message, hint, UNKNOWN_IN_IGNORE)
        yield from (item.problem for item in self.unused(on, is_whole))

    def unused(self, on: frozenset[str], is_whole: bool) -> Iterator[Unused]:
        """Yield each word that held nothing back, once `hold_back` was asked about everything."""
        for ignore in self._ignores:
            for word in ignore.words:
                rule = self._meant[word]
                if rule is None or rule.code not in on:
                    continue
                is_sure = is_whole or rule.scope is not Scope.REPOSITORY
                if is_sure and self._used.isdisjoint(self._places(ignore, word)):
                    yield Unused(ignore, word, _unused(ignore, word, rule))


def _unused(ignore: Ignore, word: str, rule: Rule) -> Problem:
    if can_be_suppressed(rule):
        message = f"{rule.code} finds nothing here that this could suppress"
    else:
        message = f"{rule.code} cannot be suppressed"
    alone = len(ignore.words) == 1
    hint = "remove the comment" if alone else f"remove `{short(word)}` from the bracket"
    return Problem(ignore.span, message, hint, UNUSED_IGNORE)


_NO_RULE = ("this suppression names no rule", "write its code in brackets: ignore[PM201] and why")
_NO_REASON = (
    "this suppression gives no reason",
    "write behind the bracket why the rule does not apply here",
)
