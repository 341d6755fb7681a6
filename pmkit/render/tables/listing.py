"""`list` as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text, words
from pmkit.reports.listing import Listed

COLUMNS = (
    Column("date"),
    Column("id"),
    Column("kind"),
    Column("status"),
    Column("client"),
    Column("team"),
    Column("open", right=True),
    Column("overdue", right=True),
    Column("title", wrap=True),
    Column("tags", wrap=True),
)


def to_table(rows: Sequence[Listed], as_of: date) -> Table:
    """Return the rows; `open` and `overdue` count actions."""
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty="no post-mortem fits; `pmkit new` writes one",
        notes=(*((_summary(rows),) if rows else ()), as_of_note(as_of)),
    )


def _cells(row: Listed) -> tuple[str, ...]:
    return (
        text(row.anchor_on),
        row.id,
        text(row.kind),
        text(row.status),
        text(row.client),
        text(row.team),
        str(row.actions_open),
        str(row.actions_overdue),
        text(row.title),
        words(row.tags),
    )


def _summary(rows: Sequence[Listed]) -> str:
    pending = sum(row.actions_open for row in rows)
    late = sum(row.actions_overdue for row in rows)
    return f"{count(len(rows), 'post-mortem')}, {count(pending, 'open action')}, {late} overdue"
