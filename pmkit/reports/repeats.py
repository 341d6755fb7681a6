"""What came back, and how far the last answer to it had got.

Definition (commands.md, "repeat of tag T"): post-mortem P carries T and an earlier post-mortem Q
carries T. Of the actions of all such Q that address a cause tagged T, P's grade is the first
that holds: `verified` (one with `verified_on` before P's beginning), `implemented` (one with
`implemented_on` before it), `late` (there are some, cancelled ones left out, and none was in
place), `never`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record


class Grade(StrEnum):
    """How far the fix was when the tag came back, the loudest first."""

    VERIFIED = "verified"
    IMPLEMENTED = "implemented"
    LATE = "late"
    NEVER = "never"

    @property
    def is_failed_fix(self) -> bool:
        """Whether something had been done about it before it came back."""
        return self in (Grade.VERIFIED, Grade.IMPLEMENTED)


@dataclass(frozen=True, slots=True)
class Repeat:
    """One post-mortem in which a tag came back; `actions` are those that make the grade."""

    postmortem: str
    grade: Grade
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A post-mortem that carries a tag, with its actions that address it, by reference."""

    record: Record
    actions: tuple[tuple[str, ActionRecord], ...]


def find_repeats(carriers: Sequence[Carrier]) -> list[Repeat]:
    """Grade every post-mortem but the first of those that carry one tag, given in order."""
    repeats: list[Repeat] = []
    verified: list[tuple[date, str]] = []
    implemented: list[tuple[date, str]] = []
    alive: list[str] = []
    for place, carrier in enumerate(carriers):
        if place:
            repeats.append(_grade(carrier.record, verified, implemented, alive))
        for ref, action in carrier.actions:
            if action.verified_on:
                verified.append((action.verified_on, ref))
            if action.implemented_on:
                implemented.append((action.implemented_on, ref))
            if action.status != "cancelled":
                alive.append(ref)
    return repeats


def _grade(
    record: Record,
    verified: list[tuple[date, str]],
    implemented: list[tuple[date, str]],
    alive: list[str],
) -> Repeat:
    """Grade `record` against what earlier post-mortems did, each list in their order."""
    begins = record.begins_on or record.anchor_on or date.min
    for grade, done in ((Grade.VERIFIED, verified), (Grade.IMPLEMENTED, implemented)):
        refs = tuple(ref for day, ref in done if day < begins)
        if refs:
            return Repeat(record.id, grade, refs)
    return Repeat(record.id, Grade.LATE if alive else Grade.NEVER, tuple(alive))
