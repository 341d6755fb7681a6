"""`ops`: what the monthly meeting looks at, and how it compares with the meeting before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.coverage import CoverageRow, Covered, find_coverage
from pmkit.reports.failed_fixes import FailedFix, find_failed_fixes
from pmkit.reports.follow_through import FollowThrough, find_follow_through
from pmkit.reports.happened import Happened, What, find_happened_in
from pmkit.reports.overdue import find_undated
from pmkit.reports.recurring import Recurrence, find_recurring
from pmkit.reports.reviews import OwedReview, ReviewState, find_reviews
from pmkit.reports.selecting import Selection, counted
from pmkit.reports.tracked import State, TrackedAction, ref_of, with_slips
from pmkit.reports.trend import Trend, find_trend

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.past import Past
    from pmkit.record import Record
    from pmkit.registers import Registers

DUE_DAYS = 14
"""How far the meeting looks ahead at actions."""

REVIEW_DAYS = 30
"""How far it looks ahead at reviews: until the next meeting."""

_OPEN = (State.OVERDUE, State.UNVERIFIED, State.DUE, State.WAITING)


class Compared(StrEnum):
    """With what the figures of the earlier day were computed.

    commit: with the files as they stood then.
    calendar: with the files of now, as of the earlier day; no commit is that old.
    """

    COMMIT = "commit"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Ops:
    """The page; the fields are the keys of its JSON.

    Attributes:
        since: The day of the meeting before.
        commit: The commit that stood on that day; `commit_on` is its author's day.
        orphaned: Whatever is not closed and belongs to somebody who has left.
        due_next: Due within `DUE_DAYS`.
        coverage: The projects that are not covered.
        changes: What commits since then changed; None where there is no history.
        actions_added: How many actions came, those of post-mortems written since included.
        drafts: How many of the post-mortems that the actions come from are drafts.
        undated: Open actions of which nobody can say when they are due.
        unreadable_then: How many files of that day cannot be read.
        shallow: Whether older commits are not there.
    """

    since: date
    compared: Compared
    commit: str | None
    commit_on: str | None
    trend: Trend
    follow_through: FollowThrough
    orphaned: tuple[TrackedAction, ...]
    overdue: tuple[TrackedAction, ...]
    due_next: tuple[TrackedAction, ...]
    unverified: tuple[TrackedAction, ...]
    waiting: tuple[TrackedAction, ...]
    reviews: tuple[OwedReview, ...]
    coverage: tuple[CoverageRow, ...]
    recurring: tuple[Recurrence, ...]
    failed_fixes: tuple[FailedFix, ...]
    changes: tuple[Happened, ...] | None
    actions_added: int
    drafts: int
    undated: tuple[str, ...]
    unreadable_then: int
    shallow: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """For which day, since which day and for whom the page is made."""

    as_of: date
    since: date
    selection: Selection


def find_ops(
    records: Sequence[Record],
    registers: Registers,
    asked: Asked,
    history: History | None = None,
    past: Past | None = None,
) -> Ops:
    """Return the page of the meeting.

    Args:
        past: What stood on the earlier day; None where git knows no commit that old.
    """
    as_of, selection = asked.as_of, asked.selection
    rows = _actions(records, registers, as_of, selection)
    with_history = with_slips(rows, history)
    changes = _changes(records, registers, asked, history, past)
    sequence = counted(records, registers, as_of, selection)
    recurring = find_recurring(records, registers, as_of, selection)
    return Ops(
        since=asked.since,
        compared=Compared.COMMIT if past else Compared.CALENDAR,
        commit=past.commit if past else None,
        commit_on=past.on if past else None,
        trend=_trend(rows, records, registers, asked, past, changes or ()),
        follow_through=find_follow_through(sequence, as_of),
        orphaned=tuple(row for row in with_history if row.orphaned),
        overdue=_of(State.OVERDUE, with_history),
        due_next=tuple(row for row in _of(State.DUE, with_history) if _is_soon(row)),
        unverified=_of(State.UNVERIFIED, with_history),
        waiting=_of(State.WAITING, with_history),
        reviews=_reviews(records, registers, asked),
        coverage=_coverage(records, registers, asked),
        recurring=tuple(recurring),
        failed_fixes=tuple(find_failed_fixes(recurring, sequence, asked.since)),
        changes=changes,
        actions_added=_added(changes or (), records),
        drafts=_drafts(rows, records),
        undated=tuple(row.ref for row in find_undated(records, registers, as_of, asked.selection)),
        unreadable_then=past.unreadable if past else 0,
        shallow=bool(history and history.is_shallow),
    )


def _actions(
    records: Iterable[Record], registers: Registers, as_of: date, selection: Selection
) -> list[TrackedAction]:
    return find_actions(records, registers, as_of, ActionFilter(selection, states=_OPEN))


def _drafts(rows: Iterable[TrackedAction], records: Iterable[Record]) -> int:
    drafts = {record.path for record in records if record.status == "draft"}
    return len(drafts & {row.path for row in rows})


def _of(state: State, rows: Iterable[TrackedAction]) -> tuple[TrackedAction, ...]:
    return tuple(row for row in rows if row.state is state)


def _is_soon(row: TrackedAction) -> bool:
    return row.days_overdue is not None and -row.days_overdue <= DUE_DAYS


def _trend(
    rows: Sequence[TrackedAction],
    records: Sequence[Record],
    registers: Registers,
    asked: Asked,
    past: Past | None,
    changes: Iterable[Happened],
) -> Trend:
    stood = past.pending if past else records
    then = _actions(stood, registers, asked.since, asked.selection)
    return find_trend(rows, then, records, _renamed(changes) if past else {})


def _renamed(changes: Iterable[Happened]) -> dict[str, str]:
    """Return the ids that post-mortems had, with the one they have now."""
    return {
        change.old.rpartition("/")[2].removesuffix(".md"): change.postmortem
        for change in changes
        if change.change is What.RENAMED and change.old
    }


def _changes(
    records: Iterable[Record],
    registers: Registers,
    asked: Asked,
    history: History | None,
    past: Past | None,
) -> tuple[Happened, ...] | None:
    """Return what happened in the commits since the earlier day, the newest first."""
    if history is None:
        return None
    chosen = [record for record in records if asked.selection.fits(record, registers)]
    return tuple(find_happened_in(chosen, history, past.later if past else None))


def _added(changes: Iterable[Happened], records: Iterable[Record]) -> int:
    added = {row.ref for row in changes if row.change is What.ADDED}
    written = {row.postmortem for row in changes if row.change is What.WRITTEN}
    new = (record for record in records if record.id in written)
    return len(added | {ref_of(r, index) for r in new for index in range(len(r.actions))})


def _reviews(
    records: Iterable[Record], registers: Registers, asked: Asked
) -> tuple[OwedReview, ...]:
    states = (ReviewState.OVERDUE, ReviewState.UPCOMING)
    return tuple(
        find_reviews(records, registers, asked.as_of, asked.selection, states, REVIEW_DAYS)
    )


def _coverage(
    records: Iterable[Record], registers: Registers, asked: Asked
) -> tuple[CoverageRow, ...]:
    states = (Covered.LATE, Covered.DRAFTED, Covered.DUE)
    chosen = asked.selection
    return tuple(find_coverage(records, registers, asked.as_of, chosen.client, chosen.team, states))
