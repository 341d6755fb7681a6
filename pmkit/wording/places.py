"""Where a part of a front matter's text stands in the file, however YAML wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.hydrate import Reading
from pmkit.document.nodes import Path, Scalar, find
from pmkit.document.problem import Span

_DIGITS = {"x": 2, "u": 4, "U": 8}
"""How many digits follow the letter of an escape in double quotes."""

_SIGNS = {"n": "\n", "t": "\t", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
"""What other letters behind a backslash mean; the rest stand for themselves."""


def front_span(reading: Reading, path: Path, start: int, end: int) -> Span:
    """Return where the characters `start` to `end` of the text at the model's `path` stand.

    Text that was written in a way that cannot be followed: the whole of it.
    """
    document = reading.document
    node = find(document.root, reading.origin(path)) if document.root else None
    if not isinstance(node, Scalar) or end > len(node.value):
        return reading.span(*path)
    raw = document.source.front_matter[node.start : node.end]
    inset = 1 if node.style in ("'", '"') else 0
    if raw[inset : len(raw) - inset] == node.value:
        return document.text_span(node.start + inset + start, node.start + inset + end)
    places = _follow(node.value[:end], list(_written(raw, node.style)))
    if places is None:
        return reading.span(*path)
    return document.text_span(node.start + places[start], node.start + places[end - 1] + 1)


def _written(raw: str, style: str) -> Iterator[tuple[str, int]]:
    """Yield each character that `raw` means, with its place in it."""
    if style in ("|", ">"):
        begin = raw.find("\n") + 1
        yield from ((char, place) for place, char in enumerate(raw[begin:], begin))
        return
    at, end = int(bool(style)), len(raw) - int(bool(style))
    while at < end:
        width = 1
        char = raw[at]
        if style == "'" and char == "'":
            width = 2
        elif style == '"' and char == "\\":
            char, width = _escaped(raw, at)
        if char:
            yield char, at
        at += width


def _escaped(raw: str, at: int) -> tuple[str, int]:
    """Return what the escape at `at` means and how long it is; nothing for a joined line."""
    letter = raw[at + 1 : at + 2]
    if digits := _DIGITS.get(letter):
        return chr(int(raw[at + 2 : at + 2 + digits], 16)), 2 + digits
    return "" if letter in "\r\n" else _SIGNS.get(letter, letter), 2


def _follow(value: str, written: list[tuple[str, int]]) -> list[int] | None:
    """Return the place of each character of `value`; None where it cannot be followed.

    Where lines were folded, one space or line feed of the value stands for all that is there.
    """
    places: list[int] = []
    at = 0
    for char in value:
        if char.isspace():
            places.append(written[min(at, len(written) - 1)][1])
        while at < len(written) and written[at][0].isspace():
            at += 1
        if char.isspace():
            continue
        if at == len(written) or written[at][0] != char:
            return None
        places.append(written[at][1])
        at += 1
    return places
