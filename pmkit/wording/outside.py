"""Complaints about those whom we cannot change."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.wording.figures import first_of_each
from pmkit.wording.grammar import Who, is_negated, subject
from pmkit.wording.hits import Hit, Wording
from pmkit.wording.phrases import SIGNS


def outside(wording: Wording) -> Iterator[Hit]:
    """Yield complaints about those whom we cannot change."""
    names = [name for name in wording.found if name.startswith("outside")]
    meant = [hit for hit in wording.hits(*names) if _is_complaint(hit, wording)]
    return first_of_each(meant)


def _is_complaint(hit: Hit, wording: Wording) -> bool:
    if hit.of == "outside-changing" and any(word[0].isdigit() for word in hit.words):
        return False  # told with its day or its number, it is a fact
    if is_negated(hit, wording.lexicon, 1) or _is_of_theirs(hit, wording):
        return False
    if any(wording.lexicon.has("subordinate", word) for word in hit.words[hit.start : hit.end]):
        return False
    if hit.of == "outside-not" and not _did_not(hit, wording):
        return False
    return not _has_our_part(hit, wording)


def _did_not(hit: Hit, wording: Wording) -> bool:
    """Tell whether they did not do what was theirs to do, and not only met with something."""
    words, lexicon = hit.words, wording.lexicon
    verb = hit.end if lexicon.has("denied", words[hit.end - 1]) else hit.end - 1
    at = next(at for at in range(hit.start, hit.end) if lexicon.has("aux", words[at]))
    is_theirs = subject(words, at, lexicon, wording.named(hit)) is Who.OUTSIDER
    return is_theirs and verb < len(words) and not lexicon.has("suffered", words[verb])


def _is_of_theirs(hit: Hit, wording: Wording) -> bool:
    """Tell whether a client is only part of a name for a thing: slow customer queries."""
    words, lexicon, end = hit.words, wording.lexicon, hit.end
    if end == len(words) or not lexicon.has("outsider", words[end - 1]) or words[end] in SIGNS:
        return False
    if any(lexicon.has("from_them", word) for word in words[hit.start : end]):
        return False
    if lexicon.has("possessive", words[end]):
        return any(lexicon.has("thing", word) for word in words[end + 1 : end + 2])
    return not any(lexicon.has(name, words[end]) for name in _NO_NOUN)


_NO_NOUN = ("preposition", "conjunction", "aux", "determiner", "adverb")


def _has_our_part(hit: Hit, wording: Wording) -> bool:
    """Tell whether the same sentence says what of ours was missing: `because our plan …`."""
    words, has = hit.words, wording.lexicon.has
    return any(
        has("ours", words[at])
        and has("conjunction", words[at - 1])
        and not any(has("inability", word) for word in words[at + 1 : at + 2])
        for at in range(hit.end, len(words))
    )
