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
        like: The path of the post-mortem that the others are to resemble; it is no hit.
        shared_tags: Tells which tags of that one a record has, too.
    """

    terms: tuple[Term, ...]
    fits: Callable[[Record], bool] = lambda record: True
    limit: int = 20
    any_of_them: bool = False
    like: str = ""
    shared_tags: Callable[[Record], tuple[str, ...]] = lambda record: ()


def find(engine: Engine, wanted: Wanted) -> Found:
    """Return what fits, the best first; where none has all the words, what has some of them."""
    found = _matches(engine, wanted, wanted.any_of_them)
    matches = [match for match in found if wanted.fits(match.record)]
    several = sum(not term.is_excluded for term in wanted.terms) > 1
    is_partial = not matches and several and not wanted.any_of_them
    if is_partial:
        found = _matches(engine, wanted, True)
        matches = [match for match in found if wanted.fits(match.record)]
    hits = tuple(_hit(engine, match, wanted) for match in matches[: wanted.limit])
    return Found(
        hits=hits,
        total=len(matches),
        is_partial=is_partial and bool(hits),
        skipped=tuple(engine.skipped()),
        outside=len(found) - len(matches),
    )


def _matches(engine: Engine, wanted: Wanted, any_of_them: bool) -> list[Match]:
    found = engine.match(wanted.terms, any_of_them=any_of_them) if wanted.terms else []
    return [match for match in found if match.record.path != wanted.like]


def _hit(engine: Engine, match: Match, wanted: Wanted) -> Hit:
    best = best_passage(engine.marked(match.number, wanted.terms))
    return Hit(
        postmortem=match.record.id,
        title=match.record.title,
        score=round(match.score, 4),
        snippet=snippet_of(best.text) if best else "",
        path=match.record.path,
        line=best.line if best else 1,
        found_in=best.column if best else "",
        shared_tags=wanted.shared_tags(match.record),
    )
