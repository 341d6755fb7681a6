"""The words that set a text apart, so that others like it can be looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log

from pmkit.config import Repository
from pmkit.load import limits_of, load_document
from pmkit.record import Record
from pmkit.registers import Registers
from pmkit.reports.selecting import tags_of
from pmkit.search.engine import Engine
from pmkit.search.find import Wanted
from pmkit.search.found import WEIGHTS
from pmkit.search.passages import Passage, passages_of
from pmkit.search.plain_words import PLAIN_WORDS
from pmkit.search.query import Term
from pmkit.stems import stem

MOST_TERMS = 24
"""More words bring in what the text mentions, and hide what it is about."""

_CANDIDATES = 150
_COMMON = 0.4
"""A word in more of the post-mortems than this says nothing about one of them."""

_WORD = re.compile(r"[^\W\d_][^\W_]{1,40}")
_ANY_CASE = 3
"""Letters of a word that counts however it is written: OCR and fax; a shorter one in capitals."""


def telling_terms(engine: Engine, passages: Iterable[Passage], *, own: int = 0) -> tuple[Term, ...]:
    """Return the most telling words of `passages`: often here, seldom elsewhere.

    Args:
        own: In how many post-mortems the passages stand; a word in no other finds none.
    """
    counts: Counter[str] = Counter()
    for passage in passages:
        for word in _words(passage.text):
            counts[word] += int(WEIGHTS[passage.column])
    often = sorted(counts, key=lambda word: (-counts[word], word))[:_CANDIDATES]
    rarity = engine.rarity(often)
    least = own / (engine.size or 1)
    telling = [word for word in often if least < rarity[word] <= _COMMON] or often
    telling.sort(key=lambda word: (-counts[word] * -log(max(rarity[word], 1e-9)), word))
    return tuple(Term((word,)) for word in _one_of_each(telling)[:MOST_TERMS])


def _one_of_each(words: Iterable[str]) -> list[str]:
    """Return the first form of each word: claim and claims find the same, and count once."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(stem(word), word)
    return list(first.values())


def _words(text: str) -> Iterator[str]:
    """Yield the words of `text` that may tell something, in lower case."""
    for word in _WORD.findall(text):
        folded = word.lower()
        if folded not in PLAIN_WORDS and (len(word) >= _ANY_CASE or word.isupper()):
            yield folded


def resembling(
    engine: Engine, repository: Repository, record: Record, wanted: Wanted, registers: Registers
) -> Wanted:
    """Return `wanted` for what resembles the post-mortem `record`, itself left out."""
    tags = tags_of(record.tags, registers)

    def shared_tags(other: Record) -> tuple[str, ...]:
        theirs = tags_of(other.tags, registers)
        return tuple(tag for tag in tags if tag in theirs)

    document = load_document(repository.root, record.path, limits_of(repository))
    terms = telling_terms(engine, passages_of(document), own=1)
    return replace(
        wanted,
        terms=terms,
        any_of_them=True,
        like=record.path,
        shared_tags=shared_tags,
    )
