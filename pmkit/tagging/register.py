"""`register/tags.yml` as a file that changes, its comments and its shape kept."""

from __future__ import annotations

import os
from pathlib import Path as FilePath

from pmkit.document.nodes import Mapping, Node, Path, Scalar, Sequence, find
from pmkit.document.tree import parse_tree
from pmkit.edits.change import Append, Change, Drop, EditRefused, Put, Rename
from pmkit.edits.edit import edit_yaml
from pmkit.edits.entry import add_entry
from pmkit.errors import WriteError
from pmkit.files import FileProblem, read_bytes
from pmkit.register_entries import places_of
from pmkit.registers import CAP, FOLDER
from pmkit.taxonomy import built_in

PATH = f"{FOLDER}/tags.yml"

_ITS_OWN = ("group", "title", "description")
"""What an entry says instead of a built-in tag; lists come on top of the built-in ones."""
_LISTS = ("warning_signs", "questions", "countermeasures", "aliases")


def read_tags(root: FilePath) -> bytes:
    """Return the bytes of the register of the repository at `root`; none where there is none.

    Raises:
        WriteError: It cannot be read.
    """
    if not os.path.lexists(root / PATH):
        return b""
    try:
        return read_bytes(root / PATH, CAP)
    except FileProblem as problem:
        raise WriteError(f"{PATH}: {problem.message}", problem.hint) from None


def changed(raw: bytes, changes: list[Change]) -> bytes:
    """Return the register after `changes`.

    Raises:
        EditRefused: One of them cannot be made alone.
    """
    first = changes[0] if changes else None
    try:
        if isinstance(first, Append) and read_tree(raw) is None:
            return add_entry(raw, "tags", first.item)
        return edit_yaml(raw, changes) if changes else raw
    except EditRefused as error:
        raise EditRefused(f"{PATH}: {error.message}", error.hint) from None


def renaming(root: Node | None, old: str, new: str, keep: bool) -> list[Change]:
    """Return the changes that call the own tag `old` by the name `new`.

    Args:
        keep: Whether the old name stays, as an alias.
    """
    changes: list[Change] = []
    for place in _places(root, old):
        changes += _aliases_after(root, place, old, new, keep)
        keep = False  # one of several entries is enough
        stands_inside = root is not None and find(root, (*place, "name")) is not None
        changes.append(Put((*place, "name"), new) if stands_inside else Rename(place, new))
    return [*changes, *_aliases_beside(root, old, new)]


def aliasing(root: Node | None, tag: str, aliases: tuple[str, ...]) -> list[Change]:
    """Return the changes that let `aliases` mean `tag`; a built-in one gets an entry for them."""
    if not aliases:
        return []
    places = _places(root, tag)
    if places:
        return [Append((*places[0], "aliases"), alias) for alias in aliases]
    is_under_name = isinstance(root, Mapping) and "tags" in root.entries
    return [Append(("tags",) if is_under_name else (), {"name": tag, "aliases": aliases})]


def merging(root: Node | None, old: str, new: str) -> list[Change]:
    """Return the changes that make the own tag `old` a part of `new`, its name an alias.

    What is listed under it (signs, questions, countermeasures, aliases) comes to the other.
    """
    mine, theirs = _places(root, old), _places(root, new)
    if not theirs:
        texts = _ITS_OWN if new in built_in().tags else ()
        drops: list[Change] = [Drop((*place, key)) for place in mine for key in texts]
        return [*drops, *renaming(root, old, new, True)]
    entry = find(root, theirs[0]) if root else None
    moved: list[Change] = [
        Append((*theirs[0], key), word)
        for key in _LISTS
        for word in _new_words(root, [*mine], key, [*_words(entry, key), new])
    ]
    if old not in _words(entry, "aliases"):
        moved.append(Append((*theirs[0], "aliases"), old))
    gone = [Drop(place) for place in reversed(mine)]
    return [*moved, *_aliases_beside(root, old, new), *gone]


def _new_words(root: Node | None, places: list[Path], key: str, there: list[str]) -> list[str]:
    """Return what the entries list under `key`, each once, without what is there."""
    words = [word for place in places for word in _words(root and find(root, place), key)]
    return [word for word in dict.fromkeys(words) if word not in there]


def _aliases_after(root: Node | None, place: Path, old: str, new: str, keep: bool) -> list[Change]:
    """Return the changes of an entry's aliases: the new name is none, the old one may be."""
    path: Path = (*place, "aliases")
    words = _words(root and find(root, place), "aliases")
    if new not in words:
        return [Append(path, old)] if keep and old not in words else []
    is_list = isinstance(root and find(root, path), Sequence)
    at: Path = (*path, words.index(new)) if is_list else path
    if keep and old not in words:
        return [Put(at, old)]
    return [Drop(at if len(words) > 1 else path)]


def _aliases_beside(root: Node | None, old: str, new: str) -> list[Change]:
    """Return the changes of `aliases:` beside the list: those of `old` are of `new`."""
    aliases = root.entries.get("aliases") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or "tags" not in root.entries:
        return []
    return [
        Drop(("aliases", alias)) if alias == new else Put(("aliases", alias), new)
        for alias, tag in (aliases.entries.items() if isinstance(aliases, Mapping) else ())
        if isinstance(tag, Scalar) and tag.value == old
    ]


def read_tree(raw: bytes) -> Node | None:
    """Return what the register holds; None for nothing."""
    return parse_tree(raw.decode("utf-8-sig")).root


def _places(root: Node | None, name: str) -> list[Path]:
    return [place for place, word in places_of(root, "tags") if word == name]


def _words(entry: Node | None, key: str) -> list[str]:
    """Return the words of a list of an entry; a single one is a list of one."""
    node = entry.entries.get(key) if isinstance(entry, Mapping) else None
    items = node.items if isinstance(node, Sequence) else [node]
    return [item.value for item in items if isinstance(item, Scalar) and item.value]
