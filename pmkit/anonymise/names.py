"""A name that must not leave the house, and the texts by which it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from pmkit.anonymise.fold import fold, spelled_out
from pmkit.anonymise.lexicon import is_ordinary, listed

PEOPLE = frozenset({"person", "participant", "owner", "author", "git author", "signer"})
"""Sorts of names whose every word names somebody; of the others the whole does, and its marked
words."""
SLUGS = frozenset({"project", "post-mortem", "team"})
"""Sorts that are often put together of everyday words."""


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the dictionary.

    Attributes:
        sort: What is called so: person, client, project …
        place: Where it stands, in words that do not tell it: `people entry 3, alias 2`.
        text: The name itself; shown only to somebody who asks for it.
    """

    sort: str
    place: str
    text: str


LEGAL = listed(
    "ab ag as bv co company corp corporation doo eurl gbr gmbh group holding holdings inc "
    "incorporated international kg kgaa kk limited llc llp lp ltd mbh nv oy oyj plc pte pty sa "
    "sarl sas se sl spa srl ug"
)
"""Legal forms and the like: alone they name nobody."""
SMALL = listed(
    "a al and b bin da de del della den der des di do dos du e el et for het ibn in la las le les "
    "los mac mc na of on op san st te ten ter the to u und van vom von y z zu zum zur"
)
"""Small words within names: alone they name nobody."""
TITLES = listed("dr frau herr mr mrs ms mx prof professor sir")
_ADDRESS = listed(
    "admin bot ci com dev devops edu eu git github gitlab hello info io local localhost mail net "
    "noreply office org ops root support team test users www"
)
"""Parts of addresses that name nobody."""
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(_WORD.findall(fold(text, without).casefold()))


def significant(words: Iterable[str], sort: str) -> tuple[str, ...]:
    """Return the words that name somebody: no legal forms, small words, titles, bare letters."""
    idle = SMALL | (TITLES if sort in PEOPLE else LEGAL)
    if sort in ("git author", "client"):
        idle |= _ADDRESS
    return tuple(word for word in words if word not in idle and len(word) > 1)


def is_marked(word: str) -> bool:
    """Tell whether `word` names somebody by itself, in any case: no everyday word, no number."""
    return len(word) > 1 and not word.isdecimal() and not is_ordinary(word)


Spelling = Callable[[str], str]


def with_umlauts_spelled(text: str) -> str:
    """Müller as Mueller."""
    return spelled_out(text)


def with_umlauts_short(text: str) -> str:
    """Mueller as Muller: what is left of Müller without its dots."""
    return _LONG.sub(lambda found: found[0][0], text)


_LONG = re.compile(r"ae|oe|ue|aa", re.IGNORECASE)


def with_and(text: str) -> str:
    """Smith & Sons as Smith and Sons."""
    return re.sub(r"[&+]", " and ", text)


def with_und(text: str) -> str:
    """Kraus & Sohn as Kraus und Sohn."""
    return re.sub(r"[&+]", " und ", text)


def lowered(text: str) -> str:
    """In small letters, which in some scripts look like other Latin ones than the capitals do."""
    return text.lower()


def raised(text: str) -> str:
    """In capitals, for the same reason."""
    return text.upper()


SPELLINGS: dict[str, Spelling] = {
    step.__name__: step
    for step in (with_umlauts_spelled, with_umlauts_short, with_and, with_und, lowered, raised)
}
"""Ways to write a name beside the one in which it stands."""


def _as_it_is(text: str) -> str:
    return text


def spellings(text: str, without: Collection[str] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of each way to write a name, each once."""
    seen = set()
    for step in (_as_it_is, *(step for name, step in SPELLINGS.items() if name not in without)):
        words = words_of(step(text), without)
        if words and words not in seen:
            seen.add(words)
            yield words


_MOST_ORDERS = 4
"""Names of more words are looked for as written and from the end only."""


def orders(words: tuple[str, ...], without: Collection[str] = ()) -> set[tuple[str, ...]]:
    """Return `words` in every order in which somebody may write them: last name first, say."""
    if "orders" in without:
        return {words}
    if len(words) <= _MOST_ORDERS:
        return set(permutations(words))
    return {words, words[::-1], (words[-1], *words[:-1]), (*words[1:], words[0])}


ACRONYMS = listed(
    "ABC AI AM API APIS AR AWS BI CAD CD CEO CFO CI CIO CLI CPU CRM CSV CTO CV DB DE DNS DPO EDA "
    "EN ERP ETL EU EUR FAQ FR GB GBP GCP GDPR GPT GPU HR HTML HTTP IAM ID IDE IO IP IR ISO IT "
    "JSON KB KPI LLM LM LSTM MB MFA ML MLOPS MS MVP NB NDA NER NLP NO NPS NVM OCR OK OKR OS PC "
    "PDF PII PM PO PR PSI QA RAG RAM RC RFC RFP ROI RPA SAAS SDK SLA SLO SOC SOP SOW SQL SRE SSO "
    "SUS TB TLS TODO TTS UAT UI UK UN URL US USD UX VAT VM VP VPN VR WER XML YAML"
)
"""Everyday abbreviations; somebody's initials that are one of these are not looked for."""


_CAPITALS = re.compile(r"[^\W\d_]{2,4}")
_APOSTROPHE = re.compile("['’ʼ`´]")


def initials(text: str, sort: str) -> set[str]:
    """Return the initials of a name, as capitals and as written: BoA, BOA, BA; BP is its own."""
    found = {text.strip()} if _CAPITALS.fullmatch(text.strip()) else set()
    idle = TITLES if sort in PEOPLE else LEGAL
    for way in (text, _APOSTROPHE.sub("", text)):
        bare = [word for word in _WORD.findall(fold(way)) if word.casefold() not in idle]
        weighty = [word for word in bare if word.casefold() not in SMALL]
        long = [word for word in weighty if len(word) > 1]
        for some in (bare, weighty, long, long[:1] + long[-1:]):
            letters = "".join(word[0] for word in some)
            if len(some) > 1 and letters.isalpha():
                found |= {letters, letters.upper()}
    return {one for one in found if one.upper() not in ACRONYMS and one[0].isupper()}


_LINKED = re.compile(r"[^\W_]+(?:\s*[&+]\s*[^\W_]+)+")


def linked(text: str) -> set[str]:
    """Return the first letters of words with an ampersand between them, in small letters.

    `hm` for H&M, `ey` for Ernst & Young Global, `11` for 1&1.
    """
    return {
        "".join(word[0] for word in words_of(found[0])) for found in _LINKED.finditer(fold(text))
    }
