"""The word somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_COMPARED = 500
"""So many words are compared with one; a register written by hand has fewer that begin alike."""


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """Return the one of `known` that is most like `word`, None when none is.

    Args:
        alike: How much two words must share, from 0 to 1.
    """
    from difflib import get_close_matches  # seldom needed, and it takes a while to load

    return next(iter(get_close_matches(word, list(known), 1, alike)), None)


class Lookalikes:
    """Many words to guess from: only those that begin alike are compared, whatever their case."""

    def __init__(self, words: Iterable[str | None]) -> None:
        self._by_beginning: dict[str, dict[str, str]] = {}
        for word in filter(None, words):
            folded = word.casefold()
            self._by_beginning.setdefault(folded[:1], {}).setdefault(folded, word)

    def nearest(self, word: str, alike: float = 0.6) -> str | None:
        """Return the one that is most like `word`, None when none is."""
        folded = word.casefold()
        alike_ones = self._by_beginning.get(folded[:1], {})
        if folded in alike_ones:
            return alike_ones[folded]
        near = nearest(folded, list(alike_ones)[:_MOST_COMPARED], alike)
        return alike_ones[near] if near else None
