"""A review that was held, at the end of its post-mortem's list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmkit.edits.change import Append, Value
from pmkit.errors import PmkitError
from pmkit.model.enums import ActionStatus, Result, ReviewKind, Status
from pmkit.model.parts import Action, Review
from pmkit.model.postmortem import PostMortem
from pmkit.progress.desk import Desk
from pmkit.progress.moves import DONE, VERIFIED, Moved
from pmkit.record import Record
from pmkit.visible import visible


class ReviewRefused(PmkitError):
    """The file says that there can be no such review."""


@dataclass(frozen=True, slots=True)
class NewReview:
    """What is recorded of a review.

    Attributes:
        outcome: None as long as it is to be asked for.
        day_given: Whether somebody named the day; else a review that says the same, of whatever
            day, is this one.
    """

    kind: ReviewKind
    held_on: date
    outcome: Result | None
    note: str | None = None
    day_given: bool = True


def record_review(desk: Desk, record: Record, new: NewReview) -> None:
    """Record a review in its post-mortem, in memory.

    Raises:
        PmkitError: It is not possible.
    """
    file = desk.open(record.path)
    pm = desk.read(file).postmortem
    require_begun(record.id, pm, new.kind, new.held_on)
    desk.change(file, record.id, _moved(record.id, pm, new))


def require_begun(name: str, pm: PostMortem, kind: ReviewKind, on: date) -> None:
    """Refuse a review of something that had not been held on the day `on`.

    Raises:
        ReviewRefused: It had not.
    """
    if kind is ReviewKind.CLIENT_FOLLOW_UP:
        start, key = pm.client_meeting_on, "client_meeting_on"
        if start is None:
            raise ReviewRefused(
                f"{visible(name)} tells of no talk with the client that could be followed up",
                "write its day into the file, as `client_meeting_on: YYYY-MM-DD`",
            )
    else:
        start = pm.held_on or pm.anchor_on
        key = "held_on" if pm.held_on else pm.anchor_key
    if start and on < start:
        raise ReviewRefused(
            f"{visible(name)}: on {on} there was nothing to review, `{key}` is {start}",
            f"name the day of the review with --on, or correct `{key}` in the file",
        )


def _moved(name: str, pm: PostMortem, new: NewReview) -> Moved:
    held = [review for review in pm.reviews if review.kind is new.kind]
    that_day = [review for review in held if review.held_on == new.held_on]
    if any(_says(review, new) for review in that_day):
        return Moved((), f"{_told(new, new.held_on)}, recorded already")
    if that_day:
        raise ReviewRefused(
            f"{visible(name)}: a {new.kind} review of {new.held_on} is recorded, and says something"
            f" else: {that_day[-1].outcome or 'no outcome'}",
            "correct it in the file, or name another day with --on",
        )
    newest = max(held, key=lambda review: review.held_on or date.min, default=None)
    if newest and not new.day_given and _says(newest, new):
        return Moved(
            (),
            f"{_told(new, newest.held_on)}, recorded already",
            "add `--on DATE` if it was held again",
        )
    assert new.outcome, "nothing is recorded before the outcome is known"
    item: dict[str, Value] = {"kind": new.kind, "held_on": new.held_on, "outcome": new.outcome}
    if new.note:
        item["note"] = new.note
    added = Append(("reviews",), item, in_braces=True)
    draft = "it is a draft, so `pmkit reviews` leaves it out" if pm.status is Status.DRAFT else ""
    return Moved((added,), _told(new, new.held_on), draft)


def _told(new: NewReview, day: date | None) -> str:
    return f"{new.kind} review of {day}: {new.outcome}"


def _says(review: Review, new: NewReview) -> bool:
    """Tell whether `review` says what is to be recorded, a note only where one is."""
    return review.outcome is new.outcome and new.note in (None, review.note)


@dataclass(frozen=True, slots=True)
class InPlace:
    """How many of the actions that were not given up are in place, and what that speaks for."""

    done: int
    of: int

    @property
    def speaks_for(self) -> Result | None:
        """The outcome that people would expect; None where there is no action."""
        if not self.of:
            return None
        if self.done == self.of:
            return Result.EFFECTIVE
        return Result.PARTIALLY_EFFECTIVE if self.done else Result.NOT_EFFECTIVE


def in_place(actions: Iterable[Action]) -> InPlace:
    """Return how many of `actions` are implemented or verified, cancelled ones left out."""
    kept = [action for action in actions if action.status is not ActionStatus.CANCELLED]
    return InPlace(sum(action.status in (DONE, VERIFIED) for action in kept), len(kept))
