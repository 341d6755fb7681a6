"""What the forms of a word have in common, roughly: three questions, three answers.

A stemmer of the dictionary kind is not needed: SQLite brings one for the search, and what stands
here is for words of tags and sectors, and for the search where SQLite is missing.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+")
"""One word of a text or of a tag."""

_SUFFIX = re.compile(r"(?<=\w{3})(?:ations?|ments?|ings?|ions?|ers?|ed|es|ly|s|e|y)\Z")
_INFLECTION = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|ly|e)\Z")


def stem(word: str) -> str:
    """Return what stands for all forms of `word`, to be compared: estimate and estimations."""
    folded = word.casefold()
    return _SUFFIX.sub("", _SUFFIX.sub("", folded)) or folded


def beginning(word: str) -> str:
    """Return what the forms of `word` begin with: less is taken off, so that few others do."""
    return _INFLECTION.sub("", word)


def begin_alike(one: str, other: str) -> bool:
    """Tell whether two words are of one family: insurer and insurance, bank and banking."""
    shortest = min(len(one), len(other))
    return shortest >= 4 and one[: max(4, shortest - 2)] == other[: max(4, shortest - 2)]
