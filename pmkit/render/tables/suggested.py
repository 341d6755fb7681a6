"""`tags suggest` as a table."""

from __future__ import annotations

from collections.abc import Sequence

from pmkit.render.table import Column, Table
from pmkit.render.words import text, words
from pmkit.reports.suggesting import SuggestedTag

COLUMNS = (
    Column("tag"),
    Column("carried"),
    Column("title"),
    Column("because of", wrap=True),
)


def to_table(rows: Sequence[SuggestedTag]) -> Table:
    """Return the rows, the likeliest first."""
    return Table(
        COLUMNS,
        tuple(
            (row.tag, "yes" if row.carried else "", text(row.title), words(row.words))
            for row in rows
        ),
        empty="the text is like no tag; `pmkit tags` lists all of them",
    )
