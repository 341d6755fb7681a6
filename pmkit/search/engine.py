"""What both ways of searching, the index and the plain scan, can be asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from pmkit.config import Repository
from pmkit.record import Record, Skipped
from pmkit.search.found import Marked
from pmkit.search.query import Term


class Match(NamedTuple):
    """One post-mortem that fits.

    Attributes:
        number: What the engine knows it by.
        score: Higher for the better.
        record: The facts that filters ask for; nothing else is filled in.
    """

    number: int
    score: float
    record: Record


class Engine(Protocol):
    """Looks for terms in all post-mortems of a repository."""

    @property
    def size(self) -> int:
        """How many post-mortems can be searched."""

    def skipped(self) -> list[Skipped]:
        """Return the files that could not be read."""

    def match(self, terms: tuple[Term, ...], *, any_of_them: bool) -> list[Match]:
        """Return what fits, the best first."""

    def marked(self, number: int, terms: tuple[Term, ...]) -> list[Marked]:
        """Return the passages of one match with the hits marked."""

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """Return for each word in how large a part of the post-mortems it stands, from 0 to 1."""


@contextlib.contextmanager
def open_engine(repository: Repository) -> Iterator[Engine]:
    """Yield the index where SQLite has full text, else the plain scan."""
    from pmkit.search.index import has_fts5, open_index
    from pmkit.search.scan import Scan

    clock = repository.store.tick()
    walk = repository.walk()
    if has_fts5():
        with open_index(repository, walk, clock) as index:
            yield index
    else:
        yield Scan.of(repository, walk)
