"""The front matter as a small tree that remembers where everything stands."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("actions", 0, "owner")`."""


class Scalar(NamedTuple):
    """One value as its author typed it.

    `start` and `end` are code points in the front matter's text, `key_start` and `key_end` those
    of its key (-1 for a list's item); `style` is empty for plain text, else the quote or block
    sign it was written with.
    """

    value: str
    style: str
    start: int
    end: int
    key_start: int = -1
    key_end: int = -1


class Mapping:
    """Values by their keys, in the order they were written; `data` is the same as plain values.

    Positions as in `Scalar`; `flow` tells whether it was written in braces.
    """

    __slots__ = ("data", "end", "entries", "flow", "key_end", "key_start", "start")

    def __init__(self, start: int, flow: bool, key_start: int, key_end: int) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.key_start = key_start
        self.key_end = key_end
        self.entries: dict[str, Node] = {}
        self.data: dict[str, Any] = {}


class Sequence:
    """Items in the order they were written; `data` is the same as plain values.

    Positions as in `Scalar`; `flow` tells whether it was written in brackets.
    """

    __slots__ = ("data", "end", "flow", "items", "key_end", "key_start", "start")

    def __init__(self, start: int, flow: bool, key_start: int, key_end: int) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.key_start = key_start
        self.key_end = key_end
        self.items: list[Node] = []
        self.data: list[Any] = []


Node: TypeAlias = Scalar | Mapping | Sequence


class Quoted(str):
    """Text that its author put in quotes: never a number, a truth value or a blank."""

    __slots__ = ()


BLANK = frozenset({"", "~", "null", "Null", "NULL"})


def is_blank(node: Node) -> bool:
    """Tell whether nothing was written: an empty plain value or YAML's null."""
    return isinstance(node, Scalar) and not node.style and node.value in BLANK


def scalar_data(value: str, style: str) -> str | None:
    """Return a single value as data: text as typed, or None for a blank.

    Numbers, truth values and dates stay the text their author typed: the model, which knows
    what a field wants, reads them. So `1.10`, `NO` and `0123` are never silently changed.
    """
    if style:
        return Quoted(value)
    return None if value in BLANK else value


def to_data(node: Node) -> Any:
    """Return a copy of the tree as dicts, lists and text."""
    if isinstance(node, Scalar):
        return scalar_data(node.value, node.style)
    if isinstance(node, Mapping):
        return {key: to_data(value) for key, value in node.entries.items()}
    return [to_data(item) for item in node.items]


def find(root: Node, path: Path) -> Node | None:
    """Return the node at `path`, or None where the path leaves the tree."""
    node: Node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node
