"""Who does it: the little grammar that tells a person who failed from a service that failed.

English puts who acts before what is done. So the words before a verb, back to where the clause
begins, are enough: the last of them before any preposition is the one that acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pmkit.wording.hits import Hit
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.phrases import SIGNS
from pmkit.wording.sentence import HIDDEN

_FAR = 12
"""So many words before a verb its subject may begin."""


class Who(StrEnum):
    """What sort of thing acts."""

    PERSON = "person"
    GROUP = "group"
    OUTSIDER = "outsider"
    THING = "thing"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    NONE = "none"


HUMAN = frozenset((Who.PERSON, Who.GROUP))


def subject(words: Sequence[str], at: int, lexicon: Lexicon, named: frozenset[int]) -> Who:
    """Tell who does what the verb at `words[at]` says.

    Args:
        named: Where the sentence names a person.
    """
    start, end = _before(words, at, lexicon, named)
    if start == end:
        return _taken_over(words, start, lexicon, named)
    return who_is(words, start, end, lexicon, named)


def who_is(
    words: Sequence[str], start: int, end: int, lexicon: Lexicon, named: frozenset[int]
) -> Who:
    """Tell what sort of thing the words from `start` up to `end` name."""
    cut = next((i for i in range(start + 1, end) if lexicon.has("preposition", words[i])), end)
    head = words[cut - 1]
    theirs = (
        lexicon.has("possessive", words[at]) and lexicon.has("outsider", words[at - 1])
        for at in range(max(start, 1), end)
    )
    if any(theirs) and not lexicon.has("thing", head):
        return Who.OUTSIDER
    if cut < end and lexicon.has("quantifier", head) and lexicon.has("of", words[cut]):
        return who_is(words, cut + 1, end, lexicon, named) if cut + 1 < end else Who.UNKNOWN
    if cut - 1 in named or lexicon.has("pronoun", head):
        return Who.PERSON
    for who, names in _CLASSES:
        if any(lexicon.has(name, head) for name in names):
            return who
    return Who.THING if head[0] == HIDDEN else Who.UNKNOWN


_CLASSES = (
    (Who.NOBODY, ("nobody",)),
    (Who.OUTSIDER, ("outsider",)),
    (Who.PERSON, ("people",)),
    (Who.GROUP, ("group",)),
    (Who.THING, ("thing",)),
)


def _before(
    words: Sequence[str], at: int, lexicon: Lexicon, named: frozenset[int]
) -> tuple[int, int]:
    """Return where what stands before the verb begins and ends, auxiliaries left out."""
    end = at
    while end and end - 1 not in named and _is_auxiliary(words[end - 1], lexicon):
        end -= 1
    start = end
    while start and end - start < _FAR and not _is_break(words[start - 1], lexicon):
        start -= 1
    return start, end


def _is_auxiliary(word: str, lexicon: Lexicon) -> bool:
    return lexicon.has("aux", word) or lexicon.has("manner", word)


def _is_break(word: str, lexicon: Lexicon) -> bool:
    return word in SIGNS or lexicon.has("conjunction", word)


def _taken_over(words: Sequence[str], at: int, lexicon: Lexicon, named: frozenset[int]) -> Who:
    """Tell who acts where the verb follows a conjunction at once: whoever acted before it."""
    if not at:
        return Who.NONE
    if lexicon.has("who", words[at - 1]):
        return Who.PERSON
    if lexicon.has("thing", words[at - 1]):
        return Who.THING
    for start in range(at - 1, max(at - 2 * _FAR, -1), -1):
        if start == 0 or _is_break(words[start - 1], lexicon):
            end = _first_verb(words, start, at - 1, lexicon)
            if end > start:
                return who_is(words, start, end, lexicon, named)
    return Who.NONE


def _first_verb(words: Sequence[str], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the first verb of a clause stands; `start` where there is none."""
    for at in range(start + 1, end):
        if lexicon.has("predicate", words[at]):
            return at
    return start


def doer(words: Sequence[str], at: int, lexicon: Lexicon, named: frozenset[int]) -> Who:
    """Tell who did it where it may be said in the passive: `was forgotten by the cache`."""
    before = at - 1
    while before > 0 and any(lexicon.has(name, words[before]) for name in ("manner", "denied")):
        before -= 1
    if before < 0 or not lexicon.has("be", words[before]):
        return subject(words, at, lexicon, named)
    reach = range(at + 1, min(at + 4, len(words)))
    by = next((place for place in reach if lexicon.has("by", words[place])), None)
    if by is None:
        return Who.NONE
    end = next((i for i in range(by + 1, len(words)) if _is_break(words[i], lexicon)), len(words))
    return who_is(words, by + 1, end, lexicon, named) if end > by + 1 else Who.NONE


def is_negated(hit: Hit, lexicon: Lexicon, reach: int = 3) -> bool:
    """Tell whether a word such as not or without stands shortly before."""
    words = hit.words
    for at in range(hit.start - 1, max(hit.start - 1 - reach, -1), -1):
        if words[at] in SIGNS:
            return False
        if lexicon.has("negation", words[at]):
            return True
    return False


def skip(words: Sequence[str], at: int, lexicon: Lexicon, *classes: str) -> int:
    """Return the first place from `at` on whose word is of none of `classes`."""
    while at < len(words) and any(lexicon.has(name, words[at]) for name in classes):
        at += 1
    return at
