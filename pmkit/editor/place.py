"""Where in the front matter somebody is typing, read off the lines.

While somebody types, the text is seldom valid YAML; indentation, dashes and colons tell enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_KEY = re.compile(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[A-Za-z_x][\w-]*):(?=\s|\Z)")
_IN_BRACES = re.compile(r"[{,]\s*(?P<key>[A-Za-z_][\w-]*):\s*(?P<value>[^,{}]*)\Z")
_NEW_IN_BRACES = re.compile(r"[{,]\s*(?P<word>[\w-]*)\Z")
_WORD = re.compile(r"[^\s\[\]{},\"']*\Z")
_ITEM = re.compile(r"[ ]*- +")
_WORD_LISTS = frozenset({"tags", "addresses", "related", "thanks_to", "made_by", "whys"})
"""The lists whose items are words, not entries with keys."""


@dataclass(frozen=True, slots=True)
class Typing:
    """A place in the front matter.

    Attributes:
        path: The keys that lead there; of a value, its own key included. Items have no number.
        is_key: Whether a key is being typed.
        word: What stands there up to the cursor.
    """

    path: tuple[str, ...]
    is_key: bool
    word: str


def is_front_matter(lines: Sequence[str], line: int) -> bool:
    """Tell whether the line numbered `line`, from 0, lies between the two lines of dashes."""
    if line < 1 or not lines or lines[0].rstrip() != "---":
        return False
    ends = (number for number, text in enumerate(lines[1:], 1) if text.rstrip() == "---")
    return line < next(ends, len(lines))


def typing_at(lines: Sequence[str], line: int, column: int) -> Typing | None:
    """Return what is being typed at a place, counted from 0 in characters; None in the body."""
    if not is_front_matter(lines, line):
        return None
    before = lines[line][:column]
    found = _WORD.search(before)
    word = found[0] if found else ""
    if before.rfind("{") > before.rfind("}"):
        return _in_braces(lines, line, before, word)
    if key := _KEY.match(before):
        return Typing((*_parents(lines, line, len(key["lead"])), key["key"]), False, word)
    item = _ITEM.match(before)
    indent = len(item[0]) if item else len(before) - len(before.lstrip())
    parents = _parents(lines, line, indent)
    if item and parents and parents[-1] in _WORD_LISTS:
        return Typing(parents, False, word)
    return Typing(parents, True, before[indent:])


def _in_braces(lines: Sequence[str], line: int, before: str, word: str) -> Typing:
    own = _KEY.match(before)
    brace = before.rfind("{")
    if own and own.end() <= brace:
        outer = (*_parents(lines, line, len(own["lead"])), own["key"])
    else:
        outer = _parents(lines, line, brace)
    inside = before[brace:]
    if value := _IN_BRACES.search(inside):
        return Typing((*outer, value["key"]), False, word)
    new = _NEW_IN_BRACES.search(inside)
    return Typing(outer, True, new["word"] if new else word)


def _parents(lines: Sequence[str], line: int, column: int) -> tuple[str, ...]:
    """Return the keys above `line` that a key in `column` belongs to, the outermost first."""
    found: list[str] = []
    for text in reversed(lines[1:line]):
        key = _KEY.match(text)
        if key and len(key["lead"]) < column:
            found.append(key["key"])
            column = len(key["lead"])
    return tuple(reversed(found))
