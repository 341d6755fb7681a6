"""`people` as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, some, text, words
from pmkit.reports.people import PersonRow

COLUMNS = (
    Column("handle", style="bold"),
    Column("name"),
    Column("aliases", wrap=True),
    Column("team"),
    Column("state"),
)


def to_table(rows: Sequence[PersonRow], as_of: date) -> Table:
    """Return the rows; below them who left and still owns something."""
    owing = [row.handle for row in rows if row.still_owns]
    alert = f"left with actions that are not closed: {some(owing)}"
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty="register/people.yml lists nobody like that",
        alerts=(alert,) if owing else (),
        notes=(as_of_note(as_of),),
    )


def _cells(row: PersonRow) -> tuple[str, ...]:
    state = "here" if row.active else "left, owns actions" if row.still_owns else "left"
    return row.handle, text(row.name), words(row.aliases), text(row.team), state
