"""What makes one word worth a closer look, and the look at the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pmkit.wording.phrases import Phrase
from pmkit.wording.sentence import FlatContractions

_NEAR, _BESIDE, _AROUND = 11, 3, 18
"""So many words to either side a partner may stand, and phrases are matched."""

_WORD = re.compile(rb"[^ ]+")

_LEAD, _TAIL = 24, 12
"""So many characters may lie before a word with which a sentence begins, and behind a last one."""

_BEGINS = ("\n", ". ", "; ", ": ", "- ")
_ENDS = (".", ";", ":", ",", "\n", "!", "?")


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


_NO_PARTNERS: Mapping[bytes, Sequence[Candidate]] = {}


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
    phrases_of: Mapping[bytes, Sequence[Candidate]] = _NO_PARTNERS
    near: frozenset[bytes] = frozenset()
    at_edge: bool = False
    alone: bool = False
    is_name: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it may be worth it without a partner."""
        return self.alone or self.at_edge


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
class Look:
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
        if spot.is_name:
            return True
        partners = self._partners(at, spot)
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
