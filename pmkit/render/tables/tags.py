"""`tags` as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text
from pmkit.reports.tags import UsedTag

COLUMNS = (
    Column("tag"),
    Column("group"),
    Column("used", right=True),
    Column("last in"),
    Column("title", wrap=True),
)


def to_table(rows: Sequence[UsedTag], as_of: date) -> Table:
    """Return the rows; `used` counts post-mortems."""
    unknown = [row.tag for row in rows if row.group is None]
    said = f"{count(len(unknown), 'tag')} used but not known: add to register/tags.yml or correct"
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty="no tag fits",
        notes=(*((said,) if unknown else ()), as_of_note(as_of)),
    )


def _cells(row: UsedTag) -> tuple[str, ...]:
    return (
        row.tag,
        row.group or "(unknown)",
        str(row.count),
        row.postmortems[-1] if row.postmortems else "",
        text(row.title),
    )
