"""A text → its sentences → their words, each with its place; quotes and links are out of sight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

HIDDEN = "\ufffc"
"""What stands in the place of a character that is not looked at; a run of them is one word."""

LONGEST = 1_000
"""A sentence of more characters is cut: nobody writes one, and time must stay in proportion."""

_WORD = re.compile(
    rf"\d[\d.,:/-]*(?<=\d)|[^\W_]+(?:'[^\W_]+)?|[,;:()–—|…]|(?<=\s)-(?=\s)|{HIDDEN}+"
)
_END = re.compile(r"(?:(?<!\b[A-Za-z])\.|[!?…])+[\"”’')\]*_]*(?=\s)")
_ASIDE = re.compile(
    r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»"
    r"|(?<!\w)'[^'\n]{1,200}'(?!\w)|(?<!\w)‘(?:[^’\n]|’(?=\w)){1,200}’(?!\w)"
    r"|(?<=\])\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)|https?://[^\s<>()]{1,500}|</?[a-zA-Z][^<>\n]{0,200}>"
    r"|\b\w{1,40}_\w{1,60}|[\w.~-]{0,60}/[\w./-]{0,100}\.\w{1,6}\b"
)
"""What somebody said, where a link leads, tags, and names of files and variables."""

_NO_ASIDE = re.compile(r"(?:[^\"“„«'‘\]/<_]++|(?<=\w)'(?=\w))*+")
"""A text without any sign that one of them begins with."""


def lower(text: str) -> str:
    """Return `text` in lower case, its apostrophes straight, of the same length."""
    low = text.replace("’", "'").replace("ʼ", "'").lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def without_asides(text: str) -> str:
    """Return `text` with what is not looked at hidden, of the same length."""
    if _NO_ASIDE.fullmatch(text):
        return text
    return _ASIDE.sub(lambda match: HIDDEN * len(match[0]), text)


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of `text` begins and ends."""
    start = 0
    for match in _END.finditer(text):
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


@dataclass
class Sentence:
    """One sentence.

    Attributes:
        text: As written, what is not looked at hidden.
        words: Its words and clause signs in lower case; contractions are taken apart.
        places: Where each of them stands in `text`.
    """

    text: str
    words: list[str]
    places: list[tuple[int, int]]

    def is_capital(self, index: int) -> bool:
        """Tell whether a word is written with a capital."""
        return self.text[self.places[index][0]].isupper()

    def replace(self, names: Mapping[str, str]) -> None:
        """Let capitalised names be read as other words; what is quoted stays as written."""
        for at, word in enumerate(self.words):
            if word in names and self.is_capital(at):
                self.words[at] = names[word]

    def quote(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as they were written."""
        return self.text[self.places[start][0] : self.places[end - 1][1]]

    @cached_property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip(" \"”’')*_").endswith("?")


def read_sentence(text: str, contractions: Mapping[str, str]) -> Sentence:
    """Take one sentence apart.

    Args:
        contractions: What the end of a word behind its apostrophe stands for: `ve` is have.
    """
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(low := lower(text)):
        word, (start, end) = match[0], match.span()
        at = word.find("'")
        if at >= 0 or " " in contractions.get(word, ""):
            _take_apart(word, start, at, contractions, words, places)
        else:
            words.append(word)
            places.append((start, end))
    assert len(low) == len(text)
    return Sentence(text, words, places)


def _take_apart(
    word: str,
    start: int,
    at: int,
    contractions: Mapping[str, str],
    words: list[str],
    places: list[tuple[int, int]],
) -> None:
    """Add the parts of a word that is two: `didn't` is did, not; `client's` is client, 's."""
    end = start + len(word)
    whole = contractions.get(word, "").split()
    if whole:
        words += whole
        places += [(start, end)] * len(whole)
    else:
        words += [word[:at], contractions.get(word[at + 1 :], word[at:])]
        places += [(start, start + at), (start + at, end)]


class FlatContractions:
    """Takes contractions apart where signs have become spaces: `didn t` is did, not."""

    def __init__(self, contractions: Mapping[str, str]) -> None:
        self._pairs: dict[tuple[str, str], list[str]] = {}
        self._single: dict[str, list[str]] = {}
        for short, meant in contractions.items():
            first, sign, second = short.partition("'")
            if sign:
                self._pairs[first, second] = meant.split()
            else:
                self._single[short] = meant.split()
        self._signs = frozenset(self._single).union(second for _, second in self._pairs)

    def apart(self, words: list[str]) -> list[str]:
        """Return `words` with every contraction in full."""
        if self._signs.isdisjoint(words):
            return words
        found: list[str] = []
        for word in words:
            pair = self._pairs.get((found[-1], word)) if found else None
            if pair:
                found[-1:] = pair
            else:
                found += self._single.get(word) or [word]
        return found
