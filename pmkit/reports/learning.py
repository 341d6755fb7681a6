"""Whether what was learnt leaves the room: the learning culture's own figures, never by person.

Definitions (meanings.md, "Learning"): over the post-mortems that count and are selected. A lesson
is read when an entry of the register of briefs names it. A countermeasure held when it was checked
and found effective, and its cause came back in no later post-mortem of the whole repository (see
`returns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.model.enums import ActionStatus, Outcome, Result
from pmkit.reports.briefed import readings
from pmkit.reports.coverage import DAYS
from pmkit.reports.returns import Returns
from pmkit.reports.selecting import tags_of

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; `rate` is None where there are none."""

    count: int
    of: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class Learning:
    """The figures; the fields are keys of the JSON.

    Attributes:
        succeeded: Post-mortems on work that went well, of all.
        held_within_week: Of those that tell the day of their meeting, held within seven days.
        lessons_read: Of the lessons that a brief may show, those somebody acknowledged.
        countermeasures_held: Of the actions found effective, those whose causes stayed away.
        prevented: Problems that something earlier stopped.
    """

    succeeded: Share
    held_within_week: Share
    lessons_read: Share
    countermeasures_held: Share
    prevented: int


def find_learning(
    chosen: Sequence[Record], every: Sequence[Record], registers: Registers, as_of: date
) -> Learning:
    """Return the figures over `chosen`; `every` is the sequence of all that count, in order."""
    days = [(r.held_on - r.anchor_on).days for r in chosen if r.held_on and r.anchor_on]
    return Learning(
        succeeded=_share(record.outcome == Outcome.SUCCEEDED for record in chosen),
        held_within_week=_share(taken <= DAYS for taken in days),
        lessons_read=_lessons_read(chosen, registers, as_of),
        countermeasures_held=_held(chosen, every, registers),
        prevented=sum(len(record.prevented) for record in chosen),
    )


def _share(answers: Iterable[bool]) -> Share:
    told = list(answers)
    return Share(sum(told), len(told), sum(told) / len(told) if told else None)


def _lessons_read(chosen: Iterable[Record], registers: Registers, as_of: date) -> Share:
    read = {ref for _, entry in readings(registers, as_of) for ref in entry.lessons}
    lessons = (f"{record.id}:L{place}" for record in chosen for place in record.lessons)
    return _share(lesson in read for lesson in lessons)


def _held(chosen: Iterable[Record], every: Sequence[Record], registers: Registers) -> Share:
    returns = Returns(every, registers)
    return _share(
        not returns.has(record, action, tags_of(action.tags, registers))
        for record in chosen
        for action in record.actions
        if _is_effective(action)
    )


def _is_effective(action: ActionRecord) -> bool:
    """Tell whether an action against a tagged cause was checked and found effective, and when."""
    checked = action.status == ActionStatus.VERIFIED and action.result == Result.EFFECTIVE
    return checked and bool(action.tags) and bool(action.implemented_on or action.verified_on)
