"""Which reviews a post-mortem owes, and when: one definition for the rules and the reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pmkit.model.enums import ReviewKind

REVIEW_DAYS = {ReviewKind.THIRTY_DAY: 30, ReviewKind.NINETY_DAY: 90}
"""Days from the meeting (else from the anchor date) to each review."""

FOLLOW_UP_DAYS = 30
"""Days from the meeting with the client to the follow-up."""


def annual_due(year: int) -> date:
    """Return the last day on which the look back on `year` is in time: 31 January after it."""
    return date(year + 1, 1, 31)


def obligations(
    anchor_on: date | None, held_on: date | None, client_meeting_on: date | None
) -> Iterator[tuple[ReviewKind, date]]:
    """Yield each review that is owed, held or not, with the last day on which it is in time."""
    start = held_on or anchor_on
    if start:
        for kind, days in REVIEW_DAYS.items():
            yield kind, start + timedelta(days=days)
    if client_meeting_on:
        yield ReviewKind.CLIENT_FOLLOW_UP, client_meeting_on + timedelta(days=FOLLOW_UP_DAYS)
