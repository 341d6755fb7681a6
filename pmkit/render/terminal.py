"""A table as a person sees it on a terminal, in colour where that is wanted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pmkit.render.table import GAP, Column, Table, display_width
from pmkit.visible import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table as Grid

_READABLE = 24
"""A column of text that is squeezed below this is better told on a line of its own."""
_NARROWEST = 20


def to_terminal(table: Table, width: int, color: bool) -> str:
    """Return `table` laid out for a terminal of `width` cells.

    As a grid where it fits, otherwise each row as a block of lines; nothing is ever cut. Every
    cell goes in as plain text: brackets in a title are brackets, never markup.
    """
    from rich.text import Text

    width = max(width, _NARROWEST)
    out = io.StringIO()
    console = _console(out, width, color)
    if table.title:
        console.print(Text(visible(table.title), style="bold"))
    if not table.rows:
        console.print(Text(visible(table.empty)))
    elif _fits(table, width):
        console.print(_grid(table))
    else:
        for row in table.rows:
            for part in _block(row, table.columns, width):
                console.print(part)
    for alert in table.alerts:
        console.print(Text(visible(alert), style="bold red"))
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _console(out: io.StringIO, width: int, color: bool) -> Console:
    from rich.console import Console

    return Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _fits(table: Table, width: int) -> bool:
    """Tell whether every column has room: all of it, or enough to read where it may wrap."""
    needed = len(GAP) * (len(table.columns) - 1)
    for index, column in enumerate(table.columns):
        widest = max(display_width(visible(row[index])) for row in table.rows)
        needed += max(
            display_width(column.title), min(widest, _READABLE) if column.wrap else widest
        )
    return needed <= width


def _grid(table: Table) -> Grid:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    for column in table.columns:
        grid.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            style=column.style,
            overflow="fold",
            no_wrap=not column.wrap,
        )
    for row in table.rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return grid


def _block(row: tuple[str, ...], columns: tuple[Column, ...], width: int) -> list[RenderableType]:
    """Return one row as lines `title: cell`: the short cells side by side, each long one alone."""
    from rich.padding import Padding
    from rich.text import Text

    pairs = [
        (c, f"{c.title}: {visible(cell)}") for c, cell in zip(columns, row, strict=True) if cell
    ]
    lines = _packed([pair for column, pair in pairs if not column.wrap], width - len(GAP))
    lines += [pair for column, pair in pairs if column.wrap]
    first, *rest = [Text(line, overflow="fold") for line in lines] or [Text()]
    first.stylize("bold")
    return [first, *(Padding(line, (0, 0, 0, len(GAP))) for line in rest), Text()]


def _packed(pairs: list[str], width: int) -> list[str]:
    """Join as many of `pairs` on a line as fit into `width`."""
    lines: list[str] = []
    for pair in pairs:
        if lines and display_width(lines[-1]) + len(GAP) + display_width(pair) <= width:
            lines[-1] += GAP + pair
        else:
            lines.append(pair)
    return lines
