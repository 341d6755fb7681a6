"""Names in several words of a text: side by side, in pieces, letter by letter, as initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pmkit.anonymise.dictionary import LONGEST, SHORTEST, Dictionary, Whole
from pmkit.anonymise.lexicon import is_common_pair, is_known
from pmkit.anonymise.names import SLUGS, Name
from pmkit.anonymise.tokens import Token

Found = Iterator[tuple[int, Name]]
"""The line and the name of each hit."""

_SURE = 8
"""Letters from which on a name broken into everyday words is no chance any more."""
_SURE_JOINED = 4
"""The same where no space parts the words."""
_DOTS = re.compile(r"[.\s-]{0,3}")
_MOST_INITIALS = 6


def bare_of(word: str) -> Iterator[str]:
    """Yield `word` without the endings that a plural may have given it."""
    for ending in ("s", "es"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word.removesuffix(ending)


def wholes(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a name in words that stand side by side, whatever parts them, or in pieces of them."""
    for place in range(len(words)):
        yield from _from(words, place, names)


def _from(words: Sequence[Token], place: int, names: Dictionary) -> Found:
    letters = ""
    for end in range(place, len(words)):
        letters += words[end].word
        run = words[place : end + 1]
        is_ending = words[end].word in ("s", "es")  # as in a possessive: it stands alone
        for run_letters in (letters, *(() if is_ending else bare_of(letters))):
            whole = names.wholes.get(run_letters)
            if whole and _is_met(whole, run_letters, run):
                yield words[end].line, whole.name
                break
        if letters not in names.prefixes:
            return


def _is_met(whole: Whole, letters: str, run: Sequence[Token]) -> bool:
    """Tell whether the words of `run` are the name, and not everyday words that make it up."""
    if len(run) == 1:
        return bool(whole.cuts) and (not is_known(letters) or _is_stressed(run[0]))
    ends, at = set(), 0
    for token in run[:-1]:
        at += len(token.word)
        ends.add(at)
    if ends <= whole.cuts:
        return _is_whole(whole, run)
    sure = _SURE_JOINED if all(token.is_joined for token in run[1:]) else _SURE
    return len(letters) >= sure or not _is_prose([token.word for token in run])


def _is_stressed(token: Token) -> bool:
    """Tell whether a capital stands there for more than the begin of a sentence."""
    return token.is_capital and (not token.begins or token.raw.isupper())


def _is_prose(words: Sequence[str]) -> bool:
    """Tell whether English sentences have these words in this order: `in a`, and not `a in`."""
    return all(is_common_pair(*pair) for pair in pairwise(words))


def _is_whole(whole: Whole, run: Sequence[Token]) -> bool:
    """Tell whether a run of whole words is the name.

    A project may be called `search-assistant`: that is met as a slug or with capitals, and
    `search assistant` is not. The same goes for everybody whose name is two everyday words, and
    for two words out of three.
    """
    is_common = whole.name.sort in SLUGS or len(whole.cuts) == 1
    return (
        not (whole.plain and is_common)
        or all(token.is_capital for token in run)
        or (not whole.partial and all(token.is_joined for token in run[1:]))
    )


def spelled(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet a name that is written letter by letter."""
    run: list[Token] = []
    for token in words:
        if len(token.word) == 1:
            run.append(token)
            continue
        yield from _in_run(run, names)
        run = []
    yield from _in_run(run, names)


def _in_run(run: Sequence[Token], names: Dictionary) -> Found:
    letters = "".join(token.word for token in run)
    for start in range(len(letters) - SHORTEST + 1):
        for end in range(start + SHORTEST, min(len(letters), start + LONGEST) + 1):
            name = names.spelled(letters[start:end])
            if name:
                yield run[start].line, name


def initials(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet somebody's initials, in one word or with full stops."""
    letters = ""
    for token in words:
        if token.raw in names.initials:
            yield token.line, names.initials[token.raw]
        if len(token.raw) > 1 or not token.is_capital:
            letters = ""
            continue
        letters = (letters if _DOTS.fullmatch(token.gap) else "")[-_MOST_INITIALS:] + token.raw
        for length in range(2, len(letters) + 1):
            if letters[-length:] in names.initials:
                yield token.line, names.initials[letters[-length:]]


_AMPERSAND = re.compile(r"\s?[&+]\s?")


def ampersands(words: Sequence[Token], names: Dictionary) -> Found:
    """Meet initials with an ampersand between them: `H&M`, `e & y`."""
    letters = ""
    for token in words:
        goes_on = len(token.word) == 1 and _AMPERSAND.fullmatch(token.gap)
        letters = letters + token.word if goes_on else token.word
        if goes_on and letters in names.linked:
            yield token.line, names.linked[letters]
