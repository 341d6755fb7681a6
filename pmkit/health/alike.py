"""Words that are nearly the same, and were probably meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.similar import nearest
from pmkit.stems import WORD, stem
from pmkit.taxonomy import built_in

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers

_ALIKE = 0.92
"""So much do tags share of which one is a slip of the other; `bad-label` and `bad-table` do not."""

_MOST = 300
"""Tags without a definition that are compared, the most frequent ones; a team has a handful."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Tags of which all but the first are other spellings of it."""

    keep: str
    others: tuple[str, ...]


def find_alike_tags(records: Sequence[Record], registers: Registers) -> list[Alike]:
    """Return the tags that are nearly the same, the one to keep first.

    Kept is a built-in one before the repository's own before one that nobody defined, then the
    one that stands in more post-mortems.
    """
    builtin = built_in().tags
    taxonomy = registers.taxonomy
    used = Counter(tag for record in records for tag in record.tags)
    undefined = [tag for tag, _ in used.most_common() if not taxonomy.knows(tag)]
    mine = {own.name for own in registers.own_tags if own.name} | set(undefined[:_MOST])

    def rank(tag: str) -> tuple[bool, bool, int, str]:
        return tag not in builtin, tag not in taxonomy.tags, -used[tag], tag

    words = sorted(set(taxonomy.tags) | mine, key=rank)
    return [
        Alike(first, rest)
        for first, *others in _groups(words)
        if (rest := tuple(one for one in others if one in mine and one not in builtin))
    ]


def _groups(words: Iterable[str]) -> Iterator[list[str]]:
    """Put each word to the first that it is a form or a slip of; words of one stand alone."""
    groups: dict[tuple[str, ...], list[str]] = {}
    spelled: dict[str, tuple[str, ...]] = {}
    for word in words:
        key = folded(word)
        if key not in groups and (near := _slip(word, spelled)):
            key = spelled[near]
        groups.setdefault(key, []).append(word)
        spelled.setdefault(word.casefold(), key)
    yield from groups.values()


def _slip(word: str, known: dict[str, tuple[str, ...]]) -> str | None:
    near = nearest(word.casefold(), known, _ALIKE)
    return near if near and _digits(near) == _digits(word) else None


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())


def folded(word: str) -> tuple[str, ...]:
    """Return what the forms of a tag have in common: its words' stems, however they are joined."""
    return tuple(stem(part) for part in WORD.findall(word)) or (word,)


def find_spellings(words: Iterable[str]) -> list[list[str]]:
    """Return the words that differ in case, spaces and signs only, the most frequent first."""
    counted = Counter(words)
    groups: dict[str, list[str]] = {}
    for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        groups.setdefault("".join(WORD.findall(word.casefold())) or word, []).append(word)
    return [group for group in groups.values() if len(group) > 1]
