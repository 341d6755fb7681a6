"""Everything that is known of one language: word classes, lists of phrases, what to suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from pmkit.wording.phrases import Phrase, WordClass
from pmkit.wording.sentence import FlatContractions
from pmkit.wording.sieve import Sieve, flat_words
from pmkit.wording.spots import Candidate, Spot

Table: TypeAlias = "tuple[tuple[tuple[str, ...], str], ...]"
"""Sentences to suggest, each with beginnings of the words that it is nearest to."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything that is known of one language.

    Attributes:
        classes: The words of each class.
        lists: Every list with its phrases.
        zones: Where each list is looked for.
        rewrites: Sentences to suggest, by what they replace; see `rewrite.rewrite`.
        headings: For each zone, words by which a heading shows that it is of that zone.
        hints: What to write instead, by list.
        contractions: See `sentence.read_sentence`.
        odd_forms: Forms of verbs that no ending explains, with the verb.
    """

    classes: Mapping[str, WordClass] = field(default_factory=dict)
    lists: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    contractions: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rewrites: Mapping[str, Table] = field(default_factory=dict)
    odd_forms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _indexes(self) -> dict[str, dict[str, list[Phrase]]]:
        return {}

    def index(self, zone: str) -> dict[str, list[Phrase]]:
        """Return every phrase that is looked for in `zone`, by each word of its anchor."""
        if zone not in self._indexes:
            made: dict[str, list[Phrase]] = {}
            for name, phrases in self.lists.items():
                for phrase in phrases if zone in self.zones[name] else ():
                    for word in phrase.anchor:
                        made.setdefault(word, []).append(phrase)
            self._indexes[zone] = made
        return self._indexes[zone]

    def sieve(self, zones: frozenset[str]) -> Sieve:
        """Return what the anchors of all phrases of `zones` let through."""
        if zones not in self._sieves:
            by_anchor: dict[frozenset[str], list[Phrase]] = {}
            for name, phrases in self.lists.items():
                for phrase in phrases if zones & self.zones[name] else ():
                    if not phrase.is_exception:
                        by_anchor.setdefault(phrase.anchor, []).append(phrase)
            spots: dict[bytes, list[Spot]] = {}
            for anchor, found in by_anchor.items():
                spot = self._spot(found)
                for form in self._flat(anchor):
                    spots.setdefault(form, []).append(spot)
            self._sieves[zones] = Sieve(spots, FlatContractions(self.contractions))
        return self._sieves[zones]

    @cached_property
    def _sieves(self) -> dict[frozenset[str], Sieve]:
        return {}

    def _spot(self, phrases: Sequence[Phrase]) -> Spot:
        partners: dict[bytes, list[Candidate]] = {}
        for phrase in phrases:
            candidate = Candidate(phrase, self._flat)
            for word in self._flat(phrase.partner):
                partners.setdefault(word, []).append(candidate)
        alone = [phrase for phrase in phrases if not phrase.partner]
        return Spot(
            tuple(Candidate(phrase, self._flat) for phrase in alone),
            frozenset(phrase.of for phrase in phrases),
            frozenset(partners),
            partners,
            self._partners(phrase for phrase in phrases if not phrase.is_tight),
            at_edge=any(phrase.is_at_edge for phrase in alone),
            alone=any(not phrase.is_at_edge for phrase in alone),
        )

    @cached_property
    def stand_in(self) -> str:
        """The word that the name of a client is read as; empty where the language has none."""
        return next(iter(self.classes.get("client", WordClass()).words), "")

    def _partners(self, phrases: Iterable[Phrase]) -> frozenset[bytes]:
        return frozenset().union(*[self._flat(phrase.partner) for phrase in phrases])

    def _flat(self, words: frozenset[str]) -> frozenset[bytes]:
        if words not in self._flat_sets:
            forms = frozenset(form for word in words for form in self._flat_forms(word))
            self._flat_sets[words] = forms
        return self._flat_sets[words]

    @cached_property
    def _flat_sets(self) -> dict[frozenset[str], frozenset[bytes]]:
        return {}

    def _flat_forms(self, word: str) -> list[bytes]:
        return [*flat_words(word), *self._short_forms.get(word, ())]

    @cached_property
    def _short_forms(self) -> dict[str, list[bytes]]:
        """What a flat text holds of each word that a contraction hides."""
        found: dict[str, list[bytes]] = {}
        for contraction, meant in self.contractions.items():
            parts, words = flat_words(contraction), meant.split()
            for place, word in enumerate(words):
                found.setdefault(word, []).append(parts[min(place, len(parts) - 1)])
        return found

    def has(self, name: str, word: str) -> bool:
        """Tell whether `word` is of the class `name`."""
        found = self.classes.get(name)
        return found is not None and found.holds(word)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of the class `name`, none where the language lacks it."""
        return self.classes.get(name, WordClass()).words
