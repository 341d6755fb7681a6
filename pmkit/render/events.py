"""What stands in a calendar: actions and reviews on the day that they are due.

An event tells what the files say, not how late it is: that would be wrong on the next morning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pmkit.render.ics import Event
from pmkit.render.tables.overdue import due_on
from pmkit.render.words import slips_of, text
from pmkit.reports.reviews import OwedReview, ReviewState
from pmkit.reports.tracked import State, TrackedAction

_CHECKED = (State.UNVERIFIED, State.WAITING)
"""The states in which the work is done and its check is due."""


_FOLLOW_UP = {"client-follow-up": "client follow-up"}


def to_events(rows: Iterable[object]) -> list[Event]:
    """Return an event for each action and review among `rows` that falls on a day.

    An action falls on its deadline, once it is implemented on the day of its check; a review on
    the last day on which it is in time.
    """
    rows = list(rows)
    actions = [row for row in rows if isinstance(row, TrackedAction) and due_on(row)]
    reviews = [row for row in rows if isinstance(row, OwedReview)]
    actions.sort(key=lambda row: (row.path, row.line))
    reviews.sort(key=lambda row: (row.postmortem, row.due_on))
    return [
        *map(_action, actions, _uids(f"{row.ref}@action.pmkit" for row in actions)),
        *map(_review, reviews, _uids(f"{r.postmortem}:{r.review}@review.pmkit" for r in reviews)),
    ]


def _uids(names: Iterable[str]) -> Iterator[str]:
    """Number those that were there before, as where two files have one name."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{seen[name]}.{name}"


def _action(row: TrackedAction, uid: str) -> Event:
    day, owner, what = due_on(row), text(row.owner) or "nobody", text(row.what)
    assert day
    lines = _lines(
        ("status", row.status),
        ("deadline", row.deadline),
        ("moved", slips_of(row.slips, row.slipped_days)),
        ("verify by", row.verify_by),
        ("client", row.client),
        ("team", row.team),
        ("post-mortem", row.title),
        ("file", f"{row.path}:{row.line}"),
    )
    return Event(
        uid=uid,
        day=day,
        summary=f"check: {what} ({owner})" if row.state in _CHECKED else f"{owner}: {what}",
        lines=(row.ref, *lines),
        categories=row.tags,
        is_over=row.is_closed,
    )


def _review(row: OwedReview, uid: str) -> Event:
    return Event(
        uid=uid,
        day=row.due_on,
        summary=f"{_FOLLOW_UP.get(row.review, f'{row.review} review')}: {row.postmortem}",
        lines=_lines(("held", row.held_on), ("outcome", row.outcome)),
        is_over=row.state is ReviewState.DONE,
    )


def _lines(*told: tuple[str, object]) -> tuple[str, ...]:
    """Return `name: value` for each that has a value."""
    return tuple(f"{name}: {text(value)}" for name, value in told if text(value))
