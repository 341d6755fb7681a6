"""A table inside a page of text: no headings, no line wider than the page.

What does not fit is cut with an ellipsis, first in the cells that hold sentences. A column that
stands `below` has a line of its own under the row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pmkit.render.table import GAP, Table, display_width
from pmkit.visible import visible

_READABLE = 24
"""Sentences are not cut to less than this as long as other cells can give way."""

_NARROWEST = 4
_INDENT = "    "


def fitted(table: Table, width: int) -> list[str]:
    """Return the lines of `table`, each at most `width` cells wide."""
    rows = [tuple(visible(cell) for cell in row) for row in table.rows]
    lines = [line for row in _laid_out(table, rows, width) for line in row] if rows else []
    if not rows and table.empty:
        lines.append(clip(visible(table.empty), width))
    return lines + [clip(visible(note), width) for note in (*table.alerts, *table.notes)]


def clip(text: str, width: int) -> str:
    """Return `text`, cut to `width` cells with an ellipsis where it is wider."""
    if display_width(text) <= width:
        return text
    end, room = 0, width - 1
    while end < len(text) and (room := room - display_width(text[end])) >= 0:
        end += 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return text[:end].rstrip() + "…"


def _laid_out(table: Table, rows: list[tuple[str, ...]], width: int) -> Iterator[Iterator[str]]:
    beside = [place for place, column in enumerate(table.columns) if not column.below]
    beside = [place for place in beside if any(row[place] for row in rows)]
    widths = {place: max(display_width(row[place]) for row in rows) for place in beside}
    _squeeze(table, widths, width - len(GAP) * (len(beside) - 1))
    for row in rows:
        yield _row(table, row, widths, width)


def _squeeze(table: Table, widths: dict[int, int], room: int) -> None:
    """Take from the widest cells until all fit, from sentences first."""
    while sum(widths.values()) > room:
        sentences = {p: w for p, w in widths.items() if table.columns[p].wrap and w > _READABLE}
        giving = sentences or {p: w for p, w in widths.items() if w > _NARROWEST}
        if not giving:
            return
        widths[max(giving, key=lambda place: giving[place])] -= 1


def _row(table: Table, row: tuple[str, ...], widths: dict[int, int], width: int) -> Iterator[str]:
    cells = []
    for place, wide in widths.items():
        cell = clip(row[place], wide)
        padding = " " * (wide - display_width(cell))
        cells.append(padding + cell if table.columns[place].right else cell + padding)
    yield clip(GAP.join(cells).rstrip(), width)
    for place, column in enumerate(table.columns):
        if column.below and row[place]:
            yield _INDENT + clip(row[place], width - len(_INDENT))
