"""The front matter as a small tree that remembers where everything stands."""

from __future__ import annotations

from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("actions", 0, "owner")`."""


class Scalar:
    """One value as its author typed it.

    `start` and `end` are code points in the front matter's text; `style` is empty for plain
    text, else the quote or block sign it was written with.
    """

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, style: str, start: int, end: int) -> None:
        self.value = value
        self.style = style
        self.start = start
        self.end = end


class Entry:
    """One key of a mapping, where the key stands, and its value."""

    __slots__ = ("end", "start", "value")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.value: Node = _UNSET


class Mapping:
    """Keys in the order they were written."""

    __slots__ = ("end", "entries", "flow", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.entries: dict[str, Entry] = {}


class Sequence:
    """Items in the order they were written."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.items: list[Node] = []


Node: TypeAlias = Scalar | Mapping | Sequence

_UNSET = Scalar("", "", 0, 0)


class Quoted(str):
    """Text that its author put in quotes: never a number, a truth value or a blank."""

    __slots__ = ()


BLANK = frozenset({"", "~", "null", "Null", "NULL"})


def is_blank(node: Node) -> bool:
    """Tell whether nothing was written: an empty plain value or YAML's null."""
    return isinstance(node, Scalar) and not node.style and node.value in BLANK


def to_data(node: Node) -> object:
    """Return the tree as dicts, lists and text; a blank is None.

    Numbers, truth values and dates stay the text their author typed: the model, which knows
    what a field wants, reads them. So `1.10`, `NO` and `0123` are never silently changed.
    """
    if type(node) is Scalar:
        if node.style:
            return Quoted(node.value)
        return None if node.value in BLANK else node.value
    if type(node) is Mapping:
        return {key: to_data(entry.value) for key, entry in node.entries.items()}
    assert type(node) is Sequence
    return [to_data(item) for item in node.items]


def find(root: Node, path: Path) -> Node | None:
    """Return the node at `path`, or None where the path leaves the tree."""
    node: Node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step].value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node
