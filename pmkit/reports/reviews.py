"""`reviews`: the looks back that are owed, each with its day.

Definition (commands.md, "Meanings that must be exact"): every post-mortem that counts owes a
30-day and a 90-day review, counted from its meeting (else from its anchor date), and a follow-up
30 days after a talk with the client. One is done when a record of its kind exists. The look back on
a year is owed by the repository as a whole, and no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.model.obligations import annual_due, obligations
from pmkit.reports.selecting import Selection, counted

if TYPE_CHECKING:
    from pmkit.record import Record, ReviewRecord
    from pmkit.registers import Registers


class ReviewState(StrEnum):
    """Where a review stands on a day.

    overdue: no record of it, and its day is past; the day itself is not.
    upcoming: no record of it, and its day is not past.
    done: there is a record of its kind.
    """

    OVERDUE = "overdue"
    UPCOMING = "upcoming"
    DONE = "done"


_ORDER = {state: place for place, state in enumerate(ReviewState)}


@dataclass(frozen=True, slots=True)
class OwedReview:
    """One obligation; the fields are the keys of its JSON.

    Attributes:
        review: 30-day, 90-day or client-follow-up.
        due_on: The last day on which it is in time.
        days_overdue: Days past that day; negative: days to go; None once it is done.
        held_on: Of its newest record, as is `outcome`.
    """

    postmortem: str
    review: str
    due_on: date
    days_overdue: int | None
    state: ReviewState
    held_on: date | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class OwedAnnual:
    """The look back on a year that nobody recorded; `due_on` is the last day that is in time."""

    year: int
    due_on: date


def find_owed_annual(
    records: Iterable[Record], registers: Registers, as_of: date
) -> OwedAnnual | None:
    """Return the look back on last year: owed once a post-mortem of that year counts."""
    year = as_of.year - 1
    if registers.annual_review(year):
        return None
    if not any(r.anchor_on and r.anchor_on.year == year and r.counts(as_of) for r in records):
        return None
    return OwedAnnual(year, annual_due(year))


def find_reviews(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
    states: tuple[str, ...] = (),
    within: int | None = None,
) -> list[OwedReview]:
    """Return what is owed: the longest overdue first, then the soonest, then the newest done.

    Args:
        states: Only those that stand so; empty for all.
        within: Only what is overdue, or upcoming within that many days.
    """
    chosen = counted(records, registers, as_of, selection or Selection())
    rows = (row for record in chosen for row in _owed(record, as_of))
    return sorted(
        (
            row
            for row in rows
            if (not states or row.state in states)
            and (within is None or (row.days_overdue is not None and -row.days_overdue <= within))
        ),
        key=_urgency,
    )


def _owed(record: Record, as_of: date) -> Iterator[OwedReview]:
    for kind, due in obligations(record.anchor_on, record.held_on, record.client_meeting_on):
        held = _newest([review for review in record.reviews if review.kind == kind])
        overdue = ReviewState.OVERDUE if due < as_of else ReviewState.UPCOMING
        yield OwedReview(
            postmortem=record.id,
            review=str(kind),
            due_on=due,
            days_overdue=None if held else (as_of - due).days,
            state=ReviewState.DONE if held else overdue,
            held_on=held.held_on if held else None,
            outcome=held.outcome if held else None,
        )


def _newest(reviews: list[ReviewRecord]) -> ReviewRecord | None:
    """Return the one held last; of those of one day, the one written last."""
    return max(reversed(reviews), key=lambda one: one.held_on or date.min, default=None)


def _urgency(row: OwedReview) -> tuple[object, ...]:
    day = row.due_on.toordinal()
    return (
        _ORDER[row.state],
        -day if row.state is ReviewState.DONE else day,
        row.postmortem,
        row.review,
    )
