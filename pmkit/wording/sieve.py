"""The sieve: where a closer look is worth it. Most texts of a good file fall through.

It works on bytes in lower case with spaces for signs, where looking up every word of a text in one
set is cheap, and taking the text apart is not. A word that stands in many good sentences needs one
of its partners nearby: `took` says nothing without `too` or `ages`. What is left is matched on the
words around it as they stand; only where that succeeds is the sentence read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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

_NEAR, _BESIDE, _AROUND = 60, 16, 90
"""So many bytes to either side a partner may stand, and words are matched."""

_LEAD, _TAIL = 24, 12
"""So many characters may lie before a word with which a sentence begins, and behind a last one."""

_BEGINS = ("\n", ". ", "; ", ": ", "- ")
_ENDS = (".", ";", ":", ",", "\n", "!", "?")

_MOST_PLACES = 5_000
"""Nobody writes a text in which more needs a closer look; what is past it is left out."""


_NO_PARTNERS: Mapping[bytes, tuple[Phrase, ...]] = {}


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

    phrases: tuple[Phrase, ...] = ()
    lists: frozenset[str] = frozenset()
    partners: frozenset[bytes] = frozenset()
    phrases_of: Mapping[bytes, tuple[Phrase, ...]] = _NO_PARTNERS
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
        known = self.words.intersection(flat_text.split())
        struck = [(word, spot) for word in self._anchors & known for spot in self.spots[word]]
        struck += [(word, spot) for word in own if word in flat_text for spot in own[word]]
        found: list[int] = []
        for word, spot in struck:
            is_possible = spot.is_enough or not known.isdisjoint(spot.partners)
            if is_possible and (spot.is_name or not spot.lists.isdisjoint(lists)):
                found += self._strike(text, flat_text, word, spot, lists)
        return found

    def _strike(
        self, text: str, flat_text: bytes, word: bytes, spot: Spot, lists: frozenset[str]
    ) -> Iterator[int]:
        """Yield where one word is worth it."""
        is_ascii = len(text) == len(flat_text)
        for at in _occurrences(flat_text, word):
            end = at + len(word)
            place = at if is_ascii else len(flat_text[:at].decode("utf-8", "ignore"))
            partners = _partners(flat_text, at, end, spot) if spot.partners else ()
            if spot.is_name and (spot.alone or partners):
                yield place
                continue
            phrases = [phrase for partner in partners for phrase in spot.phrases_of[partner]]
            if spot.alone or (spot.at_edge and _is_at_edge(text, place, place + len(word))):
                phrases += spot.phrases
            if phrases and self._fits(flat_text, at, end, phrases, lists):
                yield place

    def _fits(
        self,
        flat_text: bytes,
        start: int,
        end: int,
        phrases: Iterable[Phrase],
        lists: frozenset[str],
    ) -> bool:
        """Tell whether one of the phrases lies on the words around its anchor, signs aside."""
        before = flat_text[max(start - _AROUND, 0) : start].decode("utf-8", "ignore").split()
        if start > _AROUND:
            del before[:1]  # it may be cut in two
        behind = flat_text[start : end + _AROUND].decode("utf-8", "ignore").split()
        at = len(self.contractions.apart(before))
        words = self.contractions.apart(before + behind)
        ends = range(at, min(at + 2, len(words)))
        near = frozenset(words)
        for phrase in phrases:
            if phrase.of not in lists or any(map(near.isdisjoint, phrase.others)):
                continue
            if any(phrase.lies_on(words, place) for place in ends):
                return True
        return False


def _occurrences(flat_text: bytes, word: bytes) -> Iterator[int]:
    """Yield where `word` stands as a whole word."""
    at = flat_text.find(word)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        end = at + len(word)
        if flat_text[at - 1 : at] in (b" ", b"") and flat_text[end : end + 1] in (b" ", b""):
            yield at
        at = flat_text.find(word, end)


def _partners(flat_text: bytes, start: int, end: int, spot: Spot) -> Iterable[bytes]:
    """Return the partners that stand where they have to."""
    near = flat_text[max(start - _NEAR, 0) : end + _NEAR].split()
    found = [word for word in near if word in spot.partners]
    if found and not spot.near.issuperset(found):
        beside = flat_text[max(start - _BESIDE, 0) : end + _BESIDE].split()
        found = [word for word in found if word in spot.near or word in beside]
    return dict.fromkeys(found)


def _is_at_edge(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins shortly before, or a clause ends shortly behind."""
    before, behind = text[max(start - _LEAD, 0) : start], text[end : end + _TAIL]
    is_first = start < _LEAD or any(map(before.__contains__, _BEGINS))
    return is_first or len(behind) < _TAIL or any(map(behind.__contains__, _ENDS))
