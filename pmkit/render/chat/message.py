"""Sections as one message of limited length: the first of each, and how many more there are.

Nothing is left out in silence: what has no room is counted, with the command that prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmkit.render.chat.dialect import Dialect
from pmkit.render.chat.parts import Part, Sizes, parts_of
from pmkit.render.page import Section
from pmkit.render.words import count

LIMIT = 3_000
"""How many characters a message may have: as many as Slack takes in one block of text."""

_WHOLE = Sizes(line=LIMIT, sentence=LIMIT, item=LIMIT)
_SHORT = Sizes(line=300, sentence=120, item=600)
"""Nothing is shortened where all there is has room; else each is, so that more of them have."""


def to_message(sections: Sequence[Section], dialect: Dialect) -> str:
    """Return a message of at most `LIMIT` characters, whose head is the first section."""
    if sum(map(_length, sections)) <= LIMIT:  # else writing all of it would be in vain
        parts = parts_of(sections, dialect, _WHOLE)
        whole = _composed(parts, [len(part.items) for part in parts], dialect)
        if len(whole) <= LIMIT:
            return whole
    parts = parts_of(sections, dialect, _SHORT)
    shown = _fitting(parts, lambda shown: len(_composed(parts, shown, dialect)) <= LIMIT)
    return _composed(parts, shown, dialect)


def _length(section: Section) -> int:
    """Return how many characters the texts have; what a message makes of them is no shorter."""
    rows = section.table.rows if section.table else ()
    return (
        len(section.title)
        + sum(len(line.whole) for line in section.lines)
        + sum(len(cell) + 1 for row in rows for cell in row)
    )


def _fitting(parts: Sequence[Part], fits: Callable[[Sequence[int]], bool]) -> list[int]:
    """Return how many items each part shows; parts beyond the end have no room at all.

    Every part is to show its first item; then each gets one more in turn, until nothing fits.
    """
    shown = [0]
    for part in parts[1:]:
        first = next((n for n in (1, 0) if n <= part.total and fits([*shown, n])), None)
        if first is None:
            break
        shown.append(first)
    growing = list(range(len(shown)))
    while growing:
        for place in tuple(growing):
            more = [*shown[:place], shown[place] + 1, *shown[place + 1 :]]
            if shown[place] < len(parts[place].items) and fits(more):
                shown = more
            else:
                growing.remove(place)
    return shown


def _composed(parts: Sequence[Part], shown: Sequence[int], dialect: Dialect) -> str:
    told = [_told(part, number, dialect) for part, number in zip(parts, shown, strict=False)]
    if without_room := parts[len(shown) :]:
        items = sum(part.total for part in without_room)
        under = count(len(without_room), "more heading")
        told.append(dialect.item(f"and {items} more under {under}: {parts[0].command}"))
    return "\n\n".join(told) + "\n"


def _told(part: Part, shown: int, dialect: Dialect) -> str:
    lines = [*part.lines, *part.items[:shown]]
    if left := part.total - shown:
        lines.append(dialect.item(f"and {left} more: {part.command}"))
    return dialect.below_title.join([part.title, "\n".join(lines)] if lines else [part.title])
