"""The monthly meeting on one page: what is worst in each part, and where the rest is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmkit.render.handles import Name, shortener, whole
from pmkit.render.ops_words import head_lines
from pmkit.render.page import Section, to_text
from pmkit.render.table import Table
from pmkit.render.tables import ops as parts
from pmkit.reports.ops import Ops

LINES = 60
"""How long the page may get, in lines of text."""

WIDTH = 100
"""How wide it is where no terminal says otherwise."""

_OVERDUE = 10
"""How many overdue actions it shows: what a meeting can talk about."""


_ROWS = {True: (8, 5, 4, 3), False: (4, 3, 2, 1)}
"""How many rows each part shows, overdue actions apart, from the widest layout to the tightest.

First with what an overdue action or a failed fix is about on a line of its own, then beside it.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said of the page as a whole; `options` are the filters as they are typed."""

    as_of: date
    options: str = ""


def ops_page(ops: Ops, heading: Heading, ids: Sequence[str], width: int | None) -> list[Section]:
    """Return the page in the widest layout that keeps to `LINES` of text at `WIDTH`.

    A narrower terminal folds the same page into more lines, a wider one shows more of each.

    Args:
        ids: Of all post-mortems; long ones are shortened to a part that no other holds.
        width: Of the text; None for a document whose lines wrap and whose names are whole.
    """
    is_roomy, rows = _layout(ops, heading, shortener(ids, WIDTH))
    name = whole if width is None else shortener(ids, width)
    return _sections(ops, heading, name, _parts(ops, name, is_roomy), rows)


def ops_message(ops: Ops, heading: Heading, ids: Sequence[str]) -> list[Section]:
    """Return the page with all that there is of each part, for a message to choose from."""
    name = shortener(ids, WIDTH)
    return _sections(ops, heading, name, _parts(ops, name, is_roomy=True), None)


def _layout(ops: Ops, heading: Heading, name: Name) -> tuple[bool, int]:
    for is_roomy, numbers in _ROWS.items():
        made = _parts(ops, name, is_roomy)
        for rows in numbers:
            text = to_text(_sections(ops, heading, name, made, rows), WIDTH, color=False)
            if text.count("\n") <= LINES:
                return is_roomy, rows
    return False, 1


def _parts(ops: Ops, name: Name, is_roomy: bool) -> list[parts.Part]:
    return [
        parts.failed_fixes(ops, name, is_roomy),
        parts.overdue(ops, name, is_roomy, _OVERDUE),
        parts.due_next(ops, name),
        parts.verification(ops, name),
        parts.reviews(ops, name),
        parts.coverage(ops, name),
        parts.recurring(ops),
        *((parts.changes(ops, name),) if ops.changes is not None else ()),
    ]


def _sections(
    ops: Ops, heading: Heading, name: Name, made: Sequence[parts.Part], rows: int | None
) -> list[Section]:
    shown = [part for part in made if part.items or part.lines]
    nothing = [part.nothing for part in made if part not in shown]
    filters = f" ({heading.options})" if heading.options else ""
    title = f"Operations meeting, {heading.as_of}{filters}"
    head = Section(
        title, tuple(head_lines(ops, name, nothing)), command=_command("ops", heading.options)
    )
    return [head, *(_section(part, heading.options, rows) for part in shown)]


def _section(part: parts.Part, options: str, rows: int | None) -> Section:
    command = _command(part.command, options)
    if not part.items:
        return Section(part.title, part.lines, command=command)
    most = len(part.items) if rows is None else part.most or rows
    more = len(part.items) - most
    notes = (f"… and {more} more: `{command}`",) if more > 0 else ()
    shown = tuple(part.cells(item) for item in part.items[:most])
    return Section(part.title, part.lines, Table(part.columns, shown, notes=notes), command)


def _command(words: str, options: str) -> str:
    return f"pmkit {words} {options}".rstrip()
