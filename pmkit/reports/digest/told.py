"""What a post-mortem tells, and to whom it may be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.document.hydrate import is_todo
from pmkit.load import load_reading
from pmkit.model.enums import Visibility

if TYPE_CHECKING:
    from pmkit.config import Repository
    from pmkit.model.postmortem import PostMortem
    from pmkit.record import Record


@dataclass(frozen=True, slots=True)
class Told:
    """One post-mortem as a whole.

    Attributes:
        is_open: Whether more than its title, tags and actions may be told outside of the meeting.
        in_doubt: Whether it says who may see it in a word that cannot be read.
    """

    record: Record
    postmortem: PostMortem
    is_open: bool
    in_doubt: bool


Tell = Callable[["Record"], Told]
"""Reads the whole of a post-mortem."""


def read_told(repository: Repository, record: Record) -> Told:
    """Read the whole of one post-mortem; in doubt it is for its participants alone."""
    reading = load_reading(repository, record)
    written = reading.document.data.get("visibility")
    in_doubt = written is not None and written not in [str(word) for word in Visibility]
    visibility = Visibility.PARTICIPANTS if in_doubt else reading.postmortem.visibility
    return Told(record, reading.postmortem, visibility is not Visibility.PARTICIPANTS, in_doubt)


def said(text: str | None) -> str:
    """Return what an author wrote as one line; a blank that is still to be filled in is empty."""
    words = " ".join((text or "").split())
    return "" if is_todo(words) else words
