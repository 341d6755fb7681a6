"""`coverage --briefs` as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.tables.coverage import NO_REGISTER
from pmkit.render.words import as_of_note, count, text, words
from pmkit.reports.briefed import AHEAD_DAYS, Briefed, BriefedRow

COLUMNS = (
    Column("state", style="bold"),
    Column("project"),
    Column("client"),
    Column("team"),
    Column("start"),
    Column("first read"),
    Column("by", wrap=True),
)


def to_table(rows: Sequence[BriefedRow], as_of: date, registered: int) -> Table:
    """Return the rows; `registered` is how many projects the register holds."""
    none = f"no registered project that fits runs or starts within {AHEAD_DAYS} days"
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty=none if registered else NO_REGISTER,
        notes=(as_of_note(as_of),),
        title=_summary(rows) if rows else "",
    )


def _cells(row: BriefedRow) -> tuple[str, ...]:
    return (
        row.state,
        row.project,
        text(row.client),
        text(row.team),
        row.started_on.isoformat(),
        text(row.briefed_on),
        words(row.people),
    )


def _summary(rows: Sequence[BriefedRow]) -> str:
    states = Counter(row.state for row in rows)
    parts = [f"{states[state]} {state}" for state in Briefed if states[state]]
    verbs = "runs or starts" if len(rows) == 1 else "run or start"
    return f"{count(len(rows), 'project')} {verbs} soon: {words(parts)}"
