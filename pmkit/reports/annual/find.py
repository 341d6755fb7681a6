"""A year of post-mortems in figures, never by person.

The year of a post-mortem is that of its anchor date. Everything is told of those of the year that
count, as they stand on the day of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmkit.model.enums import Kind, Outcome, ReviewKind
from pmkit.model.obligations import annual_due
from pmkit.reports.annual.rows import (
    Annual,
    Held,
    HeldInTime,
    OfKind,
    Prevented,
    Recurring,
    ReviewCount,
    YearCoverage,
)
from pmkit.reports.coverage import DAYS, Covered, find_coverage
from pmkit.reports.failed_fixes import FailedFix, find_failed_fixes
from pmkit.reports.recurring import Recurrence, in_sequence
from pmkit.reports.reviews import ReviewState, find_reviews
from pmkit.reports.selecting import Selection, counted
from pmkit.reports.stats import find_stats

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.record import Record
    from pmkit.registers import Registers


def of_year(year: int) -> Selection:
    """Return the filter that the post-mortems of `year` pass."""
    return Selection(since=date(year, 1, 1), until=date(year, 12, 31))


def find_annual(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    year: int,
    history: History | None = None,
) -> Annual:
    """Return what the post-mortems of `year` say, as they stand on the day `as_of`."""
    records, wanted = list(records), of_year(year)
    chosen = counted(records, registers, as_of, wanted)
    before = counted(records, registers, as_of, of_year(year - 1))
    until = counted(records, registers, as_of, Selection(until=wanted.until))
    tags, ids = in_sequence(until, registers), _ids(chosen)
    return Annual(
        year=year,
        review=_review(registers, year),
        postmortems=ids,
        kinds=tuple(_kinds(chosen)),
        recurring=_recurring(tags, ids, _ids(before)),
        failed_fixes=_failed_fixes(tags, until, year),
        stats=find_stats(records, registers, as_of, wanted, history),
        held_in_time=_held_in_time(chosen),
        coverage=_coverage(records, registers, as_of, year),
        reviews=tuple(_reviews(records, registers, as_of, wanted)),
        prevented=tuple(
            Prevented(record.id, one.what, one.thanks_to)
            for record in chosen
            for one in record.prevented
        ),
    )


def _ids(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _review(registers: Registers, year: int) -> Held:
    held = registers.annual_review(year)
    if held is None:
        return Held(annual_due(year), False, None, None)
    return Held(annual_due(year), True, held.held_on, held.note)


def _kinds(chosen: Sequence[Record]) -> Iterator[OfKind]:
    for kind in (*Kind, None):
        ended = [record.outcome for record in chosen if record.kind == kind]
        if ended:
            good, mixed, bad = (ended.count(outcome) for outcome in Outcome)
            unsaid = len(ended) - good - mixed - bad
            yield OfKind(kind and kind.value, len(ended), good, mixed, bad, unsaid)


def _recurring(
    tags: Iterable[Recurrence], year: tuple[str, ...], before: tuple[str, ...]
) -> tuple[Recurring, ...]:
    rows = []
    for tag in tags:
        now = tuple(name for name in tag.postmortems if name in year)
        then = sum(name in before for name in tag.postmortems)
        if now and len(now) + then > 1:
            rows.append(Recurring(tag.tag, tag.group, len(now), then, now))
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.before, row.tag)))


def _failed_fixes(
    tags: Iterable[Recurrence], until: Sequence[Record], year: int
) -> tuple[FailedFix, ...]:
    """Return those of the year, of a sequence that ends with it."""
    found = find_failed_fixes(tags, until, date(year - 1, 12, 31))
    return tuple(one for one in found if one.new)


def _held_in_time(chosen: Iterable[Record]) -> HeldInTime:
    days = [(r.held_on - r.anchor_on).days for r in chosen if r.held_on and r.anchor_on]
    within = sum(one <= DAYS for one in days)
    return HeldInTime(len(days), within, DAYS, within / len(days) if days else None)


def _coverage(
    records: Iterable[Record], registers: Registers, as_of: date, year: int
) -> YearCoverage:
    rows = find_coverage(records, registers, as_of)
    ended = [row for row in rows if row.completed_on.year == year]
    missing = tuple(row for row in ended if row.state is not Covered.COVERED)
    covered = len(ended) - len(missing)
    return YearCoverage(len(ended), covered, covered / len(ended) if ended else None, missing)


def _reviews(
    records: Iterable[Record], registers: Registers, as_of: date, wanted: Selection
) -> Iterator[ReviewCount]:
    rows = find_reviews(records, registers, as_of, wanted)
    for kind in ReviewKind:
        states = [row.state for row in rows if row.review == kind]
        if states:
            yield ReviewCount(
                kind.value,
                done=states.count(ReviewState.DONE),
                overdue=states.count(ReviewState.OVERDUE),
                upcoming=states.count(ReviewState.UPCOMING),
            )
