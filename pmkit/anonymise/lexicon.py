"""Which words English has: what tells `annual` from a compound with the name Ann.

Four lists of words stand in `english/`: ordinary ones and those of our field, which a sentence uses
without naming anybody even where somebody is called so, rarer ones, and those that English writes
with a capital, such as months. A fifth holds pairs of words. `english/NOTICE` tells where they come
from.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "english"
_ENDINGS = (
    ("s", ("",)),
    ("es", ("",)),
    ("ies", ("y",)),
    ("ed", ("", "e")),
    ("ied", ("y",)),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("ly", ("",)),
    ("ness", ("",)),
)
"""Endings of inflected words, each with what may have stood in its place."""
_DOUBLING = ("ed", "ing", "er", "ers")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


@cache
def _words(name: str) -> frozenset[str]:
    return listed((_FOLDER / f"{name}.txt").read_text("ascii"))


def is_ordinary(word: str) -> bool:
    """Tell whether the lower-case `word` is an everyday one, such as `will`, `apple`, `data`."""
    return word in _words("ordinary") or word in _words("field")


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Tell whether the lower-case `word` is English, inflected or not."""
    if is_ordinary(word) or word in _words("rarer") or word in _words("proper"):
        return True
    return any(map(is_known, _stems(word)))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    lines = (_FOLDER / "pairs.txt").read_text("ascii").splitlines()
    return frozenset((one, other) for one, _, other in (line.partition(" ") for line in lines))


def is_common_pair(one: str, other: str) -> bool:
    """Tell whether prose often has these two short words side by side: `in a` and never `a in`."""
    return (one, other) in _pairs()


def _stems(word: str) -> Iterator[str]:
    """Yield what `word` may be an inflection of; each is shorter."""
    for ending, healed in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word.removesuffix(ending)
            yield from (bare + end for end in healed if len(bare + end) < len(word))
            if len(bare) > 3 and bare[-1] == bare[-2] and ending in _DOUBLING:
                yield bare[:-1]
