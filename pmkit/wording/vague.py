"""What says nothing: findings, successes, wishes and evidence without anything to take hold of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmkit.wording.grammar import Who, is_negated, skip, subject
from pmkit.wording.hits import Hit, Wording
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.phrases import SIGNS

_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.].*)?|\d{1,2}:\d\d(?::\d\d)?")

_DAY = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")

_SHORT = 8
"""A finding or a check of no more words, one of which judges, has no room for what was seen."""

_LABEL = 8
"""No label before a colon has more words."""

_ENOUGH = 4
"""So many words behind a colon tell what is meant."""


def outside(wording: Wording) -> Iterator[Hit]:
    """Yield complaints about those whom we cannot change."""
    names = [name for name in wording.found if name.startswith("outside")]
    meant = [hit for hit in wording.hits(*names) if _is_complaint(hit, wording)]
    return _first_of_each(meant)


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


def findings(wording: Wording) -> Iterator[Hit]:
    """Yield findings that could stand in any post-mortem."""
    if not wording:
        return
    others = wording.hits("blame", "hindsight", "human-error", "who-question", "vague-success")
    elsewhere = {hit.statement.key for hit in (*others, *outside(wording))}
    short = [hit for hit in wording.hits("vague-short") if len(hit.words) <= _SHORT]
    for hit in _first_of_each([*wording.hits("vague-finding"), *short]):
        if not _is_told(hit) and hit.statement.key not in elsewhere:
            yield hit


def successes(wording: Wording) -> Iterator[Hit]:
    """Yield successes that nobody can copy."""
    for hit in _first_of_each(wording.hits("vague-success")):
        if not _is_told(hit) and not is_negated(hit, wording.lexicon):
            yield hit


def _is_told(hit: Hit) -> bool:
    """Tell whether the sentence goes on to say it: with a figure, or behind a colon."""
    words = hit.words
    if has_figure(hit):
        return True
    colon = next((at for at in range(hit.end, len(words)) if words[at] in (":", "(", "—")), None)
    return colon is not None and len(words) - colon > _ENOUGH


def wishes(wording: Wording) -> Iterator[Hit]:
    """Yield actions that only wish."""
    first = {hit.statement.key: hit.start for hit in _open_ended(wording)}
    for hit in _wishes(wording):
        if hit.start <= first.get(hit.statement.key, hit.start):
            yield hit


def open_ended(wording: Wording) -> Iterator[Hit]:
    """Yield actions without an end state; if there is a wish as well, what comes first counts."""
    first = {hit.statement.key: hit.start for hit in _wishes(wording)}
    for hit in _open_ended(wording):
        if hit.start < first.get(hit.statement.key, hit.start + 1):
            yield hit


def _wishes(wording: Wording) -> Iterator[Hit]:
    for hit in _first_of_each(wording.hits("wish", "wish-avoid", "improvement")):
        if not (has_figure(hit) or (hit.of == "improvement" and _has_means(hit, wording))):
            yield hit


def _open_ended(wording: Wording) -> Iterator[Hit]:
    for hit in _first_of_each(wording.hits("open-ended")):
        if not (_goes_on(hit, wording) or _is_measure(hit, wording) or _is_a_label(hit)):
            yield hit


def _is_a_label(hit: Hit) -> bool:
    """Tell whether the verb is a noun that only says what it is about: `Research agent: …`."""
    return ":" in hit.words[hit.start + 2 : hit.start + _LABEL]


def _is_measure(hit: Hit, wording: Wording) -> bool:
    """Tell whether `evaluate each release on 300 cases` is a practice and no inquiry."""
    words, lexicon = hit.words, wording.lexicon
    if not lexicon.has("measured", words[hit.start]):
        return False
    if any(lexicon.has("unsettled", word) for word in words[hit.start + 1 : hit.start + 4]):
        return False
    return has_figure(hit) or any(lexicon.has("steady", word) for word in words)


def _has_means(hit: Hit, wording: Wording) -> bool:
    """Tell whether it says by what means: by a checklist, so that …, with a second reviewer."""
    words, has = hit.words, wording.lexicon.has
    for at in range(hit.start + 1, len(words) - 2):
        if has("means", words[at]) or (has("with", words[at]) and has("indefinite", words[at + 1])):
            return True
    return False


def _goes_on(hit: Hit, wording: Wording) -> bool:
    """Tell whether the sentence goes on to an end: `… and write the reasons on one page`."""
    words, lexicon = hit.words, wording.lexicon
    return any(
        lexicon.has("end_state", words[at]) and words[at - 1] in ("and", "then", ",", ";")
        for at in range(hit.start + 1, len(words))
    )


def evidence(wording: Wording) -> Iterator[Hit]:
    """Yield verifications that cannot fail."""
    lexicon = wording.lexicon
    short = [hit for hit in wording.hits("cannot-fail-short") if len(hit.words) <= _SHORT]
    for hit in _first_of_each([*wording.hits("cannot-fail"), *short]):
        if not (has_figure(hit) or _has_evidence(hit.words, lexicon)):
            yield hit


def _has_evidence(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a word of evidence stands there; `in the coming weeks` is none."""
    return any(
        lexicon.has("evidence", word) and not lexicon.has("soonish", words[at - 1])
        for at, word in enumerate(words)
        if at
    )


def dates(wording: Wording) -> Iterator[Hit]:
    """Yield dates that no calendar knows, where something is promised."""
    promised = [hit for hit in wording.hits("vague-promise") if _is_promise(hit, wording)]
    for hit in _first_of_each([*wording.hits("vague-date"), *promised]):
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
    return _first_of_each(wording.hits("vague-owner", "vague-owner-task"))


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


def _first_of_each(hits: list[Hit]) -> Iterator[Hit]:
    """Yield the first hit of each sentence: one finding is enough to rewrite it."""
    seen = set()
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.statement.key not in seen:
            seen.add(hit.statement.key)
            yield hit
