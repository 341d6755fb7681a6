"""The sieve: where a closer look is worth it. Most texts of a good file fall through.

It works on bytes in lower case with spaces for signs, where looking up every word of a text in one
set is cheap, and taking the text apart is not. A word that stands in many good sentences needs one
of its partners nearby: `took` says nothing without `too` or `ages`. What is left is matched on the
words around it as they stand; only where that succeeds is the sentence read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pmkit.wording.phrases import Phrase
from pmkit.wording.sentence import FlatContractions

_SIGNS_AND_DASHES = bytes(range(0x30)) + b":;<=>?@[\\]^_`{|}~\x7f"
_TYPOGRAPHIC = b"\x80\x93\x94\x98\x99\x9c\x9d\x9e\xa0\xa6\xc2\xe2"
"""The bytes of typographic quotes, dashes and spaces. Some are part of letters, too: whoever looks
for a word takes it apart the same way, so it is found all the same."""

_SPLIT = bytes.maketrans(
    bytes(range(0x41, 0x5B)) + _SIGNS_AND_DASHES + _TYPOGRAPHIC,
    bytes(range(0x61, 0x7B)) + b" " * (len(_SIGNS_AND_DASHES) + len(_TYPOGRAPHIC)),
)

_NEAR, _BESIDE, _AROUND = 11, 3, 18
"""So many words to either side a partner may stand, and phrases are matched."""

_WORD = re.compile(rb"[^ ]+")

_LEAD, _TAIL = 24, 12
"""So many characters may lie before a word with which a sentence begins, and behind a last one."""

_BEGINS = ("\n", ". ", "; ", ": ", "- ")
_ENDS = (".", ";", ":", ",", "\n", "!", "?")

_MOST_PLACES = 5_000
"""Nobody writes a text in which more needs a closer look; what is past it is left out."""


class Candidate:
    """A phrase that may lie around a word.

    Attributes:
        others: For each of its further elements, the words of which one must be near. They are
            looked up when they are first asked for: most phrases never are.
    """

    __slots__ = ("_flat", "_others", "phrase")

    def __init__(
        self, phrase: Phrase, flat_set: Callable[[frozenset[str]], frozenset[bytes]]
    ) -> None:
        self.phrase = phrase
        self._flat = flat_set
        self._others: tuple[frozenset[bytes], ...] | None = None

    @property
    def others(self) -> tuple[frozenset[bytes], ...]:
        """See the class."""
        if self._others is None:
            self._others = tuple(map(self._flat, self.phrase.others))
        return self._others


_NO_PARTNERS: Mapping[bytes, tuple[Candidate, ...]] = {}


class Spot(NamedTuple):
    """What makes one word worth a closer look.

    Attributes:
        phrases: The phrases whose anchor it is and that need no partner.
        lists: The lists that all its phrases belong to.
        partners: Words of which one has to stand with it.
        phrases_of: For each of them the phrases it is for.
        near: Those that may stand a few words away; the others stand right beside it.
        at_edge: Whether it is enough that a sentence begins or a clause ends with it.
        alone: Whether it is enough by itself.
        is_name: Whether it is part of a name, which no phrase has to confirm.
    """

    phrases: tuple[Candidate, ...] = ()
    lists: frozenset[str] = frozenset()
    partners: frozenset[bytes] = frozenset()
    phrases_of: Mapping[bytes, tuple[Candidate, ...]] = _NO_PARTNERS
    near: frozenset[bytes] = frozenset()
    at_edge: bool = False
    alone: bool = False
    is_name: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it may be worth it without a partner."""
        return self.alone or self.at_edge


def flat(text: str) -> bytes:
    """Return `text` as bytes in lower case, with spaces for everything that is no word."""
    return text.encode("utf-8", "surrogatepass").translate(_SPLIT)


def flat_words(word: str) -> list[bytes]:
    """Return the words that `word` gives in a flat text, in any case it may be written in."""
    if word.isascii():
        return flat(word).split()
    return [part for form in {word, word.capitalize(), word.upper()} for part in flat(form).split()]


@dataclass(frozen=True, eq=False)
class Sieve:
    """Words that are worth a closer look, each with what makes it so.

    Attributes:
        words: The words themselves, and all their partners.
    """

    spots: Mapping[bytes, list[Spot]]
    words: frozenset[bytes]
    contractions: FlatContractions

    def with_more(self, spots: Mapping[bytes, list[Spot]]) -> Sieve:
        """Return a sieve with more words; their partners are known already."""
        if not spots:
            return self
        merged = {**self.spots, **{w: [*self.spots.get(w, ()), *spots[w]] for w in spots}}
        return Sieve(merged, self.words.union(spots), self.contractions)

    @cached_property
    def _anchors(self) -> frozenset[bytes]:
        return frozenset(self.spots)

    def strike(
        self, text: str, lists: frozenset[str], own: Mapping[bytes, list[Spot]]
    ) -> list[int]:
        """Return where in `text` a closer look is worth it.

        Args:
            lists: Those whose phrases count.
            own: Words to look for in this text only, as in `spots`.
        """
        flat_text = flat(text)
        words = flat_text.split()
        struck = self._struck(words, lists, own)
        if not struck:
            return []
        look = _Look(text, flat_text, words, lists, self.contractions)
        places = [(at, word) for at, word in enumerate(words) if word in struck][:_MOST_PLACES]
        return [
            look.place(at)
            for at, word in places
            if any(look.is_worth_it(at, spot) for spot in struck[word])
        ]

    def _struck(
        self, words: list[bytes], lists: frozenset[str], own: Mapping[bytes, list[Spot]]
    ) -> dict[bytes, list[Spot]]:
        """Return the words of a text that may be worth it, each with why."""
        known = self.words.intersection(words)
        struck: dict[bytes, list[Spot]] = {}
        for word in self._anchors & known:
            spots = [
                spot
                for spot in self.spots[word]
                if (spot.is_name or not spot.lists.isdisjoint(lists))
                and (spot.is_enough or not known.isdisjoint(spot.partners))
            ]
            if spots:
                struck[word] = spots
        for word in own.keys() & set(words) if own else ():
            struck[word] = [*struck.get(word, ()), *own[word]]
        return struck


class _Places:
    """Where the words of a text begin, told in the order in which they stand."""

    def __init__(self, text: str, flat_text: bytes) -> None:
        self._matches = _WORD.finditer(flat_text)
        self._raw = text.encode("utf-8", "surrogatepass")
        self._word, self._start, self._place = -1, 0, 0

    def of(self, word: int) -> int:
        """Return where the word with this number begins, in characters; no earlier one again."""
        start = self._start
        while self._word < word:
            start = next(self._matches).start()
            self._word += 1
        self._place += len(self._raw[self._start : start].decode("utf-8", "ignore"))
        self._start = start
        return self._place


@dataclass(frozen=True, eq=False)
class _Look:
    """One text: its words as they stand, and where."""

    text: str
    flat_text: bytes
    words: list[bytes]
    lists: frozenset[str]
    contractions: FlatContractions

    @cached_property
    def _places(self) -> _Places:
        return _Places(self.text, self.flat_text)

    def place(self, at: int) -> int:
        """Return where in the text the word number `at` begins; asked for in order."""
        return self._places.of(at)

    def is_worth_it(self, at: int, spot: Spot) -> bool:
        """Tell whether the words around the one at `at` make a closer look worth it."""
        partners = self._partners(at, spot)
        if spot.is_name and (spot.alone or partners):
            return True
        candidates = [each for partner in partners for each in spot.phrases_of[partner]]
        if spot.alone or (spot.at_edge and self._is_at_edge(at)):
            candidates += spot.phrases
        if not candidates:
            return False
        near = frozenset(self.words[max(at - _AROUND, 0) : at + _AROUND])
        phrases = [
            each.phrase
            for each in candidates
            if each.phrase.of in self.lists and not any(map(near.isdisjoint, each.others))
        ]
        return bool(phrases) and self._fits(at, phrases)

    def _partners(self, at: int, spot: Spot) -> frozenset[bytes]:
        """Return the partners that stand where they have to."""
        if not spot.partners:
            return spot.partners
        found = spot.partners.intersection(self.words[max(at - _NEAR, 0) : at + _NEAR])
        if not found or spot.near.issuperset(found):
            return found
        beside = self.words[max(at - _BESIDE, 0) : at + _BESIDE + 1]
        return (found & spot.near) | found.intersection(beside)

    def _is_at_edge(self, at: int) -> bool:
        place = self.place(at)
        return _is_at_edge(self.text, place, place + len(self.words[at].decode()))

    def _fits(self, at: int, phrases: Iterable[Phrase]) -> bool:
        """Tell whether one of the phrases lies on the words around its anchor, signs aside."""
        before = [word.decode("utf-8", "ignore") for word in self.words[max(at - _AROUND, 0) : at]]
        behind = [word.decode("utf-8", "ignore") for word in self.words[at : at + _AROUND]]
        anchor = len(self.contractions.apart(before))
        words = self.contractions.apart(before + behind)
        ends = range(anchor, min(anchor + 2, len(words)))
        return any(phrase.lies_on(words, place) for phrase in phrases for place in ends)


def _is_at_edge(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins shortly before, or a clause ends shortly behind."""
    before, behind = text[max(start - _LEAD, 0) : start], text[end : end + _TAIL]
    is_first = start < _LEAD or any(map(before.__contains__, _BEGINS))
    return is_first or len(behind) < _TAIL or any(map(behind.__contains__, _ENDS))
