"""PM71x: does it move on? Drafts that stay, reviews that come due, closing too soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmkit.model.enums import ActionStatus, ReviewKind, Status
from pmkit.model.obligations import REVIEW_DAYS, obligations
from pmkit.model.postmortem import PostMortem
from pmkit.record import stem
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import action_name
from pmkit.visible import short


@rule("PM710", Weight.ADVICE)
def stale_draft(check: Check) -> Problems:
    """A draft is older than two weeks.

    What nobody finished within days is finished from memory later, or never; until then it counts
    in no report. `lint.draft_days` sets the age.

    Bad:
        status: draft
        completed_on: 2025-11-20
        started_on: 2025-09-01
    Good:
        status: in_review
    """
    anchor, limit = check.pm.anchor_on, check.settings.lint.draft_days
    if check.pm.status is not Status.DRAFT or anchor is None:
        return
    age = (check.as_of - anchor).days
    if age > limit:
        yield check.at(
            "status",
            message=f"this has been a draft for {age} days, more than {limit}",
            hint="finish it and write `status: in_review`",
        )


@rule("PM711", Weight.ADVICE)
def review_overdue(check: Check) -> Problems:
    """A review was due and is not recorded.

    After 30 days: are the changes in place? After 90: did they prevent the next one? And 30 days
    after a talk with the client: what became of what was promised? They are obligations with a
    date, counted from the meeting.

    Bad:
        completed_on: 2025-10-20
        pre_read_on: 2025-10-21
        held_on: 2025-10-24
        published_on: 2025-10-25
    Good:
        completed_on: 2025-10-20
        pre_read_on: 2025-10-21
        held_on: 2025-10-24
        published_on: 2025-10-25
        reviews:
          - {kind: 30-day, held_on: 2025-11-24, outcome: effective}
    """
    if check.is_draft or check.pm.anchor_on is None or check.pm.anchor_on > check.as_of:
        return
    for kind, due in _due(check.pm):
        if due < check.as_of:
            yield check.at_key(
                "reviews",
                message=f"the {kind} review was due on {due} and is not recorded",
                hint=f"hold it, then `pmkit review record {short(stem(check.path))} {kind}`",
            )


def _due(pm: PostMortem) -> Iterator[tuple[ReviewKind, date]]:
    """Yield the reviews that are not recorded, each with its day."""
    held = {review.kind for review in pm.reviews}
    for kind, due in obligations(pm.anchor_on, pm.held_on, pm.client_meeting_on):
        if kind not in held:
            yield kind, due


@rule("PM712", Weight.FORM)
def closed_too_early(check: Check) -> Problems:
    """A post-mortem is closed while something of it is still open.

    Closed says that every action was verified, or cancelled with a reason, and that the 30- and
    90-day reviews were held. Until then it is reviewed.

    Bad:
        status: closed
    Good:
        status: closed
        actions:
          - id: A1
            what: Add random sampling with a minimum of 300 documents to the checklist.
            owner: tariq
            deadline: 2025-12-08
            verification: The next two kickoffs hold the filled-in sampling section.
            status: cancelled
            cancelled_reason: The client takes sampling over from January.
        reviews:
          - {kind: 30-day, held_on: 2025-12-11, outcome: effective}
          - {kind: 90-day, held_on: 2025-12-12, outcome: effective}
    """
    if check.pm.status is not Status.CLOSED:
        return
    for index, action in check.actions():
        if action.status not in (ActionStatus.VERIFIED, ActionStatus.CANCELLED):
            yield check.at(
                "actions",
                index,
                "status",
                message=f"{action_name(index, action)} is {action.status}, and the document closed",
                hint="verify it or cancel it with a reason, or write `status: reviewed` at the top",
            )
    held = {review.kind for review in check.pm.reviews}
    for kind in REVIEW_DAYS:
        if kind not in held:
            yield check.at(
                "status",
                message=f"the document is closed without its {kind} review",
                hint="`pmkit review record` writes it down; or write `status: reviewed`",
            )
