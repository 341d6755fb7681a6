"""What was found: phrases on the words of a sentence, with the way back to the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmkit.document.hydrate import Reading
from pmkit.document.nodes import Path
from pmkit.document.problem import Span
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.places import front_span
from pmkit.wording.sentence import Sentence
from pmkit.wording.texts import Zone

NAME, HANDLE = "name", "handle"
"""What is found beside the lists of phrases: people who are named, and called with an @."""


@dataclass(frozen=True)
class Statement:
    """A sentence, and where it is told.

    Attributes:
        path: The text of the front matter it stands in; None for the body.
        at: Where it begins in that text, or in the body.
        first: Its first word behind a date, a time, and words that only lead in.
    """

    sentence: Sentence
    zone: Zone
    path: Path | None
    at: int
    first: int
    reading: Reading
    lexicon: Lexicon

    @property
    def key(self) -> tuple[Path | None, int]:
        """What tells it from all other sentences of its file."""
        return self.path, self.at

    def span(self, start: int, end: int) -> Span:
        """Return where the words from `start` up to `end` stand in the file."""
        places = self.sentence.places
        begin, close = self.at + places[start][0], self.at + places[end - 1][1]
        if self.path is None:
            return self.reading.document.body.span(begin, close)
        return front_span(self.reading, self.path, begin, close)


@dataclass(frozen=True)
class Hit:
    """A phrase or a name that was found: the words from `start` up to `end` of a statement."""

    of: str
    statement: Statement
    start: int
    end: int

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.statement.sentence

    @property
    def words(self) -> list[str]:
        """All words of its sentence."""
        return self.statement.sentence.words

    @property
    def zone(self) -> Zone:
        """What the text is for."""
        return self.statement.zone

    @property
    def quote(self) -> str:
        """The words as they were written."""
        return " ".join(self.statement.sentence.quote(self.start, self.end).split())

    @property
    def span(self) -> Span:
        """Where they stand in the file."""
        return self.statement.span(self.start, self.end)


@dataclass(frozen=True)
class Wording:
    """All that was found in one file, by list, in the order of the file."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    found: Mapping[str, list[Hit]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was found at all; in most good files nothing is."""
        return bool(self.found)

    def hits(self, *lists: str) -> list[Hit]:
        """Return what was found of `lists`."""
        return [hit for name in lists for hit in self.found.get(name, ())]

    def named(self, hit: Hit) -> frozenset[int]:
        """Return which words of the hit's sentence name a person."""
        return frozenset(
            place
            for other in self.hits(NAME, HANDLE)
            if other.statement.key == hit.statement.key
            for place in range(other.start, other.end)
        )
