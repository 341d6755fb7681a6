"""Where post-mortems, and the register of briefs, name a person by the handle."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.config import Repository
from pmkit.document.nodes import Mapping, Path, Scalar, Sequence, find
from pmkit.document.tree import parse_tree
from pmkit.edits.change import Put
from pmkit.progress.holding import holding
from pmkit.register_entries import places_of

_IN_LISTS = (
    ("participants", "name"),
    ("actions", "owner"),
    ("actions", "verified_by"),
    ("commitments", "person"),
)
"""The lists whose items name a person, each with the key that does."""


def find_references(repository: Repository, old: str, new: str) -> Iterator[tuple[str, list[Put]]]:
    """Yield each file that names `old`, with the changes that name `new` instead.

    Raises:
        UnreadableError: A file cannot be read and may name `old`.
    """
    for path, root in holding(repository, old):
        if changes := list(_changes(root, old.casefold(), new)):
            yield path, changes


def find_readings(raw: bytes, old: str, new: str) -> list[Put]:
    """Return the changes of `register/briefs.yml` that name `new` where it names `old`."""
    root, found = parse_tree(raw.decode("utf-8-sig")).root, []
    for place, _ in places_of(root, "briefs"):
        node = find(root, (*place, "person")) if root else None
        if isinstance(node, Scalar) and _is_named(node.value, old.casefold(), new):
            found.append(Put((*place, "person"), new))
    return found


def _changes(root: Mapping, needle: str, new: str) -> Iterator[Put]:
    for path, node in _people(root):
        if _is_named(node.value, needle, new):
            yield Put(path, f"@{new}" if node.value.strip().startswith("@") else new)


def _is_named(word: str, needle: str, new: str) -> bool:
    bare = word.strip().lstrip("@")
    return bare.casefold() == needle and bare != new


def _people(root: Mapping) -> Iterator[tuple[Path, Scalar]]:
    """Yield every single value that names a person."""
    author = root.entries.get("author")
    if isinstance(author, Scalar):
        yield ("author",), author
    for name, key in _IN_LISTS:
        items = root.entries.get(name)
        for index, item in enumerate(items.items if isinstance(items, Sequence) else ()):
            node = item.entries.get(key) if isinstance(item, Mapping) else None
            if isinstance(node, Scalar):
                yield (name, index, key), node
