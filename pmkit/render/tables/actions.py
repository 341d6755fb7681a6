"""`actions` as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.tables.slips import SLIPS, is_slipping
from pmkit.render.words import as_of_note, count, slips_of, text, words
from pmkit.reports.tracked import State, TrackedAction

COLUMNS = (
    Column("state"),
    Column("action"),
    Column("owner"),
    Column("what", wrap=True),
    Column("deadline"),
    Column("status"),
    Column("days", right=True),
    Column("client"),
    Column("team"),
    Column("tags", wrap=True),
)
_SLIPS = 7
"""Where `slips` stands when there are any."""


def to_table(rows: Sequence[TrackedAction], as_of: date) -> Table:
    """Return the rows with a summary by state; `days` are days past, negative ones days to go."""
    slipping = is_slipping(rows)
    return Table(
        (*COLUMNS[:_SLIPS], *((SLIPS,) if slipping else ()), *COLUMNS[_SLIPS:]),
        tuple(_cells(row, slipping) for row in rows),
        empty="no action fits",
        notes=(as_of_note(as_of),),
        title=_summary(rows) if rows else "",
    )


def _cells(row: TrackedAction, slipping: bool) -> tuple[str, ...]:
    return (
        row.state,
        row.ref,
        text(row.owner),
        text(row.what),
        text(row.deadline),
        row.status,
        text(row.days_overdue),
        *((slips_of(row.slips, row.slipped_days),) if slipping else ()),
        text(row.client),
        text(row.team),
        words(row.tags),
    )


def _summary(rows: Sequence[TrackedAction]) -> str:
    states = Counter(row.state for row in rows)
    parts = words(f"{states[state]} {state}" for state in State if states[state])
    return f"{count(len(rows), 'action')}: {parts}"
