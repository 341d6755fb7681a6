"""Values → YAML on one line: plain where no reader can take it for anything else, else quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from datetime import date

from pmkit.document.nodes import BLANK
from pmkit.document.plain import other_reading
from pmkit.edits.change import EditRefused, Item, Value, said

_NOT_PLAIN = re.compile(r":(?:\s|\Z)|\s#|\s\Z")
_FLOW_SIGNS = re.compile(r"[\[\]{},:?]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(value: Value, style: str = "", *, flow: bool = False) -> str:
    """Return `value` as it is written where the quotes `style` stood before.

    Raises:
        EditRefused: It holds what no text file can.
    """
    text = said(value)
    if isinstance(value, int):  # truth values too
        return text
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise EditRefused("the new value is not UTF-8", "type it again in plain characters")
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return _double(text)
    return text if isinstance(value, date) or _is_plain(text, flow) else _double(text)


def _is_plain(text: str, flow: bool) -> bool:
    """Tell whether `text` needs no quotes, for this reader and for any other."""
    if not text or not text.isprintable() or not (text[0].isalpha() or text[0].isdigit()):
        return False
    if text in BLANK or other_reading(text) or _NOT_PLAIN.search(text):
        return False
    return not (flow and _FLOW_SIGNS.search(text))


def _double(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def inline(item: Item) -> str:
    """Return `item` on one line, lists in brackets and mappings in braces."""
    if isinstance(item, tuple):
        return "[" + ", ".join(scalar(word, flow=True) for word in item) + "]"
    if isinstance(item, AnyMapping):
        return "{" + ", ".join(f"{key}: {inline(value)}" for key, value in item.items()) + "}"
    return scalar(item, flow=True)


def lines(item: Item, indent: str, gap: str = " ") -> list[str]:
    """Return `item` as lines of a block list whose dashes stand behind `indent`."""
    if not isinstance(item, AnyMapping):
        return [f"{indent}-{gap}{inline(item)}"]
    told = [f"{key}: {_in_block(value)}" for key, value in item.items()]
    rest = indent + " " * (1 + len(gap))
    return [f"{indent}-{gap}{told[0]}", *(rest + line for line in told[1:])]


def _in_block(value: Item) -> str:
    return inline(value) if isinstance(value, tuple | AnyMapping) else scalar(value)
