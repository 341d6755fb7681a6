"""What says nothing: findings and successes without anything to take hold of."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.wording.figures import SHORT, first_of_each, has_figure
from pmkit.wording.grammar import is_negated
from pmkit.wording.hits import Hit, Wording
from pmkit.wording.outside import outside

_ENOUGH = 4
"""So many words behind a colon tell what is meant."""


def findings(wording: Wording) -> Iterator[Hit]:
    """Yield findings that could stand in any post-mortem."""
    if not wording:
        return
    others = wording.hits("blame", "hindsight", "human-error", "who-question", "vague-success")
    elsewhere = {hit.statement.key for hit in (*others, *outside(wording))}
    short = [hit for hit in wording.hits("vague-short") if len(hit.words) <= SHORT]
    for hit in first_of_each([*wording.hits("vague-finding"), *short]):
        if not _is_told(hit) and hit.statement.key not in elsewhere:
            yield hit


def successes(wording: Wording) -> Iterator[Hit]:
    """Yield successes that nobody can copy."""
    for hit in first_of_each(wording.hits("vague-success")):
        if not _is_told(hit) and not is_negated(hit, wording.lexicon):
            yield hit


def _is_told(hit: Hit) -> bool:
    """Tell whether the sentence goes on to say it: with a figure, or behind a colon."""
    words = hit.words
    if has_figure(hit):
        return True
    colon = next((at for at in range(hit.end, len(words)) if words[at] in (":", "(", "—")), None)
    return colon is not None and len(words) - colon > _ENOUGH
