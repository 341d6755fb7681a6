"""What somebody is told to have done: where the verb stands, and whether it was their own doing."""

from __future__ import annotations

from collections.abc import Sequence

from pmkit.wording.grammar import skip
from pmkit.wording.hits import Hit
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.phrases import SIGNS

_LONGEST_ASIDE = 16
"""Words between the commas of `a contractor, who was alone that night, rotated the key`."""


def verb_of(hit: Hit, lexicon: Lexicon) -> int | None:
    """Return where the word stands that tells what the person did or was."""
    words = hit.words
    at = hit.end
    if at < len(words) and lexicon.has("preposition", words[at]):  # the engineer on call
        at = next(
            (
                place
                for place in range(at + 1, min(at + 7, len(words)))
                if words[place] in SIGNS or _is_verb(words[place], lexicon)
            ),
            at,
        )
    at = _behind_aside(words, at, lexicon)
    if at < len(words) and lexicon.has("who", words[at]):
        at = _behind_who(words, at + 1, lexicon)
    at = skip(words, at, lexicon, "aux", "very", "adverb", "article", "prefix")
    while at < len(words) and lexicon.has("manner", words[at]):
        at = skip(words, at + 1, lexicon, "aux", "very")
    return at if at < len(words) and words[at] not in SIGNS else None


def _behind_aside(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """Return where it goes on behind `, who was alone that night,`; `at` where there is no such."""
    opens = words[at : at + 2]
    if len(opens) < 2 or opens[0] != "," or not lexicon.has("who", opens[1]):
        return at
    reach = range(at + 2, min(at + _LONGEST_ASIDE, len(words)))
    return next((place + 1 for place in reach if words[place] == ","), at + 1)


def _behind_who(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """Return where it is told what `the engineer who got the page` did: in the clause or behind."""
    for place in range(at + 2, min(at + 10, len(words))):
        if lexicon.has("aux", words[place - 1]) and acted(words, place, lexicon):
            return place - 1
    return at


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has(name, word) for name in ("acted", "fault", "aux", "past"))


def acted(words: Sequence[str], verb: int, lexicon: Lexicon, is_careless: bool = False) -> bool:
    """Tell whether the verb says that somebody did something, and not that it was done to them.

    Args:
        is_careless: Whether the sentence says so; then even seeing and saying is something done.
    """
    at = verb - 1
    while at > 0 and lexicon.has("manner", words[at]):
        at -= 1
    if lexicon.has("be", words[at]) or ":" in words[verb + 1 : verb + 3]:
        return False  # it was done to them, or they only said what follows
    word = words[verb]
    is_past = lexicon.has("past", word) and not lexicon.has("neutral", word)
    is_harmless = lexicon.has("observed", word) and not is_careless
    did = is_past or lexicon.has("acted", word) or lexicon.has("acts", word)
    return did and not is_harmless


def failed(hit: Hit, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether it was something not done: did not check, never asked, was supposed to."""
    words = hit.words
    if lexicon.has("expected", words[verb]):
        return any(lexicon.has("to", word) for word in words[verb + 1 : verb + 2])
    if not is_denied(hit, verb) or any(lexicon.has("inability", w) for w in words[hit.end : verb]):
        return False
    return lexicon.has("human_verb", words[verb]) or lexicon.has("past_human", words[verb])


def is_denied(hit: Hit, verb: int) -> bool:
    """Tell whether it is said not to have been done."""
    lexicon = hit.statement.lexicon
    return any(lexicon.has("denied", word) for word in hit.words[hit.end : verb])
