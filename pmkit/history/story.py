"""What is known of one file: its values, their changes, and how that is kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

Key: TypeAlias = tuple[str, str]
"""An action's id, empty for the post-mortem itself, and the name of one of its values."""

Values: TypeAlias = dict[Key, str]
"""What one version of a file says, as far as it can be read."""

OF_POSTMORTEM = ""


class Change(NamedTuple):
    """One change of one value.

    Attributes:
        on: The author's day.
        action: The action's id; empty for the post-mortem itself.
        field: `deadline`, `owner`, `status`, `verification`; `path` for a file that was renamed;
            `action` for an action that was added to a file.
        late: Whether the deadline that held before the commit was past.
    """

    place: int
    commit: str
    on: str
    author: str
    action: str
    field: str
    old: str
    new: str
    late: bool


class Line(NamedTuple):
    """A value as it was last read, and its changes, oldest first."""

    value: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of one file at one commit.

    Attributes:
        number: Stays the same when the file is renamed.
        blob: Its version.
        lines: None until two versions of it were compared.
        born: The commit that brought it.
        skipped: How many of its versions could not be read.
        is_partial: Whether versions were passed over, since nobody asked for the file.
    """

    number: int
    blob: str
    born: Change
    lines: Mapping[Key, Line] | None = None
    moves: tuple[Change, ...] = ()
    skipped: int = 0
    is_partial: bool = False


class Sealed(NamedTuple):
    """A story as it was kept; most are handed on without being looked into."""

    number: int
    blob: str
    is_partial: bool
    told: list[Any]


class IncompleteError(Exception):
    """What was kept does not reach back far enough; everything has to be read again."""


def opened(story: Story | Sealed) -> Story:
    """Return the story that `story` holds.

    Raises:
        IncompleteError: What was kept is odd.
    """
    if isinstance(story, Story):
        return story
    try:
        return _story(story.told)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError):
        raise IncompleteError from None


def to_kept(story: Story | Sealed) -> list[object]:
    """Return a story as lists."""
    if isinstance(story, Sealed):
        return story.told
    lines = None
    if story.lines is not None:
        lines = [[*key, line.value, line.changes] for key, line in story.lines.items()]
    rest = (story.born, lines, story.moves, story.skipped)
    return [story.number, story.blob, story.is_partial, *rest]


def _story(told: list[Any]) -> Story:
    number, blob, is_partial, born, lines, moves, skipped = told
    read = None
    if lines is not None:
        read = {
            (name, field): Line(value, _changes(changes)) for name, field, value, changes in lines
        }
    return Story(number, blob, _change(born), read, _changes(moves), int(skipped), is_partial)


def _changes(told: list[Any]) -> tuple[Change, ...]:
    return tuple(_change(one) for one in told)


def _change(told: list[Any]) -> Change:
    place, *texts, late = told
    if len(texts) != 7 or not all(isinstance(text, str) for text in texts):
        raise ValueError("no change")
    return Change._make([int(place), *texts, bool(late)])
