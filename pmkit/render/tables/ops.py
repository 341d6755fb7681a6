"""The parts of the monthly meeting's page, each a headline with rows that fit on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pmkit.render.handles import Name
from pmkit.render.ops_words import (
    change_of,
    changes_told,
    failed_fix,
    states_told,
    trend_lines,
    weightiest,
)
from pmkit.render.page import Line
from pmkit.render.table import Column
from pmkit.render.words import count, days_of, slips_of, some, text
from pmkit.reports.coverage import CoverageRow
from pmkit.reports.failed_fixes import FailedFix
from pmkit.reports.happened import Happened
from pmkit.reports.ops import DUE_DAYS, REVIEW_DAYS, Ops
from pmkit.reports.recurring import Recurrence
from pmkit.reports.reviews import OwedReview, ReviewState
from pmkit.reports.tracked import TrackedAction

_ALONE, _BESIDE, _PAIR = 0.45, 0.3, 0.22
"""Which share of the page's width a reference may take: with text below, beside it, as a pair."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page.

    Attributes:
        items: All there are; a page has room for the first.
        cells: Makes the row of one.
        nothing: What is said in the page's head when there are none and there are no lines.
        command: What lists all of them.
        most: How many rows it shows whatever the others need; None leaves that to the layout.
    """

    title: str
    columns: tuple[Column, ...]
    items: Sequence[Any]
    cells: Callable[[Any], Cells]
    nothing: str
    command: str
    lines: tuple[Line, ...] = ()
    most: int | None = None


def failed_fixes(ops: Ops, name: Name, roomy: bool) -> Part:
    """Return the newest failed fix of each cause, the newest first."""
    newest: dict[tuple[str, ...], list[FailedFix]] = {}
    for one in ops.failed_fixes:
        newest.setdefault(one.tags, []).append(one)

    def cells(found: list[FailedFix]) -> Cells:
        told = failed_fix(found[0], name, _BESIDE if roomy else _PAIR)
        return some(found[0].tags, 2), count(len(found), "time"), told

    new = sum(one.new for one in ops.failed_fixes) or "none"
    title = f"Fixes that did not hold: {len(ops.failed_fixes)} ({new} since {ops.since})"
    columns = (Column("cause"), Column("times"), Column("newest", wrap=True, below=roomy))
    return Part(title, columns, [*newest.values()], cells, "no fix failed", "recurring")


def overdue(ops: Ops, name: Name, roomy: bool, most: int) -> Part:
    """Return what is overdue; `roomy` gives what an action is about a line of its own."""

    def cells(row: TrackedAction) -> Cells:
        return (
            days_of(row.days_overdue),
            name(row.ref, _ALONE if roomy else _BESIDE),
            owner_of(row),
            slips_of(row.slips, row.slipped_days),
            *((text(row.client),) if roomy else ()),
            text(row.what),
        )

    columns = (
        *(Column("late", style="bold"), Column("action"), Column("owner")),
        Column("slips", named=True),
        *((Column("client"),) if roomy else ()),
        Column("what", wrap=True, below=roomy),
    )
    title = "Overdue: nothing"
    if ops.overdue:
        late = count(ops.trend.overdue_days, "day")
        title = f"Overdue: {count(len(ops.overdue), 'action')}, {late} late in all"
    lines = tuple(trend_lines(ops))
    return Part(title, columns, ops.overdue, cells, "nothing is overdue", "overdue", lines, most)


def due_next(ops: Ops, name: Name) -> Part:
    """Return what is due until the days that the meeting looks ahead."""
    title = f"Due in the next {DUE_DAYS} days: {count(len(ops.due_next), 'action')}"
    nothing = f"nothing is due in the next {DUE_DAYS} days"
    return _actions(title, ops.due_next, name, nothing, f"overdue --within {DUE_DAYS}d")


def verification(ops: Ops, name: Name) -> Part:
    """Return what is implemented and not verified, what is past its day first."""
    late, then = len(ops.unverified), ops.trend.unverified_then
    title = (
        f"Waiting for verification: {late} past their day"
        f" ({then} on {ops.since}), {len(ops.waiting)} in time"
    )
    items = (*ops.unverified, *ops.waiting)
    nothing = "nothing waits for verification"
    return _actions(title, items, name, nothing, "actions --status implemented")


def _actions(
    title: str, items: Sequence[TrackedAction], name: Name, nothing: str, command: str
) -> Part:
    def cells(row: TrackedAction) -> Cells:
        when, ref = days_of(row.days_overdue), name(row.ref, _BESIDE)
        return when, ref, owner_of(row), text(row.what)

    columns = (Column("when"), Column("action"), Column("owner"), Column("what", wrap=True))
    return Part(title, columns, items, cells, nothing, command)


def owner_of(row: TrackedAction) -> str:
    """Return the owner, and whether they have left."""
    return f"{row.owner} (left)" if row.orphaned else row.owner or "nobody"


def reviews(ops: Ops, name: Name) -> Part:
    """Return the reviews that are overdue or due before the next meeting."""

    def cells(row: OwedReview) -> Cells:
        of = name(row.postmortem, _ALONE)
        return days_of(row.days_overdue), row.review, of, f"by {row.due_on}"

    columns = (Column("when"), Column("review"), Column("post-mortem"), Column("due"))
    late = sum(row.state is ReviewState.OVERDUE for row in ops.reviews)
    soon = len(ops.reviews) - late
    title = f"Reviews: {late} overdue, {soon} due in the next {REVIEW_DAYS} days"
    nothing = f"no review is overdue or due in the next {REVIEW_DAYS} days"
    return Part(title, columns, ops.reviews, cells, nothing, "reviews")


def coverage(ops: Ops, name: Name) -> Part:
    """Return the projects that ended and have no post-mortem, or a draft alone."""

    def cells(row: CoverageRow) -> Cells:
        whose = (row.project, text(row.client), text(row.team))
        draft = name(row.postmortem, _BESIDE) if row.postmortem else ""
        return f"{row.days_since} d ago", row.state, *whose, draft

    titles = ("ended", "state", "project", "client", "team", "post-mortem")
    columns = tuple(Column(title) for title in titles)
    title = f"Projects that ended without a post-mortem: {states_told(ops.coverage)}"
    nothing = "no project that ended lacks a post-mortem"
    return Part(title, columns, ops.coverage, cells, nothing, "coverage")


def recurring(ops: Ops) -> Part:
    """Return the causes that recur, those with failed fixes first."""
    titles = ("cause", "count", "streak", "call", "seen", "actions")
    columns = tuple(Column(title) for title in titles)
    overhaul = sum(row.overhaul for row in ops.recurring)
    said = f", {overhaul} to overhaul" if overhaul else ""
    title = f"Causes that recur: {len(ops.recurring)}{said}"
    return Part(title, columns, ops.recurring, _recurrence, "no cause recurs", "recurring")


def _recurrence(row: Recurrence) -> Cells:
    running = ", running" if row.current_streak == row.longest_streak else ""
    return (
        row.tag,
        f"{row.count} ×",
        f"{row.longest_streak} in a row{running}" if row.longest_streak > 1 else "",
        "overhaul" if row.overhaul else "",
        f"last {row.last_on}",
        f"{len(row.open_actions)} open" if row.open_actions else "",
    )


def changes(ops: Ops, name: Name) -> Part:
    """Return what commits changed since the meeting before, the weightiest first."""

    def cells(rows: list[Happened]) -> Cells:
        first = rows[0]
        return text(first.on), name(first.ref, _BESIDE), "; ".join(map(change_of, rows))

    columns = (Column("on"), Column("action"), Column("change", wrap=True))
    lines = tuple(Line(told) for told in changes_told(ops))
    nothing = f"no action moved since {ops.since}"
    title = f"Moved since {ops.since}"
    items = weightiest(ops.changes or ())
    return Part(title, columns, items, cells, nothing, "ops --format json", lines)
