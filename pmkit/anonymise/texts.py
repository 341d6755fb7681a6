"""The free texts of an anonymised digest: all that an author's own words can stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pmkit.reports.digest.shared import SharedDigest


def texts_of(digest: SharedDigest) -> Iterator[str]:
    """Yield each text as it stands in the digest."""
    for cause in (cause for item in digest.patterns for cause in item.causes):
        yield from (cause.what, cause.root)
    for lesson in digest.lessons:
        yield from (lesson.lesson, lesson.implication)


def with_texts(digest: SharedDigest, change: Callable[[str], str]) -> SharedDigest:
    """Return `digest` with each text changed, and everything else and all order as it was."""
    patterns = tuple(
        replace(
            item,
            causes=tuple(
                replace(cause, what=change(cause.what), root=change(cause.root))
                for cause in item.causes
            ),
        )
        for item in digest.patterns
    )
    lessons = tuple(
        replace(item, lesson=change(item.lesson), implication=change(item.implication))
        for item in digest.lessons
    )
    return replace(digest, patterns=patterns, lessons=lessons)
