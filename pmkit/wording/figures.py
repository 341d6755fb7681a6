"""Has it a figure? And of several hits in one sentence, the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmkit.wording.hits import Hit
from pmkit.wording.lexicon import Lexicon

_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.].*)?|\d{1,2}:\d\d(?::\d\d)?")

SHORT = 8
"""A finding or a check of no more words, one of which judges, has no room for what was seen."""


def has_figure(hit: Hit) -> bool:
    """Tell whether the sentence holds a number: no year, no day, no time, and not `two teams`."""
    words, lexicon = hit.words, hit.statement.lexicon
    return any(
        (word[0].isdigit() and not _DATE.fullmatch(word))
        or (lexicon.has("number", word) and not _is_of_people(words[at + 1 : at + 2], lexicon))
        for at, word in enumerate(words)
    )


def _is_of_people(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(
        lexicon.has(name, word)
        for word in words
        for name in ("people", "group", "outsider", "parties")
    )


def first_of_each(hits: list[Hit]) -> Iterator[Hit]:
    """Yield the first hit of each sentence: one finding is enough to rewrite it."""
    seen = set()
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.statement.key not in seen:
            seen.add(hit.statement.key)
            yield hit
