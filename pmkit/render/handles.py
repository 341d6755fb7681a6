"""Names of post-mortems short enough for a page, that pmkit still finds them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

Name: TypeAlias = Callable[[str, float], str]
"""Shortens a reference to at most that share of the page's width, or leaves it whole."""

_SHORTEST = 22
"""Nothing is cut to less than this on a narrow page, so that two words of a name are left."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")


def shortener(ids: Iterable[str], width: int) -> Name:
    """Return what shortens a reference to a share of `width`, if a part of its id is unique.

    The day in front is left out, then words at the end; where that fits more than one of `ids`,
    the day stays. A reference of which no part is unique stays whole.
    """
    known = "\n".join(ids)

    def short(ref: str, share: float) -> str:
        limit = max(int(width * share), _SHORTEST)
        if len(ref) <= limit:
            return ref
        name, colon, action = ref.partition(":")
        room = limit - len(colon + action)
        parts = (part for part in _parts(name) if len(part) <= room and known.count(part) == 1)
        return next(parts, name) + colon + action

    return short


def whole(ref: str, share: float) -> str:
    """Return `ref`, for pages that may be as wide as they like."""
    return ref


def _parts(name: str) -> Iterable[str]:
    """Yield ever shorter parts of an id, each of whole words: without its day, then with it."""
    dated = _DATE.match(name)
    words = name[dated.end() :].split("-") if dated else name.split("-")
    for day in ("", dated[0]) if dated else ("",):
        for end in range(len(words), 0, -1):
            yield day + "-".join(words[:end])
