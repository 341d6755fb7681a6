"""What is overdue as sections, whose rows can be read without the headings of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pmkit.render.page import Line, Section
from pmkit.render.table import Column, Table
from pmkit.render.tables.ops import owner_of
from pmkit.render.tables.overdue import orphans_note, summary
from pmkit.render.words import as_of_note, days_of, slips_of, text
from pmkit.reports.tracked import State, TrackedAction

_COLUMNS = (
    Column("late", style="bold"),
    Column("state"),
    Column("action"),
    Column("owner"),
    Column("what", wrap=True),
    Column("slips", named=True),
    Column("client"),
)


def overdue_message(
    rows: Sequence[TrackedAction],
    groups: Mapping[str, Sequence[TrackedAction]],
    as_of: date,
    options: str,
) -> list[Section]:
    """Return the summary with the rows below it, or with a section for each of `groups`.

    Args:
        options: As they are typed, for the command that prints all of it.
    """
    command = f"pmkit overdue {options}".rstrip()
    title = f"{summary(rows)}, {as_of_note(as_of)}"
    gone = tuple(Line(note, alert=True) for note in orphans_note(rows))
    if not groups:
        return [Section(title, gone, _table(rows), command)]
    sections = [Section(f"{name}: {summary(of)}", (), _table(of)) for name, of in groups.items()]
    return [Section(title, gone, command=command), *sections]


def _table(rows: Sequence[TrackedAction]) -> Table:
    return Table(_COLUMNS, tuple(map(_cells, rows)))


def _cells(row: TrackedAction) -> tuple[str, ...]:
    return (
        days_of(row.days_overdue),
        row.state if row.state is State.UNVERIFIED else "",
        row.ref,
        owner_of(row),
        text(row.what),
        slips_of(row.slips, row.slipped_days),
        text(row.client),
    )
