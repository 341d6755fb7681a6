"""A table inside a page of text: no headings, no line wider than the page.

Sentences are cut with an ellipsis first, then long names; on a narrow page rows are folded before
names become unreadable. A column that stands `below` has a line of its own under the row.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pmkit.render.table import GAP, Table, display_width
from pmkit.visible import visible

_SENTENCE, _NAME, _LEAST = 24, 16, 4
"""How many cells of a sentence and of a name can still be read, and of anything at all."""

_NARROW = 80
"""A page narrower than this is somebody's terminal, where a row may take two lines."""

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


def _laid_out(table: Table, rows: list[tuple[str, ...]], width: int) -> Iterator[Sequence[str]]:
    below = [place for place, column in enumerate(table.columns) if column.below]
    beside = [place for place, column in enumerate(table.columns) if not column.below]
    beside = [place for place in beside if any(row[place] for row in rows)]
    widths = {place: max(display_width(row[place]) for row in rows) for place in beside}
    room = width - len(GAP) * (len(beside) - 1)
    sentences = [place for place in beside if table.columns[place].wrap]
    _squeeze(widths, sentences, _SENTENCE, room)
    folds = width < _NARROW and sum(widths.values()) > room
    if not folds:
        _squeeze(widths, beside, _NAME, room)
        _squeeze(widths, beside, _LEAST, room)
    for row in rows:
        cells = {place: clip(row[place], wide) for place, wide in widths.items()}
        if folds:
            names = [cell for place, cell in cells.items() if place not in sentences]
            text = [*_folded(names, width), *_below(row, sentences, width)]
        else:
            text = [clip(_row(table, cells, widths), width)]
        yield [*text, *_below(row, below, width)]


def _squeeze(widths: dict[int, int], places: Iterable[int], least: int, room: int) -> None:
    """Take from the widest of `places` until all fit or none of them is wider than `least`."""
    while sum(widths.values()) > room:
        giving = [place for place in places if widths[place] > least]
        if not giving:
            return
        widths[max(giving, key=widths.__getitem__)] -= 1


def _row(table: Table, cells: dict[int, str], widths: dict[int, int]) -> str:
    padded = []
    for place, cell in cells.items():
        padding = " " * (widths[place] - display_width(cell))
        padded.append(padding + cell if table.columns[place].right else cell + padding)
    return GAP.join(padded).rstrip()


def _folded(cells: Iterable[str], width: int) -> list[str]:
    text = GAP.join(filter(None, cells))
    lines = textwrap.wrap(text, width, subsequent_indent=_INDENT, break_on_hyphens=False)
    return [clip(line, width) for line in lines] or [""]


def _below(row: tuple[str, ...], places: Iterable[int], width: int) -> Iterator[str]:
    for place in places:
        if row[place]:
            yield _INDENT + clip(row[place], width - len(_INDENT))
