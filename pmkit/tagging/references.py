"""Where post-mortems carry a tag: the lists of causes and lessons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pmkit.config import Repository
from pmkit.document.nodes import Mapping, Path, Scalar, Sequence
from pmkit.edits.change import Change, Drop, Put
from pmkit.progress.holding import holding

_LISTS = ("causes", "lessons")

IsMeant: TypeAlias = Callable[[str], bool]
"""Tells whether a word means the new tag already."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """One file that carries an old tag, with the changes that make it carry the new one.

    Attributes:
        found: How often it carried each old tag.
    """

    path: str
    changes: tuple[Change, ...]
    found: dict[str, int]


def find_carriers(
    repository: Repository, olds: tuple[str, ...], new: str, is_meant: IsMeant
) -> Iterator[Carrying]:
    """Yield each file that carries one of `olds`, with what makes each list say `new` once.

    Raises:
        UnreadableError: A file cannot be read and may carry one.
    """
    for path, root in holding(repository, *olds):
        lists = list(_tag_lists(root))
        changes = [one for words in lists for one in _in_list(words, olds, new, is_meant)]
        if changes:
            found = Counter(word for words in lists for _, word in words)
            yield Carrying(path, tuple(changes), {one: found[one] for one in olds if found[one]})


def is_carried(repository: Repository, word: str) -> bool:
    """Tell whether a cause or a lesson carries `word` exactly.

    Raises:
        UnreadableError: A file cannot be read and may carry it.
    """
    return any(
        word == one
        for _, root in holding(repository, word)
        for words in _tag_lists(root)
        for _, one in words
    )


def _tag_lists(root: Mapping) -> Iterator[list[tuple[Path, str]]]:
    """Yield the words of every list of tags with their places; a single word is a list of one."""
    for name in _LISTS:
        items = root.entries.get(name)
        for index, item in enumerate(items.items if isinstance(items, Sequence) else ()):
            tags = item.entries.get("tags") if isinstance(item, Mapping) else None
            place: Path = (name, index, "tags")
            if isinstance(tags, Scalar):
                yield [(place, tags.value.strip())]
            elif isinstance(tags, Sequence):
                words = enumerate(tags.items)
                yield [((*place, at), w.value.strip()) for at, w in words if isinstance(w, Scalar)]


def _in_list(
    words: list[tuple[Path, str]], olds: tuple[str, ...], new: str, is_meant: IsMeant
) -> Iterator[Change]:
    """Yield the changes of one list; the second of two equal tags goes, the last first."""
    if all(word not in olds for _, word in words):
        return
    drops: list[Change] = []
    has_it = False
    for place, word in words:
        if word not in (*olds, new):
            has_it = has_it or is_meant(word)
        elif has_it:
            drops.insert(0, Drop(place))
        else:
            has_it = True
            if word != new:
                yield Put(place, new)
    yield from drops
