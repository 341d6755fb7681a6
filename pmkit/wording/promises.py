"""Dates and owners in prose that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmkit.wording.figures import first_of_each
from pmkit.wording.grammar import skip
from pmkit.wording.hits import Hit, Wording

_DAY = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")


def dates(wording: Wording) -> Iterator[Hit]:
    """Yield dates that no calendar knows, where something is promised."""
    promised = [hit for hit in wording.hits("vague-promise") if _is_promise(hit, wording)]
    for hit in first_of_each([*wording.hits("vague-date"), *promised]):
        if not _has_day(hit):
            yield hit


def _has_day(hit: Hit) -> bool:
    """Tell whether the sentence names a day: 2026-05-04, or 4 May."""
    words, has = hit.words, hit.statement.lexicon.has
    return any(
        _DAY.fullmatch(word)
        or (has("calendar", word) and any(_NUMBER.fullmatch(n) for n in _beside(words, at)))
        for at, word in enumerate(words)
    )


def _beside(words: Sequence[str], at: int) -> Sequence[str]:
    return (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])


def _is_promise(hit: Hit, wording: Wording) -> bool:
    words, lexicon = hit.words[: hit.end], wording.lexicon
    modal = next((at for at, word in enumerate(words) if lexicon.has("modal", word)), None)
    if modal is None:
        return False
    verb = skip(words, modal + 1, lexicon, "adverb", "very")
    is_done = lexicon.has("promised", "".join(words[verb : verb + 1]))
    return is_done or any(lexicon.has("promiser", word) for word in words)


def owners(wording: Wording) -> Iterator[Hit]:
    """Yield owners that are nobody, where something is promised."""
    return first_of_each(wording.hits("vague-owner", "vague-owner-task"))
