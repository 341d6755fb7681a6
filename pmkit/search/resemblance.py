"""Which words each post-mortem shares with a text, and how much they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from pmkit.config import Repository
from pmkit.search.engine import Engine, open_engine
from pmkit.search.passages import Passage, one_line
from pmkit.search.related import telling_terms


@dataclass(frozen=True, slots=True)
class Shared:
    """What one post-mortem shares with a text.

    Attributes:
        weight: The sum over its words, 0 for one that stands in every post-mortem; a word that is
            twice as rare weighs up to four times as much, so that many plain words are no match
            for a few telling ones.
        words: The rarest first.
    """

    weight: float
    words: tuple[str, ...]


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
    return {path: _shared(pairs) for path, pairs in weights.items()}


def _shared(pairs: list[tuple[float, str]]) -> Shared:
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    return Shared(sum(weight for weight, _ in pairs), tuple(word for _, word in pairs))
