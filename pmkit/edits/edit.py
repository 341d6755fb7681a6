"""Bytes and changes → new bytes, with the proof that nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from pmkit.document.nodes import BLANK, Mapping, Node, Path, Scalar
from pmkit.document.source import Limits
from pmkit.edits.change import Append, Change, Drop, EditRefused, Item, Put, Rename, said
from pmkit.edits.reading import Reading, read_front_matter, read_whole
from pmkit.edits.splice import Splice, plan

_BY_HAND = "nothing was written; edit the file by hand"


_Read: TypeAlias = Callable[[bytes], Reading]


def edit(raw: bytes, changes: Iterable[Change], limits: Limits) -> bytes:
    """Return a Markdown file with `changes` made in its front matter, one after the other.

    Raises:
        EditRefused: One of them cannot be made, or would change something else as well.
    """
    return _edit(raw, changes, partial(read_front_matter, limits=limits))


def edit_yaml(raw: bytes, changes: Iterable[Change]) -> bytes:
    """Return a YAML file, such as a register, with `changes` made one after the other.

    Raises:
        EditRefused: One of them cannot be made, or would change something else as well.
    """
    return _edit(raw, changes, read_whole)


def _edit(raw: bytes, changes: Iterable[Change], read: _Read) -> bytes:
    reading = read(raw)
    for change in changes:
        splice = plan(reading.text, reading.root, change)
        if splice is not None:
            raw, reading = _made(raw, reading, change, splice, read)
    return raw


def _made(
    raw: bytes, before: Reading, change: Change, splice: Splice, read: _Read
) -> tuple[bytes, Reading]:
    start, end = (before.at + len(before.text[:at].encode()) for at in (splice.start, splice.end))
    new = raw[:start] + splice.text.encode() + raw[end:]
    try:
        after = read(new)
    except EditRefused:
        raise EditRefused("the file could not be read after this change", _BY_HAND) from None
    _prove(before, after, change)
    return new, after


def _prove(before: Reading, after: Reading, change: Change) -> None:
    """Refuse unless `after` says what `before` says, but for what was asked.

    Raises:
        EditRefused: It says something else.
    """
    wanted = _expected(shape_of(before.root), change)
    if not _is_same(shape_of(after.root), wanted) or after.rest != before.rest:
        raise EditRefused("this change would change something else as well", _BY_HAND)


@dataclass(frozen=True)
class _Leaf:
    """A single value that nobody asked to change: its text and its quotes stay."""

    text: str
    style: str


@dataclass(frozen=True)
class _Asked:
    """A single value that was asked for, in whatever quotes; a truth value or number in none."""

    text: str
    is_bare: bool = False


def shape_of(node: Node) -> Any:
    """Return what a tree says, each value with its quotes, to be compared with another's."""
    if isinstance(node, Scalar):
        return _Leaf(node.value, node.style)
    if isinstance(node, Mapping):
        return {key: shape_of(value) for key, value in node.entries.items()}
    return [shape_of(item) for item in node.items]


def _asked(item: Item) -> Any:
    if isinstance(item, tuple):
        return [_Asked(word) for word in item]
    if isinstance(item, AnyMapping):
        return {key: _asked(value) for key, value in item.items()}
    return _Asked(said(item), isinstance(item, int))


def _expected(shape: Any, change: Change) -> Any:
    """Return `shape` with the change made, which is done to values only, never to text."""
    if isinstance(change, Append) and not change.path:
        return [*shape, _asked(change.item)]
    parent, key = _walk(shape, change.path[:-1]), change.path[-1]
    if isinstance(change, Put):
        parent[key] = _asked(change.value)
    elif isinstance(change, Drop):
        del parent[key]
    elif isinstance(change, Rename):
        renamed = {change.name if one == key else one: value for one, value in parent.items()}
        parent.clear()
        parent.update(renamed)
    elif isinstance(change, Append):
        there = parent.get(key) if isinstance(parent, dict) else parent[key]
        parent[key] = [*(there if isinstance(there, list) else ()), _asked(change.item)]
    return shape


def _walk(shape: Any, path: Path) -> Any:
    for step in path:
        shape = shape[step]
    return shape


def _is_same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, _Asked):
        if not isinstance(found, _Leaf) or found.text != wanted.text:
            return False
        return not found.style if wanted.is_bare else bool(found.style) or found.text not in BLANK
    if isinstance(wanted, dict):
        return (
            isinstance(found, dict)
            and list(found) == list(wanted)
            and all(_is_same(found[key], wanted[key]) for key in wanted)
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(map(_is_same, found, wanted))
        )
    return bool(found == wanted)
