"""The post-mortems that hold a word, for changes that must miss none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmkit.config import Repository
from pmkit.document.nodes import Mapping
from pmkit.document.read import read_document
from pmkit.errors import UnreadableError
from pmkit.files import FileProblem, read_bytes
from pmkit.load import limits_of
from pmkit.visible import short, visible


def holding(repository: Repository, *words: str) -> Iterator[tuple[str, Mapping]]:
    """Yield the path and the front matter of each file that may hold one of `words`, in any case.

    Raises:
        UnreadableError: A file cannot be read and may hold one of them.
    """
    walk, needles = repository.walk(), [word.casefold() for word in words]
    for refused in walk.refused:
        raise _unreadable(refused.path, 1, refused.message, words)
    limits = limits_of(repository)
    for path in walk.paths:
        try:
            raw = read_bytes(repository.root / path, limits.file_bytes)
        except FileProblem as problem:
            raise _unreadable(path, 1, problem.message, words) from None
        text = raw.decode("utf-8", "replace")
        folded = text.casefold()
        if "\\" not in text and not any(needle in folded for needle in needles):
            continue  # a backslash may stand for any letter
        document = read_document(raw, limits)
        if document.root is None:
            first = document.problems[0]
            raise _unreadable(path, first.span.line, first.message, words)
        yield path, document.root


def _unreadable(path: str, line: int, why: str, words: Iterable[str]) -> UnreadableError:
    named = " or ".join(f"`{short(word)}`" for word in words)
    return UnreadableError(
        f"{visible(path)}:{line}: {visible(why)}; it may name {named}",
        "nothing was written; correct the file first",
    )
