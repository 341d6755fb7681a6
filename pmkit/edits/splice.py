"""A change → the one stretch of the front matter that it replaces, and by what."""

from __future__ import annotations

import re
from typing import NamedTuple

from pmkit.document.nodes import Mapping, Node, Path, Scalar, Sequence, find, is_blank
from pmkit.edits.change import Append, Change, Drop, EditRefused, Put, Rename
from pmkit.edits.place import (
    behind_colon,
    end_of_line,
    gap_of,
    indent_of,
    last_line_end,
    line_end_at,
    line_start,
    written_end,
)
from pmkit.edits.written import inline, lines, scalar
from pmkit.visible import short


class Splice(NamedTuple):
    """Replace the code points `start` to `end` by `text`."""

    start: int
    end: int
    text: str


def plan(text: str, root: Node, change: Change) -> Splice | None:
    """Return what `change` does to the YAML `text`; None when there is nothing to do.

    Raises:
        EditRefused: The place is not there, or cannot be changed alone.
    """
    if isinstance(change, Put):
        return _put(text, root, change)
    if isinstance(change, Drop):
        return _drop(text, root, change.path)
    if isinstance(change, Rename):
        return _rename(text, root, change)
    return _append(text, root, change)


def _parent(root: Node, path: Path) -> Node:
    parent = find(root, path[:-1])
    if parent is None:
        raise EditRefused(f"there is no `{_told(path[:-1])}` to change", "read the file again")
    return parent


def _told(path: Path) -> str:
    return short(".".join(map(str, path)))


def _put(text: str, root: Node, change: Put) -> Splice:
    parent, node = _parent(root, change.path), find(root, change.path)
    if node is None:
        if not isinstance(parent, Mapping):
            raise EditRefused(f"`{_told(change.path[:-1])}` takes no keys", "edit it by hand")
        name = str(change.path[-1])
        if parent.flow:
            return _into_braces(text, parent, f"{name}: {scalar(change.value, flow=True)}")
        return _below(text, parent, [f"{name}: {scalar(change.value)}"])
    if not isinstance(node, Scalar):
        raise EditRefused(f"`{_told(change.path)}` is a list or a mapping", "edit it by hand")
    flow = not isinstance(parent, Scalar) and parent.flow
    if node.style in ("|", ">"):
        return _instead_of_block(text, node, scalar(change.value))
    new = scalar(change.value, node.style, flow=flow)
    if node.end > node.start:
        return Splice(node.start, change.until or node.end, new)
    at = behind_colon(text, node)
    return Splice(at, at, f" {new}")


def _instead_of_block(text: str, node: Scalar, new: str) -> Splice:
    """Replace a literal or folded text; a comment behind its sign stays."""
    head = line_end_at(text, node.start)
    comment = re.search(r"[ \t]+#[^\r]*", text[node.start : head])
    return Splice(node.start, written_end(text, node), new + (comment[0] if comment else ""))


def _into_braces(text: str, mapping: Mapping, new: str) -> Splice:
    if not mapping.entries:
        return Splice(mapping.start + 1, mapping.start + 1, new)
    at = written_end(text, list(mapping.entries.values())[-1])
    return Splice(at, at, f", {new}")


def _below(text: str, mapping: Mapping, added: list[str]) -> Splice:
    """Add lines to a block mapping, in the column of its keys, below its last value."""
    indent = indent_of(text, next(iter(mapping.entries.values())).key_start)
    return _new_lines(text, last_line_end(text, mapping), [indent + line for line in added])


def _new_lines(text: str, at: int, added: list[str]) -> Splice:
    """Add whole lines at the beginning of a line, or behind a last line that nothing ends."""
    if at > len(text):
        eol = "\r\n" if "\r\n" in text else "\n"
        return Splice(len(text), len(text), "".join(eol + line for line in added))
    eol = end_of_line(text, at)
    return Splice(at, at, "".join(line + eol for line in added))


def _rename(text: str, root: Node, change: Rename) -> Splice:
    parent, node = _parent(root, change.path), find(root, change.path)
    if node is None or not isinstance(parent, Mapping):
        raise EditRefused(f"there is no key `{_told(change.path)}`", "read the file again")
    if change.name in parent.entries:
        raise EditRefused(f"the key `{short(change.name)}` is there already", "edit it by hand")
    quote = text[node.key_start]
    new = scalar(change.name, quote if quote in "'\"" else "", flow=True)
    return Splice(node.key_start, node.key_end, new)


def _drop(text: str, root: Node, path: Path) -> Splice | None:
    parent, node = _parent(root, path), find(root, path)
    if node is None:
        return None
    assert not isinstance(parent, Scalar)
    nodes = list(parent.entries.values()) if isinstance(parent, Mapping) else parent.items
    place = next(place for place, one in enumerate(nodes) if one is node)
    before = nodes[place - 1] if place else None
    after = nodes[place + 1] if place + 1 < len(nodes) else None
    if parent.flow:
        return _out_of_braces(text, node, before, after)
    begin = _begin(node)
    start = line_start(text, begin)
    if text[start:begin].strip(" ") == ("-" if isinstance(parent, Sequence) else ""):
        if before or after:
            return Splice(start, last_line_end(text, node), "")
    elif (
        after and after.key_start >= 0 and "#" not in text[written_end(text, node) : _begin(after)]
    ):
        return Splice(begin, after.key_start, "")
    raise EditRefused(f"`{_told(path)}` cannot be removed alone", "edit it by hand")


def _begin(node: Node) -> int:
    """Return where a key begins, or an item of a list behind its dash."""
    return node.start if node.key_start < 0 else node.key_start


def _out_of_braces(text: str, node: Node, before: Node | None, after: Node | None) -> Splice:
    begin, end = _begin(node), written_end(text, node)
    start = begin
    if before:
        start = written_end(text, before)
    elif after:
        end = _begin(after)
    if "#" in text[start:begin] or "#" in text[written_end(text, node) : end]:
        raise EditRefused("a comment stands between the values", "edit it by hand")
    return Splice(start, end, "")


def _append(text: str, root: Node, change: Append) -> Splice:
    parent, node = _parent(root, change.path), find(root, change.path)
    if node is None:
        return _new_list(text, parent, change)
    if isinstance(node, Sequence) and node.items:
        return _behind_last(text, node, change)
    if isinstance(node, Sequence) and not change.path:
        return _into_empty(text, node, change)
    empty = isinstance(node, Sequence) or is_blank(node)
    if not empty or not isinstance(parent, Mapping):
        raise EditRefused(f"`{_told(change.path)}` is no list", "make it one by hand")
    if parent.flow or "\n" in text[node.key_end : node.end]:
        return _into_empty(text, node, change)
    return _instead_of_empty(text, node, change)


def _new_list(text: str, parent: Node, change: Append) -> Splice:
    name = str(change.path[-1])
    if not isinstance(parent, Mapping):
        raise EditRefused(f"`{_told(change.path[:-1])}` takes no keys", "edit it by hand")
    if parent.flow:
        return _into_braces(text, parent, f"{name}: [{inline(change.item)}]")
    return _below(text, parent, [f"{name}:", *_first_item(change, "  ")])


def _first_item(change: Append, indent: str) -> list[str]:
    return [f"{indent}- {inline(change.item)}"] if change.in_braces else lines(change.item, indent)


def _behind_last(text: str, node: Sequence, change: Append) -> Splice:
    last = node.items[-1]
    if node.flow:
        at = written_end(text, last)
        return Splice(at, at, f", {inline(change.item)}")
    indent = indent_of(text, node.start)
    if isinstance(last, Mapping) and not last.flow:
        new = lines(change.item, indent, gap_of(text, last.start))
    else:
        new = [f"{indent}-{gap_of(text, last.start)}{inline(change.item)}"]
    return _new_lines(text, last_line_end(text, node), new)


def _into_empty(text: str, node: Node, change: Append) -> Splice:
    if isinstance(node, Sequence):
        return Splice(node.start + 1, node.start + 1, inline(change.item))
    at = behind_colon(text, node)
    return Splice(at, max(node.end, at), f" [{inline(change.item)}]")


def _instead_of_empty(text: str, node: Node, change: Append) -> Splice:
    """Replace `[]` or nothing by lines below the key; a comment behind it stays there."""
    start = behind_colon(text, node)
    at = max(node.end, start)
    end = line_end_at(text, at)
    rest = text[at:end].rstrip("\r")
    kept = rest if "#" in rest else ""
    eol = end_of_line(text, end + 1)
    new = _first_item(change, indent_of(text, node.key_start) + "  ")
    cut = end - 1 if text[end - 1 : end] == "\r" else end
    return Splice(start, cut, kept + "".join(eol + line for line in new))
