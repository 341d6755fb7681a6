"""`history`: what happened to a post-mortem and its actions, as git knows it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.history import days_of

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.history.story import Change
    from pmkit.record import Record


class What(StrEnum):
    """What a commit changed.

    written: the file came.
    renamed: the file got another name.
    added: the action came into the file.
    deadline, owner, status, verification: the value changed.
    """

    WRITTEN = "written"
    RENAMED = "renamed"
    ADDED = "added"
    DEADLINE = "deadline"
    OWNER = "owner"
    STATUS = "status"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class Happened:
    """One change; the fields are the keys of its JSON.

    Attributes:
        ref: What it happened to: `POSTMORTEM:ACTION`, or the post-mortem.
        on: The author's day; None where the commit tells none.
        days: By how many days a deadline moved; negative: to an earlier day.
        after_due: Whether the deadline that held until then was past; None for the post-mortem.
    """

    ref: str
    postmortem: str
    action: str | None
    on: date | None
    commit: str
    author: str
    change: What
    old: str | None
    new: str | None
    days: int | None
    after_due: bool | None


_OF_FIELDS = {"file": What.WRITTEN, "path": What.RENAMED, "action": What.ADDED}


def find_happened(record: Record, action: str | None, history: History) -> list[Happened]:
    """Return what happened to `record`, or to its action `action` alone, oldest first."""
    changes = history.changes(record.path)
    if action is not None:
        came = {change.field for change in changes if change.action == action}
        changes = [
            change
            for change in changes
            if change.action == action or (change.field == "file" and "action" not in came)
        ]
    return [_happened(record, change) for change in changes]


def find_happened_in(
    records: Iterable[Record], history: History, commits: Container[str] | None
) -> list[Happened]:
    """Return what happened to `records` in `commits`, None for all, the newest first."""
    found = [
        (change.place, _happened(record, change))
        for record in records
        for change in history.changes(record.path)
        if commits is None or change.commit in commits
    ]
    found.sort(key=lambda one: (-one[0], one[1].ref))
    return [happened for _, happened in found]


def _happened(record: Record, change: Change) -> Happened:
    return Happened(
        ref=f"{record.id}:{change.action}" if change.action else record.id,
        postmortem=record.id,
        action=change.action or None,
        on=_day(change.on),
        commit=change.commit,
        author=change.author,
        change=_OF_FIELDS.get(change.field) or What(change.field),
        old=change.old or None,
        new=change.new or None,
        days=days_of(change) if change.field == "deadline" else None,
        after_due=change.late if change.action else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
