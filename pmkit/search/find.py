"""A search from its words to what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmkit.record import Record
from pmkit.search.engine import Engine, Match
from pmkit.search.found import Found, Hit, best_passage, snippet_of
from pmkit.search.query import Term


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        fits: Tells of a record, which holds the facts that filters ask for, whether it passes.
        limit: The most hits that are returned.
        any_of_them: Whether one of the words is enough.
    """

    terms: tuple[Term, ...]
    fits: Callable[[Record], bool] = lambda record: True
    limit: int = 20
    any_of_them: bool = False


def find(engine: Engine, wanted: Wanted) -> Found:
    """Return what fits, the best first; where none has all the words, what has some of them."""
    matches = _matches(engine, wanted, wanted.any_of_them)
    several = sum(not term.is_excluded for term in wanted.terms) > 1
    is_partial = not matches and several and not wanted.any_of_them
    if is_partial:
        matches = _matches(engine, wanted, True)
    hits = tuple(_hit(engine, match, wanted.terms) for match in matches[: wanted.limit])
    return Found(hits, len(matches), is_partial and bool(hits), tuple(engine.skipped()))


def _matches(engine: Engine, wanted: Wanted, any_of_them: bool) -> list[Match]:
    found = engine.match(wanted.terms, any_of_them=any_of_them) if wanted.terms else []
    return [match for match in found if wanted.fits(match.record)]


def _hit(engine: Engine, match: Match, terms: tuple[Term, ...]) -> Hit:
    best = best_passage(engine.marked(match.number, terms))
    return Hit(
        postmortem=match.record.id,
        title=match.record.title,
        score=round(match.score, 4),
        snippet=snippet_of(best.text) if best else "",
        path=match.record.path,
        line=best.line if best else 1,
        found_in=best.column if best else "",
    )
