"""One file and its findings → the same file with fewer of them.

A fix is kept when it proves that nothing else changed, the finding is gone, and no new one
has come; otherwise the file stays as it was before it. So fixing twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, TypeAlias

from pmkit.document.problem import Span
from pmkit.document.source import Limits
from pmkit.fixes.fix import Fix, Fixer, Patient
from pmkit.model.finding import Finding

_MOST, _LEAST = 200, 5
_BYTES = 2_000_000
"""Fixes of one file that are tried, fewer for a large one: after each, all of it is read again to
see that it helped. Whoever has more to fix runs the command again."""

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
        if patient is None:
            return Mended(old, raw, findings)
        refused: set[_Place] = set()
        for _ in range(_tries(raw)):
            found = self._next(patient, findings, refused)
            if found is None:
                break
            place, finding, fix = found
            after = self._made(raw, finding, fix, findings)
            if after is None:
                refused.add(place)
                continue
            raw, patient, findings = after
            done.append((finding, fix))
        return Mended(old, raw, findings, tuple(done))

    def offers(self, raw: bytes) -> list[Offer]:
        """Return every fix that can be made, each with the file as it would be with it alone."""
        patient, findings = self.look(raw)
        if patient is None:
            return []
        found = []
        for finding, fix in islice(self._fixable(patient, findings), _tries(raw)):
            if made := self._made(raw, finding, fix, findings):
                found.append(Offer(finding, fix.told, fix.is_safe, made[0]))
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

    def _next(
        self, patient: Patient, findings: list[Finding], refused: set[_Place]
    ) -> tuple[_Place, Finding, Fix] | None:
        """Return the first fix that was not refused before."""
        seen = Counter[tuple[str, str]]()
        for finding, fix in self._fixable(patient, findings):
            place = (finding.code, fix.told, seen[finding.code, fix.told])
            if place not in refused:
                return place, finding, fix
            seen[finding.code, fix.told] += 1
        return None

    def _made(
        self, raw: bytes, finding: Finding, fix: Fix, before: list[Finding]
    ) -> tuple[bytes, Patient, list[Finding]] | None:
        new = fix.made(raw, self.limits)
        if new is None or new == raw:
            return None
        patient, after = self.look(new)
        if patient is None:
            return None
        was, now = _counts(before), _counts(after)
        return (new, patient, after) if not now - was and (was - now)[finding.code] else None


def _tries(raw: bytes) -> int:
    """Return how many fixes of a file are tried in one go."""
    return max(_LEAST, min(_MOST, _BYTES // max(len(raw), 1)))


def _span(item: Finding) -> Span:
    return Span(item.line, item.column, item.end_line, item.end_column)


def _counts(findings: list[Finding]) -> Counter[str]:
    """Count by rule: where an action gets an id, other findings call it by that."""
    return Counter(item.code for item in findings)
