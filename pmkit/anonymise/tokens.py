"""A folded text as words, each with what the matching asks about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmkit.anonymise.views import HELD

LONGEST = 64
"""Letters of the longest word that is looked into; a longer one is refused."""


class Token(NamedTuple):
    """One word.

    Attributes:
        word: Without regard to case.
        raw: As it stands.
        line: From 1.
        gap: What parts it from the word before.
        begins: Whether it may be the first word of a sentence.
    """

    word: str
    raw: str
    line: int
    gap: str
    begins: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()

    @property
    def is_joined(self) -> bool:
        """Whether no space parts it from the word before."""
        return not _SPACE.search(self.gap)


_WORD = re.compile(rf"(?:[^\W_]|{HELD})+")
_BEGINS = re.compile(r"[.!?:;|\"“„«(#•*>\[]|(?:^|\n)\s*-\s|\s[-–—]\s|\n\s*\n")
_SPACE = re.compile(r"\s")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def tokens(text: str, humps: bool) -> list[Token]:
    """Return the words of `text`; with `humps`, `AcmePortal` is two of them."""
    return list(_tokens(text, humps))


def _tokens(text: str, humps: bool) -> Iterator[Token]:
    line, end = 1, 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()]
        begins = end == 0 or bool(_BEGINS.search(gap))
        line += gap.count("\n")
        end = found.end()
        raw = found[0].replace(HELD, "")
        for part in filter(None, _HUMP.split(raw) if humps else [raw]):
            yield Token(part.casefold(), part, line, gap, begins)
            gap, begins = "", False
        line += found[0].count(HELD)


def has_humps(text: str) -> bool:
    """Tell whether some word of `text` is written in one with another."""
    return _HUMP.search(text) is not None
