"""Fixes that did not hold: a cause came back although an action about it was in place.

Definition (commands.md, "repeat of tag T"): the repeats that are graded verified or implemented.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.recurring import Recurrence
from pmkit.reports.repeats import Grade

if TYPE_CHECKING:
    from pmkit.record import Record


@dataclass(frozen=True, slots=True)
class FailedFix:
    """One post-mortem in which causes came back in spite of a fix.

    Attributes:
        tags: The causes, those that the same actions were to end together.
        on: The anchor date of the post-mortem.
        new: Whether that is after the earlier day.
    """

    tags: tuple[str, ...]
    postmortem: str
    grade: Grade
    actions: tuple[str, ...]
    on: date | None
    new: bool


def find_failed_fixes(
    recurring: Iterable[Recurrence], sequence: Iterable[Record], since: date
) -> list[FailedFix]:
    """Return the failed fixes, the newest first, then the loudest."""
    tags: dict[tuple[str, Grade, tuple[str, ...]], list[str]] = {}
    for row in recurring:
        for one in row.repeats:
            if one.grade.is_failed_fix:
                tags.setdefault((one.postmortem, one.grade, one.actions), []).append(row.tag)
    days = {record.id: record.anchor_on for record in sequence}
    found = [
        FailedFix(
            tuple(sorted(names)), *key, on=(on := days.get(key[0])), new=bool(on and on > since)
        )
        for key, names in tags.items()
    ]
    return sorted(found, key=_newest_first)


def _newest_first(one: FailedFix) -> tuple[object, ...]:
    day = one.on.toordinal() if one.on else 0
    return -day, one.grade is not Grade.VERIFIED, one.postmortem, one.tags
