"""`tags` as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text
from pmkit.reports.tags import UsedTag
from pmkit.visible import short

COLUMNS = (
    Column("tag"),
    Column("group"),
    Column("used", right=True),
    Column("last in"),
    Column("title", wrap=True),
)


def to_table(rows: Sequence[UsedTag], as_of: date, alike: Sequence[tuple[str, ...]] = ()) -> Table:
    """Return the rows; `used` counts post-mortems.

    Args:
        alike: Tags that are nearly the same, each time the one to keep last.
    """
    unknown = [row.tag for row in rows if row.group is None]
    said = f"{count(len(unknown), 'tag')} used but not known: add to register/tags.yml or correct"
    return Table(
        COLUMNS,
        tuple(_cells(row) for row in rows),
        empty="no tag fits",
        notes=(*((said,) if unknown else ()), *map(_alike, alike), as_of_note(as_of)),
    )


def _alike(tags: tuple[str, ...]) -> str:
    names = " ".join(map(short, tags))
    return f"nearly the same: {', '.join(map(short, tags))}; `pmkit tags merge {names}`"


def _cells(row: UsedTag) -> tuple[str, ...]:
    return (
        row.tag,
        row.group or "(unknown)",
        str(row.count),
        row.postmortems[-1] if row.postmortems else "",
        text(row.title),
    )
