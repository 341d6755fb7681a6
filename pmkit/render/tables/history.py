"""`history` as a table."""

from __future__ import annotations

from collections.abc import Sequence

from pmkit.render.table import Column, Table
from pmkit.render.words import text
from pmkit.reports.happened import Happened, What

COLUMNS = (
    Column("date"),
    Column("commit"),
    Column("author"),
    Column("of"),
    Column("what happened", wrap=True),
)
_SHORT = 10


def to_table(rows: Sequence[Happened], name: str) -> Table:
    """Return what happened to `name`, the post-mortem or the action."""
    cells = tuple(
        (text(row.on), row.commit[:_SHORT], row.author, row.action or "file", sentence(row))
        for row in rows
    )
    return Table(COLUMNS, cells, empty=f"nothing of {name} was committed yet")


def sentence(row: Happened) -> str:
    """Return one change in words."""
    late = " after it was due" if row.after_due else ""
    if row.change is What.DEADLINE:
        word = "moved" if (row.days or 0) > 0 else "brought forward"
        return f"deadline {word} from {row.old} to {row.new} ({row.days:+} d){late}"
    return {
        What.WRITTEN: "written",
        What.RENAMED: f"renamed from {row.old} to {row.new}",
        What.ADDED: f"added as {row.new}",
        What.OWNER: f"handed from {row.old} to {row.new}{late}",
        What.STATUS: f"status from {row.old} to {row.new}",
        What.VERIFICATION: f"verification reworded{late}: {row.new}",
    }[row.change]
