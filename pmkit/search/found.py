"""What a search found, and the words around the best hit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pmkit.record import Skipped

START, END = "\x01", "\x02"
"""Stand around each hit until it is shown; passages hold no control characters."""

_MARKED = re.compile(f"{START}([^{START}{END}]*){END}")
_AROUND = 160
"""Characters of a snippet."""

WEIGHTS = {"title": 8.0, "tags": 6.0, "lessons": 5.0, "analysis": 4.0, "actions": 3.0, "body": 1.0}
"""How much a hit weighs by where it stands: a lesson says more about a case than its timeline."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One post-mortem that was found; the fields are the keys of its JSON.

    Attributes:
        score: The higher the better; comparable within one search only.
        snippet: The words around the best hit, each hit between two asterisks: `**drift**`.
        line: On which the passage of the snippet begins.
        found_in: title, tags, lessons, analysis, actions or body.
        shared_tags: Of the post-mortem that it resembles, where one was named.
    """

    postmortem: str
    title: str | None
    score: float
    snippet: str
    path: str
    line: int
    found_in: str
    shared_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one search.

    Attributes:
        hits: The best first.
        total: How many fit, those beyond the limit included.
        is_partial: Whether none had all the words, so that these have some of them.
        outside: How many have the words and do not pass the filters.
    """

    hits: tuple[Hit, ...]
    total: int
    is_partial: bool
    skipped: tuple[Skipped, ...]
    outside: int = 0


class Marked(NamedTuple):
    """A passage with its hits between `START` and `END`."""

    column: str
    line: int
    text: str


_TELLING = ("tags", "title", "body", "actions", "analysis", "lessons")
"""Which passage says most beside the title, which is shown anyway; the most telling last."""


def best_passage(passages: Iterable[Marked]) -> Marked | None:
    """Return the passage with the most different hits, the most telling among equals."""
    rated = ((_rate(passage), passage) for passage in passages if START in passage.text)
    return max(rated, key=lambda pair: pair[0], default=(None, None))[1]


def _rate(passage: Marked) -> tuple[int, int, int, int]:
    hits = [hit.casefold() for hit in _MARKED.findall(passage.text)]
    return len(set(hits)), _TELLING.index(passage.column), len(hits), -passage.line


def snippet_of(text: str) -> str:
    """Return the part of a marked passage around its first hits, hits between asterisks."""
    first = text.find(START)
    start = max(first - _AROUND // 3, 0)
    if start:
        start = text.find(" ", start, first) + 1 or first
    stop = start + _AROUND
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), text.find(END, first) + 1, start + 1)
    part = text[start:stop].strip()
    if part.rfind(START) > part.rfind(END):
        part += END
    marked = part.replace(START, "**").replace(END, "**")
    return ("…" if start else "") + marked + ("…" if stop < len(text) else "")
