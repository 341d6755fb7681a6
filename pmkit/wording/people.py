"""Persons in a finding: who is named, or meant, as the one who did it or to whom it was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmkit.document.problem import Span
from pmkit.wording.doing import acted, failed, is_denied, verb_of
from pmkit.wording.hits import HANDLE, NAME, Hit, Wording
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.phrases import SIGNS
from pmkit.wording.texts import Zone

SOMEONE = "someone"


class Blamed(NamedTuple):
    """A person in a finding.

    `verb` is where what they did stands, if it is told.
    """

    hit: Hit
    verb: int | None

    @property
    def _end(self) -> int:
        return max(self.hit.end, (self.verb or 0) + 1)

    @property
    def quote(self) -> str:
        """The person with what they did."""
        return " ".join(self.hit.sentence.quote(self.hit.start, self._end).split())

    @property
    def span(self) -> Span:
        """Where these words stand in the file."""
        return self.hit.statement.span(self.hit.start, self._end)


def blamed(wording: Wording) -> Iterator[Blamed]:
    """Yield every person whom a text makes the one who did it."""
    lexicon = wording.lexicon
    for hit in (*wording.hits(NAME), *wording.hits(HANDLE)):
        verb = verb_of(hit, lexicon)
        is_told = _names_in_finding if hit.zone is Zone.FINDING else _is_negative
        if is_told(hit, verb, lexicon) or _makes_the_title(hit, verb, lexicon):
            yield Blamed(hit, verb)
    for hit in wording.hits(SOMEONE):
        verb = verb_of(hit, lexicon)
        if _is_someone(hit, lexicon) and _did_it(hit, verb, lexicon):
            yield Blamed(_with_article(hit, lexicon), verb)


def _names_in_finding(hit: Hit, verb: int | None, lexicon: Lexicon) -> bool:
    """A name in a finding is too much, unless it only tells who saw or said something."""
    words = hit.words
    if verb is not None and _observed(words, verb, lexicon) and not is_denied(hit, verb):
        return any(lexicon.has("negative", word) for word in _up_to_sign(words, verb))
    before = words[max(hit.start - 2, 0) : hit.start]
    if any(lexicon.has(name, word) for name in ("the", "as") for word in before[-1:]):
        return False
    return not (len(before) == 2 and lexicon.has("credit", before[0]))


def _up_to_sign(words: Sequence[str], at: int) -> Sequence[str]:
    end = next((place for place in range(at, len(words)) if words[place] in SIGNS), len(words))
    return words[at:end]


def _observed(words: Sequence[str], verb: int, lexicon: Lexicon) -> bool:
    """Tell whether the verb says that somebody saw or said something: raised a concern."""
    if lexicon.has("raised", words[verb]):
        return any(lexicon.has("concern", word) for word in words[verb + 1 : verb + 4])
    return lexicon.has("observed", words[verb]) or ":" in words[verb + 1 : verb + 3]


def _is_negative(hit: Hit, verb: int | None, lexicon: Lexicon) -> bool:
    """Elsewhere a name is too much where something went wrong by that person."""
    words = hit.words
    if _owns_fault(hit, lexicon) or _is_asked_why(hit, lexicon):
        return True
    if verb is not None and (lexicon.has("fault", words[verb]) or failed(hit, verb, lexicon)):
        return True
    clause = _clause(hit)
    if verb is not None and acted(words, verb, lexicon) and _sets_off(words, hit.start, lexicon):
        return True
    if _is_agent(hit, lexicon):
        return any(lexicon.has(name, word) for word in clause for name in ("negative", "fault"))
    if verb is not None and acted(words, verb, lexicon):
        kinds = ("negative", "precious") if lexicon.has("destroyed", words[verb]) else ("negative",)
        return any(lexicon.has(name, word) for word in clause for name in kinds)
    return hit.start > 1 and lexicon.has("reason", words[hit.start - 2])


def _makes_the_title(hit: Hit, verb: int | None, lexicon: Lexicon) -> bool:
    """Tell whether a post-mortem is called by what a person did."""
    is_title = hit.statement.path == ("title",)
    return is_title and verb is not None and acted(hit.words, verb, lexicon)


def _sets_off(words: Sequence[str], start: int, lexicon: Lexicon) -> bool:
    """Tell whether something begins with what the person did: `began when one of us dropped …`."""
    return any(
        lexicon.has("began", words[at]) and lexicon.has("conjunction", words[at + 1])
        for at in range(start - 1)
    )


def _is_someone(hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a noun means one person: it has an article, or is one by itself."""
    words, start = hit.words, hit.start
    if start and lexicon.has("machine", words[start - 1]):
        return False  # the package manager, the AI reviewer
    if lexicon.has("pronoun", words[start]):
        return hit.zone is Zone.FINDING  # elsewhere it stands for whoever was told of before
    return lexicon.has("alone", words[start]) or _with_article(hit, lexicon).start < start


def _with_article(hit: Hit, lexicon: Lexicon) -> Hit:
    """Return the hit with what stands before the noun: an article and up to three words."""
    words = hit.words
    for at in range(hit.start - 1, max(hit.start - 5, -1), -1):
        if words[at] in SIGNS or lexicon.has("conjunction", words[at]):
            break
        if lexicon.has("article", words[at]):
            return Hit(hit.of, hit.statement, at, hit.end)
    return hit


def _did_it(hit: Hit, verb: int | None, lexicon: Lexicon) -> bool:
    words = hit.words
    if _owns_fault(hit, lexicon):
        return True
    if hit.zone is not Zone.FINDING:
        return _is_negative(hit, verb, lexicon)
    if verb is None:
        return _is_agent(hit, lexicon) and any(
            lexicon.has(name, word)
            for word in _clause(hit)
            for name in ("acted", "fault", "fault_noun")
        )
    if lexicon.has("fault", words[verb]) or failed(hit, verb, lexicon):
        return True
    if lexicon.has("fault_adjective", words[verb]):
        return not is_denied(hit, verb)
    is_hypothetical = any(lexicon.has("hypothetical", word) for word in words[hit.end : verb])
    if is_hypothetical or is_denied(hit, verb):
        return False
    is_careless = any(lexicon.has("negative", word) for word in words[verb:])
    return acted(words, verb, lexicon, is_careless)


def _owns_fault(hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a fault follows as the person's own: Sarah's mistake."""
    words = hit.words
    if not any(lexicon.has("possessive", word) for word in words[hit.end : hit.end + 1]):
        return False
    owned = words[hit.end + 1 : hit.end + 4]
    return any(lexicon.has(name, word) for word in owned for name in ("fault_noun", "negative"))


def _is_asked_why(hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether the person is asked for reasons: why did Sarah skip it?"""
    asks = any(lexicon.has("why", word) for word in hit.words[: hit.start])
    return asks and hit.sentence.is_question


def _is_agent(hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether something was done by the person: approved by an intern."""
    words = hit.words
    at = hit.start - 1
    while at > 0 and hit.start - at < 5 and not lexicon.has("by", words[at]):
        at -= 1
    is_by = at >= 0 and lexicon.has("by", words[at])
    return is_by and all(word not in SIGNS for word in words[at : hit.start])


def _clause(hit: Hit) -> Sequence[str]:
    """Return the words of the sentence but those of the person."""
    return [*hit.words[: hit.start], *hit.words[hit.end :]]
