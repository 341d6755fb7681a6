"""Blame, hindsight, human error, who: which of the phrases that were found are meant so."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.wording.grammar import HUMAN, Who, doer, is_negated, subject, who_is
from pmkit.wording.hits import Hit, Wording
from pmkit.wording.texts import Zone


def blaming(wording: Wording) -> Iterator[Hit]:
    """Yield the phrases that blame somebody."""
    asked = {hit.statement.key for hit in who_questions(wording)}
    for hit in wording.hits("blame"):
        if hit.statement.key in asked or is_negated(hit, wording.lexicon):
            continue
        if not _is_of_a_thing(hit, wording):
            yield hit
    for hit in wording.hits("blame-verb", "failed"):
        who = doer(hit.words, hit.start, wording.lexicon, wording.named(hit))
        is_open = who in (Who.UNKNOWN, Who.NONE)
        if who in HUMAN or (is_open and _only_people_do(hit, who, wording)):
            yield hit


def _is_of_a_thing(hit: Hit, wording: Wording) -> bool:
    """Tell whether it is a service that was at fault."""
    words, lexicon = hit.words, wording.lexicon
    is_culpable = lexicon.has("culpable", words[hit.end - 1])
    return is_culpable and subject(words, hit.start, lexicon, wording.named(hit)) is Who.THING


def _only_people_do(hit: Hit, who: Who, wording: Wording) -> bool:
    """Tell whether what is said can be said of people only, whoever it is said of."""
    lexicon, words = wording.lexicon, hit.words
    if hit.of == "failed":
        verbs = "human_verb" if who is Who.NONE else "only_people_can"
        return hit.end < len(words) and lexicon.has(verbs, words[hit.end])
    return lexicon.has("only_people", words[hit.start])


def hindsight(wording: Wording) -> Iterator[Hit]:
    """Yield the phrases that tell what would have been right."""
    said = {hit.statement.key for hit in wording.hits("hindsight")}
    yield from wording.hits("hindsight")
    for hit in wording.hits("hindsight-verb"):
        if hit.statement.key not in said and _is_hindsight(hit, wording):
            said.add(hit.statement.key)
            yield hit


def _is_hindsight(hit: Hit, wording: Wording) -> bool:
    """Tell what `should have`, `could have` and `would have` with a verb mean here."""
    words, lexicon = hit.words, wording.lexicon
    modal, verb = words[hit.start], words[hit.end - 1]
    if lexicon.has("obligation", modal):
        return not _is_obligation(hit, wording)
    is_passive = any(lexicon.has("been", word) for word in words[hit.start : hit.end])
    if is_passive and lexicon.has("avoided", verb):
        return True
    if lexicon.has("been", verb):
        return lexicon.has("wiser", "".join(words[hit.end : hit.end + 1]))
    if lexicon.has("hypothetical", modal):
        is_open = any(lexicon.has("condition", word) for word in words[: hit.start])
        return is_open or lexicon.has("prevented", verb) or lexicon.has("occurred", verb)
    if lexicon.has("improved", verb):
        return True
    who = subject(words, hit.start, lexicon, wording.named(hit))
    if who is Who.NONE and hit.start + 1 < hit.end:  # could we have …?
        who = who_is(words, hit.start + 1, hit.start + 2, lexicon, wording.named(hit))
    return lexicon.has("ability", modal) and who in HUMAN


def _is_obligation(hit: Hit, wording: Wording) -> bool:
    """Tell whether `should have named owners` says what something is to have."""
    words, lexicon = hit.words, wording.lexicon
    if hit.end >= len(words) or not lexicon.has("described", words[hit.end - 1]):
        return False
    follows = words[hit.end]
    if any(lexicon.has(name, follows) for name in ("determiner", "preposition", "conjunction")):
        return False
    return subject(words, hit.start, lexicon, wording.named(hit)) not in HUMAN


def human_error(wording: Wording) -> Iterator[Hit]:
    """Yield the phrases that call a person's slip the cause."""
    for hit in wording.hits("human-error"):
        if not is_negated(hit, wording.lexicon, reach=2):
            yield hit
    for hit in wording.hits("mistake-made"):
        who = subject(hit.words, hit.start, wording.lexicon, wording.named(hit))
        is_past = wording.lexicon.has("made", hit.words[hit.start])
        if who in HUMAN or (is_past and who in (Who.UNKNOWN, Who.NONE)):
            yield hit
    for hit in wording.hits("slip"):
        if _is_by_a_person(hit, wording):
            yield hit


def _is_by_a_person(hit: Hit, wording: Wording) -> bool:
    """Tell whether `by accident` is said of a person, or of something that was done by one."""
    words, lexicon = hit.words, wording.lexicon
    near = words[max(hit.start - 3, 0) : hit.start]
    if any(lexicon.has(name, word) for word in near for name in ("be", "was")):
        return True
    verbs = (at for at in range(hit.start - 1, -1, -1) if lexicon.has("predicate", words[at]))
    return subject(words, next(verbs, hit.start), lexicon, wording.named(hit)) in HUMAN


def who_questions(wording: Wording) -> Iterator[Hit]:
    """Yield the questions whose answer is the name of whoever did it."""
    lexicon = wording.lexicon
    for hit in wording.hits("who-question"):
        words, at = hit.words, hit.start
        if hit.statement.path == ("title",):
            continue  # what something is called
        before = words[at - 1] if at else ""
        asks = not before or hit.statement.first >= at or lexicon.has("asking", before)
        if asks or hit.sentence.is_question or hit.zone is Zone.QUESTION:
            yield hit
