"""Where things stand in the front matter's text: lines, indentation, the end of a value."""

from __future__ import annotations

import re

from pmkit.document.nodes import Mapping, Node, Scalar, Sequence
from pmkit.edits.change import EditRefused

_COLON = re.compile(r"[ \t]*:")
_KEEPS = re.compile(r"[|>][0-9]?\+")


def line_start(text: str, at: int) -> int:
    """Return where the line around `at` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end_at(text: str, at: int) -> int:
    """Return where the line around `at` ends, its line feed not included."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def end_of_line(text: str, at: int) -> str:
    """Return the line end that stands right before `at`."""
    return "\r\n" if text[at - 2 : at] == "\r\n" else "\n"


def indent_of(text: str, at: int) -> str:
    """Return the spaces that lead to the column of `at`."""
    return " " * (at - line_start(text, at))


def gap_of(text: str, at: int) -> str:
    """Return the spaces between a list's dash and the item at `at`, one where they are apart."""
    dash = re.search(r"-( +)\Z", text[line_start(text, at) : at])
    return dash[1] if dash else " "


def behind_colon(text: str, node: Node) -> int:
    """Return the place right behind the colon (or the dash) of a value.

    Raises:
        EditRefused: There is none, as in `{key}`.
    """
    if node.key_end < 0:
        if text[node.start - 1 : node.start] == "-":
            return node.start
        raise EditRefused("an empty item of a list cannot be filled", "edit it by hand")
    colon = _COLON.match(text, node.key_end)
    if not colon:
        raise EditRefused("a key stands without its colon", "write `key: value`")
    return colon.end()


def last_leaf(node: Node) -> Node:
    """Return what a value ends with: itself, or the last value of a block collection."""
    while isinstance(node, Mapping | Sequence) and not node.flow:
        inner = list(node.entries.values()) if isinstance(node, Mapping) else node.items
        if not inner:
            break
        node = inner[-1]
    return node


def written_end(text: str, node: Node) -> int:
    """Return where the last character of a value stands; of an empty one, where it would begin."""
    node = last_leaf(node)
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        head = line_end_at(text, node.start)
        content = len(text[: node.end].rstrip())
        end = line_end_at(text, content) if content > head else head
        return end - 1 if text[end - 1] == "\r" else end
    if node.end == node.start and node.key_end >= 0:
        colon = _COLON.match(text, node.key_end)
        return colon.end() if colon else node.key_end
    return node.end


def last_line_end(text: str, node: Node) -> int:
    """Return where the line behind a value's last line begins."""
    leaf = last_leaf(node)
    if isinstance(leaf, Scalar) and _KEEPS.match(text, leaf.start) and leaf.style in ("|", ">"):
        return leaf.end
    return line_end_at(text, written_end(text, leaf)) + 1
