"""The plain way, where SQLite cannot search full text: read every file and look.

A word is found where one begins with its stem; so `deploying` finds `deployed`, as the index does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from pmkit.config import Repository
from pmkit.load import limits_of
from pmkit.parallel import map_files
from pmkit.record import Skipped
from pmkit.search.engine import Match
from pmkit.search.entry import Entry, read_entry
from pmkit.search.found import END, START, WEIGHTS, Marked
from pmkit.search.query import Term
from pmkit.stems import beginning
from pmkit.walk import Walk

_SHORT = 3
"""Letters of a word that others begin with by chance."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The engine that reads every file anew."""

    entries: list[Entry]
    refused: list[Skipped]

    @classmethod
    def of(cls, repository: Repository, walk: Walk) -> Scan:
        """Read every file of `walk`."""
        read = partial(read_entry, repository.root, limits_of(repository))
        refused = [Skipped(item.path, 1, item.code, item.message) for item in walk.refused]
        return cls(map_files(read, walk.paths), refused)

    @property
    def size(self) -> int:
        """How many post-mortems can be searched."""
        return sum(entry.record is not None for entry in self.entries)

    def skipped(self) -> list[Skipped]:
        """Return the files that could not be read."""
        unread = [entry.skipped for entry in self.entries if entry.skipped]
        return sorted([*self.refused, *unread], key=lambda item: (item.path, item.line))

    def match(self, terms: tuple[Term, ...], *, any_of_them: bool) -> list[Match]:
        """Return what fits, the best first, by where and how often the terms stand."""
        rated = (
            Match(number, rate(entry, terms, any_of_them=any_of_them), entry.record)
            for number, entry in enumerate(self.entries)
            if entry.record
        )
        fitting = (match for match in rated if match.score)
        return sorted(fitting, key=lambda match: (-match.score, match.record.path))

    def marked(self, number: int, terms: tuple[Term, ...]) -> list[Marked]:
        """Return the passages of one file with the hits marked."""
        wanted = "|".join(pattern_of(term).pattern for term in terms if not term.is_excluded)
        pattern = re.compile(wanted, re.IGNORECASE)
        return [
            Marked(one.column, one.line, pattern.sub(rf"{START}\g<0>{END}", one.text))
            for one in self.entries[number].passages
        ]

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """Return for each word in how large a part of the post-mortems it stands, from 0 to 1."""
        patterns = {word: pattern_of(Term((word,))) for word in words}
        total = self.size or 1
        return {
            word: sum(_weight(entry, pattern) > 0 for entry in self.entries) / total
            for word, pattern in patterns.items()
        }


def rate(entry: Entry, terms: tuple[Term, ...], *, any_of_them: bool) -> float:
    """Return how well `entry` fits, higher for the better; 0 when it does not."""
    weighed = [(term.is_excluded, _weight(entry, pattern_of(term))) for term in terms]
    if any(weight for is_excluded, weight in weighed if is_excluded):
        return 0.0
    weights = [weight for is_excluded, weight in weighed if not is_excluded]
    return sum(weights) if any_of_them or all(weights) else 0.0


def pattern_of(term: Term) -> re.Pattern[str]:
    """Return what a term looks like in a text."""
    last = len(term.words) - 1
    forms = (_forms(word, term.is_prefix and n == last) for n, word in enumerate(term.words))
    joined = r"[\W_]+".join(forms)
    return re.compile(rf"(?<![^\W_]){joined}", re.IGNORECASE)


def _forms(word: str, may_go_on: bool) -> str:
    """Return what all forms of `word` look like; a short one is no beginning: tax, not taxonomy."""
    if len(word) <= _SHORT and not may_go_on:
        return rf"{re.escape(word)}s?(?![^\W_])"
    return rf"{re.escape(beginning(word))}\w*"


def _weight(entry: Entry, pattern: re.Pattern[str]) -> float:
    return sum(
        WEIGHTS[passage.column] for passage in entry.passages if pattern.search(passage.text)
    )
