"""`recurring` as a table, and in plain sentences what is loudest: fixes that did not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, some, text
from pmkit.reports.recurring import By, Recurrence, RecurrenceWithin
from pmkit.reports.repeats import Grade

COLUMNS = (
    Column("tag"),
    Column("count", right=True),
    Column("streak", right=True),
    Column("current", right=True),
    Column("cross-team"),
    Column("worst grade"),
    Column("last seen"),
    Column("open", right=True),
)


def to_table(
    rows: Sequence[Recurrence], as_of: date, by: By, minimum: int, left_out: int = 0
) -> Table:
    """Return the rows with sentences for failed fixes and overhauls below.

    Args:
        left_out: How many post-mortems name nothing to be counted within.
    """
    name = by.value if by in (By.CLIENT, By.TEAM, By.KIND) else ""
    what = "group of tags" if by is By.GROUP else "tag"
    said = [*map(_failed_fix, rows), *map(_overhaul, rows)]
    columns = (Column("group"), *COLUMNS[1:]) if by is By.GROUP else COLUMNS
    return Table(
        (Column(name), *columns) if name else columns,
        tuple(_cells(row) for row in rows),
        empty=f"no {what} is in {minimum} or more post-mortems",
        alerts=tuple(filter(None, said)),
        notes=(*filter(None, [_left_out(left_out, name)]), as_of_note(as_of)),
        title=_summary(rows, what, minimum) if rows else "",
    )


def _cells(row: Recurrence) -> tuple[str, ...]:
    return (
        *(row.by.values() if isinstance(row, RecurrenceWithin) else ()),
        row.tag,
        str(row.count),
        str(row.longest_streak),
        str(row.current_streak),
        "yes" if row.cross_team else "",
        text(worst_grade(row)),
        text(row.last_on),
        str(len(row.open_actions)),
    )


def worst_grade(row: Recurrence) -> Grade | None:
    """Return the loudest grade of its repeats."""
    grades = {repeat.grade for repeat in row.repeats}
    return next((grade for grade in Grade if grade in grades), None)


def _summary(rows: Sequence[Recurrence], what: str, minimum: int) -> str:
    noun = "cause" if what == "tag" else "group"
    said = (" recurs", "s recur") if minimum > 1 else (" was met", "s were met")
    failed = sum(row.has_failed_fix for row in rows)
    overhaul = sum(row.overhaul for row in rows)
    parts = [count(len(rows), noun + said[0], noun + said[1])]
    parts += [f"{failed} in spite of a fix"] if failed else []
    parts += [f"{overhaul} to overhaul"] if overhaul else []
    return ", ".join(parts)


def _failed_fix(row: Recurrence) -> str:
    """Tell the loudest of the failed fixes, the newest where several are as loud."""
    failed = [repeat for repeat in row.repeats if repeat.grade.is_failed_fix]
    if not failed:
        return ""
    worst = [repeat for repeat in failed if repeat.grade is worst_grade(row)][-1]
    was = "was" if len(worst.actions) == 1 else "were"
    more = f" (and {count(len(failed) - 1, 'time')} more)" if len(failed) > 1 else ""
    return (
        f"failed fix: {_name(row)} came back in {worst.postmortem}"
        f" although {some(worst.actions, 3)} {was} {worst.grade}{more}"
    )


def _overhaul(row: Recurrence) -> str:
    if not row.overhaul:
        return ""
    running = ", and it still runs" if row.current_streak == row.longest_streak else ""
    return (
        f"overhaul: {_name(row)} was in {row.longest_streak} post-mortems in a row{running};"
        " change the process, do not tweak it"
    )


def _left_out(number: int, name: str) -> str:
    if not number:
        return ""
    return f"{count(number, 'post-mortem')} without a {name} left out"


def _name(row: Recurrence) -> str:
    if isinstance(row, RecurrenceWithin):
        key, value = next(iter(row.by.items()))
        return f"{row.tag} ({key} {value})"
    return row.tag
