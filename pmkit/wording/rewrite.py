"""A better sentence to begin with: built from the words that were found where that can be done."""

from __future__ import annotations

from pmkit.wording.hits import Hit
from pmkit.wording.phrases import BREAKS

_LONGEST = 8
"""So many words of the sentence are taken over at most."""

_LONGEST_SUBJECT = 40
"""A subject of more characters is a sentence of its own."""


def rewrite(hit: Hit, name: str) -> str:
    """Return the example of the table `name` that is nearest to the sentence."""
    words = hit.words
    table = hit.statement.lexicon.rewrites.get(name, ())
    for stems, text in table:
        if not stems or any(word.startswith(stems) for word in words):
            return f"`{text}`"
    return ""


def missing_step(hit: Hit) -> str:
    """Turn `forgot to test` into a step that the process did not have, where that can be done."""
    words, lexicon = hit.words, hit.statement.lexicon
    for at in range(hit.start, min(hit.end + 4, len(words) - 1)):
        before, follows = words[max(at - 1, 0)], words[at + 1]
        is_failed = lexicon.has("to", words[at]) and lexicon.has("left_undone", before)
        is_denied = lexicon.has("denied", words[at]) and lexicon.has("do", before)
        if (is_failed and lexicon.has("human_verb", follows)) or (
            is_denied and lexicon.has("step", follows)
        ):
            return f"`our process had no step to {_rest(hit, at + 1)}`"
    return ""


def without_should(hit: Hit) -> str:
    """Turn `should have checked the scans` into what was so, to be followed by its reason."""
    words, has = hit.words, hit.statement.lexicon.has
    is_simple = any(has(name, words[hit.start]) for name in ("obligation", "ability"))
    follows = "".join(words[hit.end : hit.end + 1])
    if not is_simple or has("avoided", words[hit.end - 1]) or has("wiser", follows):
        return ""
    sentence, first = hit.sentence, min(hit.statement.first, hit.start)
    begin = 0 if first == hit.start else sentence.places[first][0]
    who = " ".join(sentence.text[begin : sentence.places[hit.start][0]].split())
    if not who or len(who) > _LONGEST_SUBJECT:
        return ""
    place = range(hit.start, hit.end)
    verb = next((at for at in place if has("been", words[at])), hit.end - 1)
    was = "had" if any(has("denied", words[at]) for at in place) else "had not"
    return f"`{who} {was} {_rest(hit, verb)}, because …`"


def _rest(hit: Hit, at: int) -> str:
    """Return the words from `at` to the end of the clause, a few at most."""
    words, end = hit.words, at
    while end < len(words) and end - at < _LONGEST and words[end] not in BREAKS | {","}:
        end += 1
    return " ".join(hit.statement.sentence.quote(at, end).split())
