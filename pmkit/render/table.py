"""One table → plain text or Markdown; `terminal.py` and `csvtext.py` do the rest."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pmkit.visible import visible

GAP = "  "
WIDEST = 60
"""Columns are padded to at most this width; longer cells stand out and nothing is cut."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: Its heading.
        right: Whether it is aligned to the right, as numbers are.
        style: How a terminal shows it, in Rich's words.
        wrap: Whether its text may be broken over lines on a terminal.
        below: Whether on a page of text it stands on a line of its own under the row.
        named: Whether nobody understands it without its heading, where a row stands without.
    """

    title: str
    right: bool = False
    style: str = ""
    wrap: bool = False
    below: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings.

    Attributes:
        empty: The sentence that stands in place of a table without rows.
        alerts: Lines below the table that nobody should miss.
        notes: Lines below those.
        title: A line above it; empty for none.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing to show."
    notes: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    title: str = ""


def to_plain(table: Table) -> str:
    """Return aligned text for a pipe: one record a line, nothing cut, no lines drawn."""
    lines = [visible(table.title)] if table.title else []
    if table.rows:
        heads = tuple(column.title for column in table.columns)
        cells = [heads, *(tuple(visible(cell) for cell in row) for row in table.rows)]
        widths = [
            min(max(display_width(row[index]) for row in cells), WIDEST)
            for index in range(len(table.columns))
        ]
        lines += [_plain_row(row, widths, table.columns) for row in cells]
    else:
        lines.append(visible(table.empty))
    lines += [visible(note) for note in (*table.alerts, *table.notes)]
    return "\n".join(lines) + "\n"


def _plain_row(row: tuple[str, ...], widths: list[int], columns: tuple[Column, ...]) -> str:
    cells = []
    for cell, width, column in zip(row, widths, columns, strict=True):
        padding = " " * max(width - display_width(cell), 0)
        cells.append(padding + cell if column.right else cell + padding)
    return GAP.join(cells).rstrip()


def display_width(text: str) -> int:
    """Return how many terminal cells `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def to_markdown(table: Table) -> str:
    """Return a GitHub table in which a cell cannot break its row or become markup."""
    lines = [f"**{markdown_text(table.title)}**", ""] if table.title else []
    if table.rows:
        lines.append(
            "| " + " | ".join(markdown_text(column.title) for column in table.columns) + " |"
        )
        lines.append("|" + "|".join(" ---: " if c.right else " --- " for c in table.columns) + "|")
        lines += [
            "| " + " | ".join(markdown_text(cell) for cell in row) + " |" for row in table.rows
        ]
    else:
        lines.append(markdown_text(table.empty))
    if table.alerts or table.notes:
        lines += ["", *(f"- **{markdown_text(alert)}**" for alert in table.alerts)]
        lines += [f"- {markdown_text(note)}" for note in table.notes]
    return "\n".join(lines) + "\n"


_MD_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~$"} | {"&": "&amp;"})


def markdown_text(cell: str) -> str:
    """Return `cell` as one line of Markdown in which nothing is markup."""
    return visible(cell).translate(_MD_SPECIAL)
