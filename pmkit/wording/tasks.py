"""Wishes, tasks without an end, and evidence that cannot fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmkit.wording.figures import SHORT, first_of_each, has_figure
from pmkit.wording.hits import Hit, Wording
from pmkit.wording.lexicon import Lexicon

_LABEL = 8
"""No label before a colon has more words."""


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
    for hit in first_of_each(wording.hits("wish", "wish-avoid", "improvement")):
        if not (has_figure(hit) or (hit.of == "improvement" and _has_means(hit, wording))):
            yield hit


def _open_ended(wording: Wording) -> Iterator[Hit]:
    for hit in first_of_each(wording.hits("open-ended")):
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
        words[at - 1] in ("and", "then", ",", ";") and _is_an_end(words, at, lexicon)
        for at in range(hit.start + 1, len(words))
    )


def _is_an_end(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether it is told here to do something with something: `file each one`."""
    word, follows = words[at], "".join(words[at + 1 : at + 2])
    if lexicon.has("end_state", word):
        return True
    is_noun = any(lexicon.has(name, word) for name in ("determiner", "object", "inquire"))
    is_done_to = lexicon.has("article", follows) or lexicon.has("object", follows)
    return is_done_to and not is_noun and words[at - 1] in ("and", "then")


def evidence(wording: Wording) -> Iterator[Hit]:
    """Yield verifications that cannot fail."""
    lexicon = wording.lexicon
    short = [hit for hit in wording.hits("cannot-fail-short") if len(hit.words) <= SHORT]
    for hit in first_of_each([*wording.hits("cannot-fail"), *short]):
        if not (has_figure(hit) or _has_evidence(hit.words, lexicon)):
            yield hit


def _has_evidence(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a word of evidence stands there; `in the coming weeks` is none."""
    return any(
        lexicon.has("evidence", word) and not lexicon.has("soonish", words[at - 1])
        for at, word in enumerate(words)
        if at
    )
