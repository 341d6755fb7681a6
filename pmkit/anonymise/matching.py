"""Where a text holds a name: one function for each way in which a name can stand there.

A finder takes the words of a text and yields the line and the name of each hit. `FINDERS` holds
them by name. Each looks at a word a bounded number of times, so the time grows with the text and
not with what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from pmkit.anonymise.dictionary import (
    LONGEST,
    SHORTEST,
    Dictionary,
    is_unspaced,
    without_one,
)
from pmkit.anonymise.lexicon import is_known, listed
from pmkit.anonymise.runs import Found, ampersands, bare_of, initials, spelled, wholes
from pmkit.anonymise.tokens import Token

Finder = Callable[[Sequence[Token], Dictionary], Found]

_INFIX = 4
"""Letters of the shortest name that is looked for in the middle of a word."""


def single_words(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a word that names somebody in any case."""
    for token, after in zip_longest(words, words[1:]):
        if token.word in names.marked and not _is_month(token, after):
            yield token.line, names.marked[token.word]


def plurals(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet such a word with the ending of a plural, or of a possessive without apostrophe."""
    for token in words:
        is_inside = token.is_capital and not token.begins
        for bare in bare_of(token.word):
            if bare in names.marked and (is_inside or not _is_another(token, bare)):
                yield token.line, names.marked[bare]
            elif bare in names.everyday and is_inside:
                yield token.line, names.everyday[bare]


def _is_another(token: Token, bare: str) -> bool:
    """Tell whether a word is English and no plural of `bare`: `times` of Tim, `moss` of Mos.

    With a capital only those count as one that often begin a sentence: `This` of Thi.
    """
    if token.is_capital and token.word not in _OPENERS:
        return False
    return is_known(token.word) and not is_known(bare)


_OPENERS = listed("as does has his is its less plus this thus times us was yes")


def capitals(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet an everyday word that is a name, when it begins with a capital."""
    for token, after in zip_longest(words, words[1:]):
        if not token.is_capital or (after and after.word == "t" and after.gap in ("'", "’")):
            continue  # no capital, or `Don't`
        if _is_month(token, after):
            continue
        opens = token.begins and not _is_stressed(token, after)
        if token.word in names.everyday and not (opens and _is_verb(token, after)):
            yield token.line, names.everyday[token.word]
        elif token.word in names.parts and not opens:
            yield token.line, names.parts[token.word]


def _is_month(token: Token, after: Token | None) -> bool:
    """Tell whether a month with its year stands there: `May 2026` is nobody's name."""
    return bool(token.word in _MONTHS and after and after.gap == " " and _YEAR.match(after.word))


_MONTHS = listed("april august june may")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def _is_stressed(token: Token, after: Token | None) -> bool:
    """Tell whether a capital stands there for more than the begin of a sentence."""
    return token.raw[1:].isupper() or bool(after and not after.gap)


def _is_verb(token: Token, after: Token | None) -> bool:
    """Tell whether a sentence begins with a verb: `Will the`, `Mark every`."""
    return bool(
        token.word in _VERBS
        and after
        and after.line == token.line
        and not after.begins
        and not after.is_capital
        and after.word in _AFTER_VERBS
    )


_VERBS = listed("bill can chase grant mark may pat rob sue will")
_AFTER_VERBS = listed(
    "a all an any both each every it its no our that the their them these they this those we you "
    "your"
)
"""Words that follow a verb and never a name: nobody writes `Will the` and means a person."""


def compounds(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a name within a longer word, unless English has that word."""
    lengths = names.lengths
    for token in words:
        if not names.is_plain(token.word) and not _is_prefixed(token.word, names):
            for inner in _within(token.word, lengths, names):
                yield token.line, names.inside[inner]
                break


def _is_prefixed(word: str, names: Dictionary) -> bool:
    """Tell whether `word` is an English one behind a prefix, and neither of the two is a name."""
    return any(
        len(word) - len(prefix) > SHORTEST
        and is_known(word.removeprefix(prefix))
        and names.inside.keys().isdisjoint((prefix, *_forms(word.removeprefix(prefix))))
        for prefix in _PREFIXES
        if word.startswith(prefix)
    )


def _forms(word: str) -> tuple[str, ...]:
    return word, *bare_of(word)


_PREFIXES = listed(
    "anti auto co de dis inter mis multi non out over post pre re self semi sub super un under up"
)


def _within(word: str, lengths: Sequence[int], names: Dictionary) -> Iterator[str]:
    for length in lengths:
        if length >= len(word):
            return
        for at in range(len(word) - length + 1):
            inner = word[at : at + length]
            at_edge = at in (0, len(word) - length)
            if inner in names.inside and (at_edge or length >= _INFIX or is_unspaced(inner)):
                yield inner


def backwards(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a name that is written from its end."""
    for token in words:
        turned = token.word[::-1]
        if len(turned) >= SHORTEST and turned in names.inside and not names.is_plain(token.word):
            yield token.line, names.inside[turned]


def misspelt(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a name with one slip: a letter too many, missing, wrong, or two in the wrong order."""
    for token in words:
        if SHORTEST < len(token.word) <= LONGEST and not names.is_plain(token.word):
            for slip in without_one(token.word):
                near = [name for name in names.slips.get(slip, ()) if _is_near(name, token.word)]
                met = [names.marked[name] for name in near if name in names.marked]
                if met:
                    yield token.line, met[0]
                    break


def _is_near(one: str, other: str) -> bool:
    """Tell whether one slip makes `one` of `other`."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


FINDERS: dict[str, Finder] = {
    finder.__name__: finder
    for finder in (
        single_words,
        plurals,
        capitals,
        wholes,
        spelled,
        compounds,
        backwards,
        misspelt,
        initials,
        ampersands,
    )
}
