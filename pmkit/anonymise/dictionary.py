"""The dictionary: every name of the repository, ready to be looked for in all its forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pmkit.anonymise.lexicon import is_known, is_ordinary
from pmkit.anonymise.names import (
    LEGAL,
    PEOPLE,
    SLUGS,
    SMALL,
    Name,
    initials,
    is_marked,
    linked,
    orders,
    significant,
    spellings,
)

SHORTEST = 3
"""Letters of the shortest name that is looked for in pieces or within other words."""
LONGEST = 48
"""Letters of the longest run of words that is put together; longer names are met by their words."""
_MISSPELT = 5
"""Letters of the shortest name that is looked for with a slip in it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A name as one string of letters.

    Attributes:
        cuts: Where its words end within it.
        plain: Whether all of its words are everyday ones.
        partial: Whether it is but a part of the name.
    """

    name: Name
    cuts: frozenset[int]
    plain: bool
    partial: bool = False


@dataclass
class Dictionary:
    """All forms of all names, by what is met in a text.

    Attributes:
        names: The entries.
        marked: Words that name somebody in any case.
        everyday: Words that name somebody when they begin with a capital.
        parts: Everyday words that name somebody then, though not at the start of a sentence.
        wholes: Names as one string of letters, with their words in any order.
        prefixes: Every beginning of such a string.
        inside: What is looked for within longer words.
        slips: What is left of a marked word without one of its letters.
        initials: As they are written.
        linked: Their initials with an ampersand between them.
        symbols: Names that hold neither letter nor digit.
        allowed: Words that may stand, as their bearer may be named.
    """

    names: tuple[Name, ...]
    marked: dict[str, Name] = field(default_factory=dict)
    everyday: dict[str, Name] = field(default_factory=dict)
    parts: dict[str, Name] = field(default_factory=dict)
    wholes: dict[str, Whole] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    inside: dict[str, Name] = field(default_factory=dict)
    slips: dict[str, list[str]] = field(default_factory=dict)
    initials: dict[str, Name] = field(default_factory=dict)
    linked: dict[str, Name] = field(default_factory=dict)
    symbols: dict[str, Name] = field(default_factory=dict)
    allowed: set[str] = field(default_factory=set)

    def let_stand(self, words: Iterable[str]) -> None:
        """Let words stand that mean somebody who may be named."""
        for word in words:
            self.allowed |= {word, f"{word}s"}
            for table in (self.marked, self.everyday, self.parts, self.inside):
                table.pop(word, None)
            if (whole := self.wholes.get(word)) and not whole.cuts:
                del self.wholes[word]

    def is_plain(self, word: str) -> bool:
        """Tell whether a word hides nobody within it: an English one, or one that may stand."""
        return word in self.allowed or is_known(word)

    @property
    def lengths(self) -> list[int]:
        """The lengths of what is looked for within longer words."""
        return sorted({len(word) for word in self.inside})

    def spelled(self, letters: str) -> Name | None:
        """Return whom `letters` name, in whatever way."""
        whole = self.wholes.get(letters)
        found = self.marked.get(letters) or self.everyday.get(letters) or self.parts.get(letters)
        return whole.name if whole else found


def make_dictionary(names: Iterable[Name], without: Collection[str] = ()) -> Dictionary:
    """Return the dictionary of `names`.

    Args:
        without: Steps to leave out, for the test that each is needed.
    """
    found = Dictionary(tuple(names))
    for name in found.names:
        ways = list(spellings(name.text, without))
        if not ways:
            found.symbols.setdefault(name.text.strip(), name)
        for words in ways:
            _add(found, name, words, without)
        if name.sort not in SLUGS and "initials" not in without:
            _add_initials(found, name)
    for whole in found.wholes:
        found.prefixes.update(whole[:end] for end in range(1, len(whole) + 1))
    for word in found.marked:
        if len(word) >= _MISSPELT and "misspelt" not in without:
            for slip in without_one(word):
                found.slips.setdefault(slip, []).append(word)
    return found


def _add_initials(found: Dictionary, name: Name) -> None:
    for letters in initials(name.text, name.sort):
        found.initials.setdefault(letters, name)
    for letters in linked(name.text):
        found.linked.setdefault(letters, name)


def _add(found: Dictionary, name: Name, words: tuple[str, ...], without: Collection[str]) -> None:
    """Add one way to write `name`."""
    weighty = significant(words, name.sort) or words
    if name.sort in PEOPLE or not is_ordinary(words[0]):
        weighty = _with_small_names(name, words, weighty)
    _add_words(found, name, weighty)
    _add_wholes(found, name, words, weighty, without)


def _with_small_names(
    name: Name, words: tuple[str, ...], weighty: tuple[str, ...]
) -> tuple[str, ...]:
    """Return `weighty` with a first or last word that looks like a small one: Del Shaw, Ina Vom.

    `del Shaw` has none: there it is a particle.
    """
    small = [word in SMALL and len(word) >= SHORTEST for word in (words[0], words[-1])]
    first = (words[0],) if small[0] and name.text[:1].isupper() and words != weighty else ()
    last = (words[-1],) if small[1] and len(words) > 1 and name.sort in PEOPLE else ()
    return (*first, *weighty, *last)


def _add_words(found: Dictionary, name: Name, weighty: tuple[str, ...]) -> None:
    """Add the words of `name` that stand for all of it."""
    kinds = [_weight(name, weighty, place) for place in range(len(weighty))]
    for word, kind in zip(weighty, kinds, strict=True):
        if kind == "idle" or (kind == "part" and "marked" in kinds and word != weighty[0]):
            continue
        where = {"marked": found.marked, "everyday": found.everyday, "part": found.parts}[kind]
        where.setdefault(word, name)
        if kind != "part":
            _add_whole(found, name, (word,))
        if kind != "part" and (len(word) >= SHORTEST or is_unspaced(word)):
            found.inside.setdefault(word, name)


def _weight(name: Name, weighty: tuple[str, ...], place: int) -> str:
    """Tell how far one word of `name` stands for all of it.

    Every word of a person's name does. Of a client's, the first does, and those that English does
    not have; so `Norrvale Freight` is met by `Norrvale`, and freight is freight. Of a project, only
    those that English does not have.
    """
    word, is_alone = weighty[place], len(weighty) == 1
    if name.sort in SLUGS:
        if not is_known(word):
            return "marked" if len(word) > SHORTEST and word.isalpha() else "idle"
        return "part" if is_alone and name.sort == "project" else "idle"
    if is_alone and word.isdecimal():
        return "marked"  # a number has no capital
    if name.sort in PEOPLE or is_alone:
        return "marked" if is_marked(word) else "everyday"
    if is_marked(word) and (place == 0 or not is_known(word)):
        return "marked"
    return "part"


def _add_wholes(
    found: Dictionary,
    name: Name,
    words: tuple[str, ...],
    weighty: tuple[str, ...],
    without: Collection[str],
) -> None:
    """Add `name` as strings of letters: whole, without its small words, in any order."""
    informal = tuple(word for word in words if word not in LEGAL)
    for some in {words, informal, *orders(weighty, without)}:
        _add_whole(found, name, some)
    if len(weighty) > 2 and name.sort not in SLUGS and "pairs" not in without:
        for pair in pairwise(weighty):
            _add_whole(found, name, pair, partial=True)


def _add_whole(
    found: Dictionary, name: Name, words: tuple[str, ...], partial: bool = False
) -> None:
    letters = "".join(words)
    if not SHORTEST <= len(letters) <= LONGEST:
        return
    ends = [sum(map(len, words[:count])) for count in range(1, len(words))]
    plain = all(is_ordinary(word) or word.isdecimal() for word in words)
    whole = Whole(name, frozenset(ends), plain, partial)
    kept = found.wholes.get(letters)
    found.wholes[letters] = _closer(kept, whole) if kept else whole
    if len(words) > 1 and not partial and not is_known(letters):
        found.inside.setdefault(letters, name)


def _closer(one: Whole, other: Whole) -> Whole:
    """Return what is met wherever either of two names of the same letters would be."""
    return Whole(
        other.name if one.partial else one.name,
        one.cuts | other.cuts,
        one.plain and other.plain,
        one.partial and other.partial,
    )


def is_unspaced(word: str) -> bool:
    """Tell whether `word` is of letters without case: Chinese, Japanese, Thai, Arabic …"""
    return not word.isascii() and all(char.lower() == char.upper() for char in word)


def without_one(word: str) -> set[str]:
    """Return `word` and what is left of it without any one of its letters."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
