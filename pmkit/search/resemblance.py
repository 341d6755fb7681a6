"""How much each post-mortem resembles a text."""

from __future__ import annotations

from pmkit.config import Repository
from pmkit.search.engine import open_engine
from pmkit.search.passages import Passage, one_line
from pmkit.search.related import telling_terms


def resemblance(repository: Repository, text: str) -> dict[str, float]:
    """Return, by path, how much each post-mortem resembles `text`: 1 for the most, 0 for none."""
    with open_engine(repository) as engine:
        terms = telling_terms(engine, [Passage("body", 1, one_line(text))])
        matches = engine.match(terms, any_of_them=True) if terms else []
    best = max((match.score for match in matches), default=0.0)
    return {match.record.path: match.score / best for match in matches} if best > 0 else {}
