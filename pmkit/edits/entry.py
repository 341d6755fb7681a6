"""A register's bytes → the same bytes with one more entry at the end of its list."""

from __future__ import annotations

from pmkit.document.nodes import Mapping, Sequence
from pmkit.document.source import BOM
from pmkit.document.tree import parse_tree
from pmkit.document.yaml_error import TreeError
from pmkit.edits.change import Append, EditRefused, Item
from pmkit.edits.edit import edit_yaml
from pmkit.edits.reading import read_whole
from pmkit.edits.written import inline, lines


def add_entry(raw: bytes, name: str, item: Item) -> bytes:
    """Return the register called `name`, read as `raw`, with `item` at its end.

    It is a list, which may stand under its own name, or holds comments only.

    Raises:
        EditRefused: It is something else, or the change would change something else as well.
    """
    try:
        root = parse_tree(raw.decode("utf-8-sig")).root
    except (UnicodeDecodeError, TreeError):
        raise EditRefused("it is no YAML that can be read", "correct it first") from None
    if root is None:
        return _first(raw, item)
    if not isinstance(root, Mapping):
        return edit_yaml(raw, [Append((), item)])
    if name not in root.entries:
        raise EditRefused("it is no list of entries", f"add it by hand: {inline(item)}")
    return edit_yaml(raw, [Append((name,), item)])


def _first(raw: bytes, item: Item) -> bytes:
    """Return a text that says nothing so far with its first entry below.

    Raises:
        EditRefused: What stands there, such as the end of a document, does not let it be read.
    """
    eol = b"\r\n" if b"\r\n" in raw else b"\n"
    ended = raw if raw.removeprefix(BOM)[-1:] in (b"", b"\n") else raw + eol
    new = ended + b"".join(line.encode() + eol for line in lines(item, ""))
    root = read_whole(new).root
    if not isinstance(root, Sequence) or len(root.items) != 1:
        raise EditRefused("it is no list of entries", f"add it by hand: {inline(item)}")
    return new
