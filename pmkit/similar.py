"""The word somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """Return the one of `known` that is most like `word`, None when none is.

    Args:
        alike: How much two words must share, from 0 to 1.
    """
    from difflib import get_close_matches  # seldom needed, and it takes a while to load

    return next(iter(get_close_matches(word, list(known), 1, alike)), None)
