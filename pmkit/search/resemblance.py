"""Which words each post-mortem shares with a text, and how much they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from pmkit.config import Repository
from pmkit.search.engine import Engine, open_engine
from pmkit.search.passages import Passage, one_line
from pmkit.search.related import telling_terms
from pmkit.stems import stem


@dataclass(frozen=True, slots=True)
class Shared:
    """What one post-mortem shares with a text.

    Attributes:
        weights: What each word says, the rarest first: 0 for one that stands in every post-mortem;
            a word that is twice as rare weighs up to four times as much, so that many plain words
            are no match for a few telling ones.
        rarest: What a word says that stands in one post-mortem alone.
    """

    weights: Mapping[str, float]
    rarest: float

    @property
    def words(self) -> tuple[str, ...]:
        """The words, the rarest first."""
        return tuple(self.weights)

    @property
    def weight(self) -> float:
        """The sum over its words."""
        return sum(self.weights.values())

    @property
    def has_telling(self) -> bool:
        """Whether a word is among them that stands in no more than √n of n post-mortems."""
        return max(self.weights.values(), default=0.0) >= self.rarest / 4

    def without(self, words: Iterable[str]) -> Shared:
        """Return it without all forms of `words`, which are counted elsewhere."""
        told = {stem(word) for word in words}
        left = {word: weight for word, weight in self.weights.items() if stem(word) not in told}
        return Shared(left, self.rarest)


def resemblance(repository: Repository, text: str) -> dict[str, Shared]:
    """Return, by path, what each post-mortem shares with `text`, if anything."""
    with open_engine(repository) as engine:
        return shared_words(engine, [Passage("body", 1, one_line(text))])


def shared_words(engine: Engine, passages: Iterable[Passage]) -> dict[str, Shared]:
    """Return, by path, what each post-mortem shares with `passages`, if anything."""
    weights: dict[str, list[tuple[float, str]]] = {}
    whole = log(engine.size + 1) or 1.0
    for term in telling_terms(engine, passages):
        matches = engine.match((term,), any_of_them=True)
        rarity = log((engine.size + 1) / (len(matches) or 1)) if matches else 0.0
        weight = rarity**2 / whole
        for match in matches:
            weights.setdefault(match.record.path, []).append((weight, " ".join(term.words)))
    return {path: _shared(pairs, whole) for path, pairs in weights.items()}


def _shared(pairs: list[tuple[float, str]], rarest: float) -> Shared:
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    return Shared({word: weight for weight, word in pairs}, rarest)
