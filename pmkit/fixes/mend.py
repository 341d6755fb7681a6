"""One file and its findings → the same file with fewer of them.

Fixes are kept when they prove that nothing else changed, their findings are gone, and no new one
has come; otherwise the file stays as it was before them. So fixing twice changes nothing. They are
tried all at once, and by halves where that fails, until the one that cannot be made is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from pmkit.document.problem import Span
from pmkit.document.source import Limits
from pmkit.edits.change import EditRefused
from pmkit.edits.edit import edit
from pmkit.fixes.fix import Fix, Fixer, Patient
from pmkit.model.finding import Finding

_MOST = 200
"""Fixes of one file; whoever has more runs the command again."""

_WORK = 2_000_000
"""Bytes that are read to fix one file, which each fix reads anew; none of a file above that."""

_TRIES = 3
"""How often a fix is tried on average, before the others are left."""

_Place: TypeAlias = tuple[str, str, int]
"""What a fix is known by while lines move: its rule, what it does, and which of those it is."""


@dataclass(frozen=True, slots=True)
class Mended:
    """One file before and after.

    Attributes:
        findings: What is left.
        fixed: The findings that are gone, each with what was done.
    """

    old: bytes
    new: bytes
    findings: list[Finding]
    fixed: tuple[tuple[Finding, Fix], ...] = ()


class Offer(NamedTuple):
    """One fix of a file; `new` is the file with it."""

    finding: Finding
    told: str
    is_safe: bool
    new: bytes


class _Step(NamedTuple):
    place: _Place
    finding: Finding
    fix: Fix


@dataclass(frozen=True, slots=True)
class Mender:
    """What a file is mended with.

    Attributes:
        look: From bytes to the file as the fixers see it, None where it cannot be read, and its
            findings, suppressed ones left out.
        unsafe: Whether fixes are made that somebody has to look at.
    """

    fixers: dict[str, list[Fixer]]
    look: Callable[[bytes], tuple[Patient | None, list[Finding]]]
    limits: Limits
    unsafe: bool = False

    def mend(self, raw: bytes) -> Mended:
        """Return the file with every fix made that can be made, as far as tries go."""
        old, done = raw, list[tuple[Finding, Fix]]()
        patient, findings = self.look(raw)
        refused: set[_Place] = set()
        most = size = _most(raw)
        left = _TRIES * most
        while patient is not None and len(done) < most and left > 0:
            steps = _together(self._steps(patient, findings, refused), min(size, most - len(done)))
            if not steps:
                break
            left -= len(steps)
            after = self._made(raw, steps, findings)
            size = most if after or len(steps) == 1 else len(steps) // 2
            if after is not None:
                raw, patient, findings = after
                done += [(one.finding, one.fix) for one in steps]
            elif len(steps) == 1:
                refused.add(steps[0].place)
        return Mended(old, raw, findings, tuple(done))

    def offers(self, raw: bytes) -> list[Offer]:
        """Return every fix that can be made, each with the file as it would be with it alone."""
        patient, findings = self.look(raw)
        if patient is None:
            return []
        found = []
        for one in self._steps(patient, findings, set())[: _most(raw)]:
            if made := self._made(raw, [one], findings):
                found.append(Offer(one.finding, one.fix.told, one.fix.is_safe, made[0]))
        return found

    def _fixable(self, patient: Patient, findings: list[Finding]) -> Iterator[tuple[Finding, Fix]]:
        """Yield each finding that a fix is known for; of several fixes, the first."""
        known: dict[tuple[str, Span, str], Fix] = {}
        for code in dict.fromkeys(item.code for item in findings):
            for find in self.fixers.get(code, ()):
                for fix in find(patient):
                    if fix.is_safe or self.unsafe:
                        known.setdefault((code, fix.span, fix.message), fix)
        for item in findings:
            place = (item.code, _span(item))
            if found := known.get((*place, item.message)) or known.get((*place, "")):
                yield item, found

    def _steps(
        self, patient: Patient, findings: list[Finding], refused: set[_Place]
    ) -> list[_Step]:
        """Return the fixes that were not refused before."""
        seen = Counter[tuple[str, str]]()
        steps = []
        for finding, fix in self._fixable(patient, findings):
            place = (finding.code, fix.told, seen[finding.code, fix.told])
            seen[finding.code, fix.told] += 1
            if place not in refused:
                steps.append(_Step(place, finding, fix))
        return steps

    def _made(
        self, raw: bytes, steps: list[_Step], before: list[Finding]
    ) -> tuple[bytes, Patient, list[Finding]] | None:
        new = _applied(raw, [one.fix for one in steps], self.limits)
        if new is None or new == raw:
            return None
        patient, after = self.look(new)
        if patient is None:
            return None
        was, now = _counts(before), _counts(after)
        is_better = _counts(one.finding for one in steps) <= was - now
        return (new, patient, after) if is_better and not now - was else None


def _most(raw: bytes) -> int:
    return min(_MOST, _WORK // max(len(raw), 1))


def _together(steps: list[_Step], size: int) -> list[_Step]:
    """Return the first steps that can be made at once, up to `size`."""
    if steps and steps[0].fix.is_placed:
        return steps[:1]
    return list(takewhile(lambda one: not one.fix.is_placed, steps[:size]))


def _applied(raw: bytes, fixes: list[Fix], limits: Limits) -> bytes | None:
    """Return the file with all of the fixes; None where one of them would change something else.

    What rewrites the file goes first, from its end to its beginning: so no place moves before its
    turn.
    """
    for fix in sorted(fixes, key=lambda one: one.span, reverse=True):
        made = fix.rewriting(raw, limits) if fix.rewriting else raw
        if made is None:
            return None
        raw = made
    changes = [change for fix in fixes for change in fix.changes]
    try:
        return edit(raw, changes, limits) if changes else raw
    except EditRefused:
        return None


def _span(item: Finding) -> Span:
    return Span(item.line, item.column, item.end_line, item.end_column)


def _counts(findings: Iterable[Finding]) -> Counter[str]:
    """Count by rule: where an action gets an id, other findings call it by that."""
    return Counter(item.code for item in findings)
