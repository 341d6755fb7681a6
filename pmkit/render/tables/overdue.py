"""`overdue` as a table, for a person in a hurry: how late, what, whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.tables.slips import SLIPS, is_slipping
from pmkit.render.words import as_of_note, count, slips_of, some, text, words
from pmkit.reports.tracked import State, TrackedAction

COLUMNS = (
    Column("days late", right=True, style="bold"),
    Column("state"),
    Column("action"),
    Column("owner"),
    Column("what", wrap=True),
    Column("due"),
    Column("client"),
    Column("tags", wrap=True),
)
_SLIPS = 6
"""Where `slips` stands when there are any."""


def to_table(rows: Sequence[TrackedAction], as_of: date) -> Table:
    """Return the rows under the summary."""
    slipping = is_slipping(rows)
    return Table(
        _columns(slipping),
        tuple(_cells(row, slipping) for row in rows),
        empty="nothing is overdue",
        notes=notes(rows, as_of),
        title=summary(rows) if rows else "",
    )


def group_tables(groups: Mapping[str, Sequence[TrackedAction]], as_of: date) -> list[Table]:
    """Return one table a group, the group's summary as its title, the whole's below the last."""
    everything = [row for rows in groups.values() for row in rows]
    slipping = is_slipping(everything)
    tables = [
        Table(
            _columns(slipping),
            tuple(_cells(row, slipping) for row in rows),
            title=f"{name}: {summary(rows)}",
        )
        for name, rows in groups.items()
    ]
    below = ("in all: " + summary(everything), *notes(everything, as_of))
    return [*tables[:-1], replace(tables[-1], notes=below)]


def due_on(row: TrackedAction) -> date | None:
    """Return the day that the days are counted from: the deadline, or the day of the check."""
    return row.verify_by if row.state in (State.UNVERIFIED, State.WAITING) else row.deadline


def _columns(slipping: bool) -> tuple[Column, ...]:
    return (*COLUMNS[:_SLIPS], *((SLIPS,) if slipping else ()), *COLUMNS[_SLIPS:])


def _cells(row: TrackedAction, slipping: bool) -> tuple[str, ...]:
    return (
        text(row.days_overdue),
        row.state,
        row.ref,
        text(row.owner),
        text(row.what),
        text(due_on(row)),
        *((slips_of(row.slips, row.slipped_days),) if slipping else ()),
        text(row.client),
        words(row.tags),
    )


def summary(rows: Sequence[TrackedAction]) -> str:
    """Return the sentence that says it all: how many, how bad."""
    late = [row for row in rows if row.state is State.OVERDUE]
    unverified = [row for row in rows if row.state is State.UNVERIFIED]
    parts = [f"{count(len(late), 'action')} overdue{_worst(late)}"] if late else []
    if unverified:
        parts.append(f"{len(unverified)} implemented but unverified{_worst(unverified)}")
    if not parts:
        parts.append("nothing is overdue")
    soon = len(rows) - len(late) - len(unverified)
    return ", ".join([*parts, f"{soon} due soon"] if soon else parts)


def _worst(rows: Sequence[TrackedAction]) -> str:
    return f" (worst {count(max(row.days_overdue or 0 for row in rows), 'day')})"


def notes(rows: Sequence[TrackedAction], as_of: date) -> tuple[str, ...]:
    """Return what stands below: whose owner has left, and for which day it was made."""
    return (*orphans_note(rows), as_of_note(as_of))


def orphans_note(rows: Sequence[TrackedAction]) -> tuple[str, ...]:
    """Return the line that says whose owner has left, or none."""
    gone = [f"{row.ref} ({row.owner})" for row in rows if row.orphaned]
    return (f"owner has left, find a new one: {some(gone)}",) if gone else ()
