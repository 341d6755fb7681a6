"""Bytes and changes → new bytes, with the proof that nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Any

from pmkit.document.nodes import BLANK, Mapping, Node, Path, Scalar
from pmkit.document.read import Document, read_document
from pmkit.document.source import BOM, Limits
from pmkit.edits.change import Append, Change, Drop, EditRefused, Item, Put, said
from pmkit.edits.splice import Splice, plan

_BY_HAND = "nothing was written; edit the file by hand"


def edit(raw: bytes, changes: Iterable[Change], limits: Limits) -> bytes:
    """Return `raw` with `changes` made one after the other.

    Raises:
        EditRefused: One of them cannot be made, or would change something else as well.
    """
    document = read_document(raw, limits)
    for change in changes:
        if document.root is None:
            raise EditRefused("its front matter cannot be read", "correct what `pmkit lint` names")
        splice = plan(document.source.front_matter, document.root, change)
        if splice is not None:
            raw, document = _made(raw, document, change, splice, limits)
    return raw


def _made(
    raw: bytes, document: Document, change: Change, splice: Splice, limits: Limits
) -> tuple[bytes, Document]:
    start, end = (_in_bytes(document, at) for at in (splice.start, splice.end))
    new = raw[:start] + splice.text.encode() + raw[end:]
    after = read_document(new, limits)
    _prove(document, after, change)
    return new, after


def _in_bytes(document: Document, at: int) -> int:
    """Turn a code point of the front matter into a byte of the file; the opening line is ASCII."""
    source = document.source
    bom = len(BOM) if source.has_bom else 0
    return bom + source.offset + len(source.front_matter[:at].encode())


def _prove(before: Document, after: Document, change: Change) -> None:
    """Refuse unless `after` says what `before` says, but for what was asked.

    Raises:
        EditRefused: It says something else.
    """
    assert before.root is not None
    if after.root is None:
        raise EditRefused("the file could not be read after this change", _BY_HAND)
    wanted = _expected(_shape(before.root), change)
    if not _is_same(_shape(after.root), wanted) or after.source.body != before.source.body:
        raise EditRefused("this change would change something else as well", _BY_HAND)


@dataclass(frozen=True)
class _Leaf:
    """A single value that nobody asked to change: its text and its quotes stay."""

    text: str
    style: str


@dataclass(frozen=True)
class _Asked:
    """A single value that was asked for, in whatever quotes."""

    text: str


def _shape(node: Node) -> Any:
    if isinstance(node, Scalar):
        return _Leaf(node.value, node.style)
    if isinstance(node, Mapping):
        return {key: _shape(value) for key, value in node.entries.items()}
    return [_shape(item) for item in node.items]


def _asked(item: Item) -> Any:
    if isinstance(item, tuple):
        return [_Asked(word) for word in item]
    if isinstance(item, AnyMapping):
        return {key: _asked(value) for key, value in item.items()}
    return _Asked(said(item))


def _expected(shape: Any, change: Change) -> Any:
    """Return `shape` with the change made, which is done to values only, never to text."""
    parent, key = _walk(shape, change.path[:-1]), change.path[-1]
    if isinstance(change, Put):
        parent[key] = _Asked(said(change.value))
    elif isinstance(change, Drop):
        del parent[key]
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
        is_text = isinstance(found, _Leaf) and (bool(found.style) or found.text not in BLANK)
        return is_text and bool(found.text == wanted.text)
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
