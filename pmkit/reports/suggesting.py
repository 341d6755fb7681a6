"""`tags suggest`: the tags that a text is about, with the words that make one think so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.reports.selecting import tags_of
from pmkit.search.passages import passages_of
from pmkit.search.plain_words import PLAIN_WORDS
from pmkit.taxonomy.likeness import likeliest

if TYPE_CHECKING:
    from pmkit.document.read import Document
    from pmkit.registers import Registers

MOST = 5
"""So many are suggested unless more are asked for; a cause has one or two."""
_MOST_WORDS = 8
_PLAIN = 3
"""Letters; shorter words add up, and tell a reader nothing, as plain ones do."""


@dataclass(frozen=True, slots=True)
class SuggestedTag:
    """One tag; the fields are the keys of its JSON.

    Attributes:
        words: What made one think so, as it stands in the text, the weightiest first.
        carried: Whether the file has it already.
    """

    tag: str
    group: str | None
    title: str | None
    words: tuple[str, ...]
    carried: bool


def suggest_tags(
    text: str, carried: tuple[str, ...], registers: Registers, most: int
) -> list[SuggestedTag]:
    """Return at most `most` tags that `text` is about, the likeliest first.

    Args:
        carried: The tags that the file has, as written.
    """
    there, known = tags_of(carried, registers), registers.taxonomy.tags
    return [
        SuggestedTag(
            tag=one.tag,
            group=known[one.tag].group,
            title=known[one.tag].title,
            words=tuple(filter(_is_telling, one.words))[:_MOST_WORDS],
            carried=one.tag in there,
        )
        for one in likeliest(text, registers.taxonomy)[:most]
    ]


def _is_telling(word: str) -> bool:
    return len(word) > _PLAIN and word.casefold() not in PLAIN_WORDS


def text_of(document: Document) -> str:
    """Return what a post-mortem says about what happened: all that is searched but its tags."""
    return "\n".join(one.text for one in passages_of(document) if one.column != "tags")


def carried_by(document: Document) -> tuple[str, ...]:
    """Return the tags of the causes and lessons of `document`, as written."""
    return tuple(dict.fromkeys(_carried(document)))


def _carried(document: Document) -> Iterator[str]:
    for one in passages_of(document):
        if one.column == "tags":
            yield one.text
