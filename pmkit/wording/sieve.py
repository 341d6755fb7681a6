"""The sieve: where a closer look is worth it. Most texts of a good file fall through.

It works on bytes in lower case with spaces for signs, where looking up every word of a text in one
set is cheap, and taking the text apart is not. A word that stands in many good sentences needs one
of its partners nearby: `took` says nothing without `too` or `ages`. What is left is matched on the
words around it as they stand; only where that succeeds is the sentence read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmkit.wording.sentence import FlatContractions
from pmkit.wording.spots import Look, Spot

_SIGNS_AND_DASHES = bytes(range(0x30)) + b":;<=>?@[\\]^_`{|}~\x7f"
_TYPOGRAPHIC = b"\x80\x93\x94\x98\x99\x9c\x9d\x9e\xa0\xa6\xc2\xe2"
"""The bytes of typographic quotes, dashes and spaces. Some are part of letters, too: whoever looks
for a word takes it apart the same way, so it is found all the same."""

_SPLIT = bytes.maketrans(
    bytes(range(0x41, 0x5B)) + _SIGNS_AND_DASHES + _TYPOGRAPHIC,
    bytes(range(0x61, 0x7B)) + b" " * (len(_SIGNS_AND_DASHES) + len(_TYPOGRAPHIC)),
)

_MOST_PLACES = 5_000
"""Nobody writes a text in which more needs a closer look; what is past it is left out."""


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
    """Words that are worth a closer look, each with what makes it so."""

    spots: Mapping[bytes, list[Spot]]
    contractions: FlatContractions

    def with_more(self, spots: Mapping[bytes, list[Spot]]) -> Sieve:
        """Return a sieve with more words."""
        if not spots:
            return self
        merged = {**self.spots, **{w: [*self.spots.get(w, ()), *spots[w]] for w in spots}}
        return Sieve(merged, self.contractions)

    @cached_property
    def _parts(self) -> dict[frozenset[str], dict[bytes, list[Spot]]]:
        return {}

    def part(self, lists: frozenset[str]) -> dict[bytes, list[Spot]]:
        """Return the spots that count where only `lists` are looked for."""
        if lists not in self._parts:
            part = self._parts[lists] = {}
            for word, among in self.spots.items():
                if kept := [one for one in among if one.is_name or not one.lists.isdisjoint(lists)]:
                    part[word] = kept
        return self._parts[lists]

    def strike(
        self,
        text: str,
        lists: frozenset[str],
        own: Mapping[bytes, list[Spot]],
        meant: Mapping[bytes, bytes],
    ) -> list[int]:
        """Return where in `text` a closer look is worth it.

        Args:
            lists: Those whose phrases count.
            own: Words to look for in this text only, as in `spots`.
            meant: Words that are read as others.
        """
        flat_text = flat(text)
        words = flat_text.split()
        if not meant.keys().isdisjoint(words):
            words = [meant.get(word, word) for word in words]
        struck = self._struck(words, lists, own)
        if not struck:
            return []
        look = Look(text, flat_text, words, lists, self.contractions)
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
        part, present = self.part(lists), frozenset(words)
        struck: dict[bytes, list[Spot]] = {}
        for word in part.keys() & present:
            spots = [
                spot
                for spot in part[word]
                if spot.is_enough or not present.isdisjoint(spot.partners)
            ]
            if spots:
                struck[word] = spots
        for word in own.keys() & present if own else ():
            struck[word] = [*struck.get(word, ()), *own[word]]
        return struck
