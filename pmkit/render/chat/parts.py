"""Sections as they stand in a message: what is always shown, and what as far as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmkit.render.chat.dialect import Dialect
from pmkit.render.page import Line, Section
from pmkit.render.table import Table
from pmkit.render.words import count

_ROWS = 100
"""How many rows of a table are written; a message hardly has room for as many."""

_TITLE, _CELL, _COMMAND = 200, 80, 120
"""How many characters each may have at most, escapes included."""

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many characters texts may have, escapes included.

    Attributes:
        line: A line of a section.
        sentence: A cell that may be a sentence.
        item: A line with all that stands under it.
    """

    line: int
    sentence: int
    item: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section, written.

    Attributes:
        lines: What is shown in any case.
        items: What is shown as far as there is room, the worst first.
        total: How many items there are.
        command: What prints all of them.
    """

    title: str
    lines: tuple[str, ...]
    items: tuple[str, ...]
    total: int
    command: str


def parts_of(sections: Sequence[Section], dialect: Dialect, sizes: Sizes) -> list[Part]:
    """Return the sections, written; of a table its rows, without its title and notes.

    The first section is the message's head: all its lines are shown, and its command stands in for
    that of a section without one. Of other sections without a table the lines are the items.
    """
    head, *others = sections
    shown = [head, *filter(None, others)]
    commands = [dialect.text(one.command or head.command, _COMMAND) for one in shown]
    return [
        _part(section, dialect, sizes, command, is_head=section is head)
        for section, command in zip(shown, commands, strict=True)
    ]


def _part(section: Section, dialect: Dialect, sizes: Sizes, command: str, is_head: bool) -> Part:
    title, table = dialect.text(section.title, _TITLE, bold=True), section.table
    lines = tuple(_block(group, dialect, sizes) for group in _groups(section.lines))
    if table:
        rows = tuple(_row(table, row, dialect, sizes) for row in table.rows[:_ROWS])
        return Part(title, lines, rows, len(table.rows), command)
    if is_head:
        return Part(title, lines, (), 0, command)
    return Part(title, (), lines, len(lines), command)


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines, each with those that stand under it."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.depth and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _block(lines: Sequence[Line], dialect: Dialect, sizes: Sizes) -> str:
    """Return a line with those under it, as far as they may get long."""
    told = [
        dialect.item(dialect.text(line.whole, sizes.line, bold=line.alert), line.depth)
        for line in lines
    ]
    shown = len(told)
    while shown > 1 and len("\n".join(told[:shown])) > sizes.item:
        shown -= 1
    left = len(told) - shown
    more = [dialect.item(f"and {count(left, 'more line')}", 1)] if left else []
    return "\n".join([*told[:shown], *more])


def _row(table: Table, row: Sequence[str], dialect: Dialect, sizes: Sizes) -> str:
    cells = (
        dialect.text(
            f"{column.title} {cell}" if column.named else cell,
            sizes.sentence if column.wrap else _CELL,
            bold=column.style == "bold",
        )
        for column, cell in zip(table.columns, row, strict=True)
        if cell
    )
    return dialect.item(_BETWEEN.join(filter(None, cells)))
