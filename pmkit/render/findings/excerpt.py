"""The lines a finding stands in, with carets under the words it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmkit.model.finding import Finding
from pmkit.render.table import display_width
from pmkit.visible import escape, visible

MOST_LINES = 3
"""A finding that covers more lines is shown by its first ones."""

_BLANK = re.compile(r"[ \t-]*+")
_INDENT = re.compile(r"[ \t]*+")
_TAB = "    "
_CUT = "…"
_NARROWEST = 20


def excerpt(item: Finding, lines: Sequence[str], width: int) -> list[tuple[str, str]]:
    """Return pairs of a source line and the carets for below it, neither wider than `width`.

    What a line is about may stand far to the right, so a long line is cut on both sides. A line
    that is empty or holds nothing but dashes says nothing, and is left out.
    """
    last = min(item.end_line, item.line + MOST_LINES - 1, len(lines))
    digits = len(str(last))
    room = max(width - digits - 5, _NARROWEST)
    found = []
    for number in range(item.line, last + 1):
        line = lines[number - 1]
        if not _BLANK.fullmatch(line):
            source, carets = _cut(line, *_marked(item, number, line), room)
            found.append((f"  {number:>{digits}} | {source}", f"  {'':>{digits}} | {carets}"))
    return found


def _marked(item: Finding, number: int, line: str) -> tuple[int, int]:
    """Return where in `line` begins and ends what the finding marks; at least one character."""
    indent = _INDENT.match(line)
    start = item.column - 1 if number == item.line or not indent else indent.end()
    stop = item.end_column - 1 if number == item.end_line else len(line)
    start = min(start, len(line))
    return start, max(stop, start + 1)


def _cut(line: str, start: int, stop: int, room: int) -> tuple[str, str]:
    """Return as much of `line` around its mark as `room` cells hold, and the carets."""
    begin = 0 if _fits(line, stop, room) else max(start - room // 4, 0)
    text, carets, used = (_CUT, " ", 1) if begin else ("", "", 0)
    place = used
    for index, cell in enumerate(_cells(line, begin, begin + room), begin):
        wide = display_width(cell)
        is_last = index + 1 == len(line) and start < len(line)
        if used + wide > room - (not is_last):  # a cell is left for the sign, or for a caret behind
            text += _CUT
            break
        place = used if index <= start else place
        text, used = text + cell, used + wide
        carets += ("^" if start <= index < stop else " ") * wide
    if "^" not in carets:  # something is missing at the end, or what is marked has no width
        carets = carets[: display_width(text) if start >= len(line) else place].ljust(place) + "^"
    return text.rstrip(), carets.rstrip()


def _fits(line: str, stop: int, room: int) -> bool:
    """Tell whether `line` up to its mark's end leaves a cell for the sign that it was cut."""
    if stop < len(line):
        room -= 1
    return stop <= room and sum(map(display_width, _cells(line, 0, stop))) <= room


def _cells(line: str, begin: int, end: int) -> Iterator[str]:
    """Yield each character as it is shown: harmless, and a tab as spaces."""
    for index, char in enumerate(line[begin:end], begin):
        if char == "\t":
            yield _TAB
        elif char == "[" and line[max(index - 2, 0) : index] == "##":
            yield escape(char)
        else:
            yield visible(char)
