"""Where post-mortems name a person by the handle."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.config import Repository
from pmkit.document.nodes import Mapping, Path, Scalar, Sequence
from pmkit.document.read import read_document
from pmkit.edits.change import Put
from pmkit.errors import UnreadableError
from pmkit.files import FileProblem, read_bytes
from pmkit.load import limits_of
from pmkit.visible import short, visible

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
    walk, needle = repository.walk(), old.casefold()
    for refused in walk.refused:
        raise _unreadable(refused.path, 1, refused.message, old)
    limits = limits_of(repository)
    for path in walk.paths:
        try:
            raw = read_bytes(repository.root / path, limits.file_bytes)
        except FileProblem as problem:
            raise _unreadable(path, 1, problem.message, old) from None
        text = raw.decode("utf-8", "replace")
        if needle not in text.casefold() and "\\" not in text:  # which may stand for any letter
            continue
        document = read_document(raw, limits)
        if document.root is None:
            first = document.problems[0]
            raise _unreadable(path, first.span.line, first.message, old)
        if changes := list(_changes(document.root, needle, new)):
            yield path, changes


def _unreadable(path: str, line: int, why: str, old: str) -> UnreadableError:
    return UnreadableError(
        f"{visible(path)}:{line}: {visible(why)}; it may name `{short(old)}`",
        "nothing was written; correct the file first",
    )


def _changes(root: Mapping, needle: str, new: str) -> Iterator[Put]:
    for path, node in _people(root):
        word = node.value.strip()
        if word.lstrip("@").casefold() == needle and word.lstrip("@") != new:
            yield Put(path, f"@{new}" if word.startswith("@") else new)


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
