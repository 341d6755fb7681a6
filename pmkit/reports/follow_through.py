"""Follow-through: of what was promised and is due, how much is in place, and how much in time.

Definition (commands.md, "Meanings that must be exact"): over the newest five post-mortems that
count and have actions due on or before the day: implemented or verified / due. Cancelled actions
neither count nor bring a post-mortem among the five.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record

NEWEST = 5
"""Over how many post-mortems follow-through is measured."""

FAILING = 0.5
"""A rate below this says that the trouble is following through, not analysis."""

DONE = ("implemented", "verified")
"""The statuses of an action that is in place."""


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """Of the actions due in the newest post-mortems that have any, how many are in place.

    Attributes:
        postmortems: Their ids, the newest first.
        due: Actions with a deadline on or before the day, cancelled ones left out.
        rate: None where nothing is due.
    """

    postmortems: tuple[str, ...]
    due: int
    implemented: int
    rate: float | None
    failing: bool


@dataclass(frozen=True, slots=True)
class FollowThroughAll:
    """The same over all post-mortems."""

    due: int
    implemented: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of all actions due, how many were implemented by the deadline as it stands."""

    due: int
    implemented_in_time: int
    rate: float | None


def find_follow_through(chosen: Sequence[Record], as_of: date) -> FollowThrough:
    """Return the figure over the newest of `chosen`, the post-mortems that count, in order."""
    newest = [record for record in reversed(chosen) if _due(record, as_of)][:NEWEST]
    whole = find_follow_through_all(newest, as_of)
    failing = whole.rate is not None and whole.rate < FAILING
    ids = tuple(record.id for record in newest)
    return FollowThrough(ids, whole.due, whole.implemented, whole.rate, failing)


def find_follow_through_all(chosen: Iterable[Record], as_of: date) -> FollowThroughAll:
    """Return the figure over all of `chosen`."""
    due = [action for record in chosen for action in _due(record, as_of)]
    done = sum(action.status in DONE for action in due)
    return FollowThroughAll(len(due), done, _rate(done, len(due)))


def find_on_time(chosen: Iterable[Record], as_of: date) -> OnTime:
    """Return how many of the actions due in `chosen` were implemented in time."""
    due = [action for record in chosen for action in _due(record, as_of)]
    in_time = sum(_is_in_time(action) for action in due)
    return OnTime(len(due), in_time, _rate(in_time, len(due)))


def _due(record: Record, as_of: date) -> list[ActionRecord]:
    """Return the actions that were to be done by `as_of`; cancelled ones do not count."""
    return [
        action
        for action in record.actions
        if action.deadline and action.deadline <= as_of and action.status != "cancelled"
    ]


def _is_in_time(action: ActionRecord) -> bool:
    return bool(
        action.implemented_on and action.deadline and action.implemented_on <= action.deadline
    )


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
