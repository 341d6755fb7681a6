"""`coverage` of the projects that ended, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text
from pmkit.reports.coverage import CoverageRow, Covered

COLUMNS = (
    Column("days since", right=True, style="bold"),
    Column("state"),
    Column("project"),
    Column("client"),
    Column("team"),
    Column("completed"),
    Column("post-mortem"),
    Column("days taken", right=True),
)

NO_REGISTER = (
    "no project is registered; list them in register/projects.yml, "
    "those that ended with their `completed_on`"
)


def to_table(rows: Sequence[CoverageRow], as_of: date, registered: int) -> Table:
    """Return the rows; `registered` is how many projects the register holds."""
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty="no registered project that fits has ended" if registered else NO_REGISTER,
        notes=(as_of_note(as_of),),
        title=_summary(rows) if rows else "",
    )


def _cells(row: CoverageRow) -> tuple[str, ...]:
    return (
        str(row.days_since),
        row.state,
        row.project,
        text(row.client),
        text(row.team),
        row.completed_on.isoformat(),
        text(row.postmortem),
        text(row.days_taken),
    )


def _summary(rows: Sequence[CoverageRow]) -> str:
    states = Counter(row.state for row in rows)
    late = max((row.days_since for row in rows if row.state is Covered.LATE), default=0)
    said = {Covered.LATE: f" (worst {count(late, 'day')})"}
    parts = [f"{states[state]} {state}{said.get(state, '')}" for state in Covered if states[state]]
    return f"{count(len(rows), 'project')} ended: {', '.join(parts)}"
