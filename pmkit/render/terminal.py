"""A table as a person sees it on a terminal, in colour where that is wanted."""

from __future__ import annotations

import io

from pmkit.render.table import Table
from pmkit.visible import visible


def to_terminal(table: Table, width: int, color: bool) -> str:
    """Return `table` laid out for a terminal of `width` cells.

    Every cell goes in as plain text: brackets in a title are brackets, never markup.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, 20),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    if table.title:
        console.print(Text(visible(table.title), style="bold"))
    if table.rows:
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
        for column in table.columns:
            grid.add_column(
                Text(column.title),
                justify="right" if column.right else "left",
                style=column.style,
                overflow="fold",
                no_wrap=not column.wrap and width >= 80,
            )
        for row in table.rows:
            grid.add_row(*(Text(visible(cell)) for cell in row))
        console.print(grid)
    else:
        console.print(Text(visible(table.empty)))
    for note in table.notes:
        console.print(Text(visible(note), style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
