"""One row per action: where it stands on a day. `actions`, `overdue` and `show` share it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.reports.selecting import client_of, tags_of

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers


class State(StrEnum):
    """Where an action stands on a day, the most urgent first (commands.md, "JSON").

    overdue: open or in progress, and its deadline is past; the day itself is not.
    unverified: implemented, and the day until which its effect was to be checked is past.
    due: open or in progress, not past, also when no deadline can be read.
    waiting: implemented, not past `verify_by`.
    closed: verified or cancelled.
    """

    OVERDUE = "overdue"
    UNVERIFIED = "unverified"
    DUE = "due"
    WAITING = "waiting"
    CLOSED = "closed"


URGENCY = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class TrackedAction:
    """One action; the fields are the keys of its JSON.

    Attributes:
        ref: `POSTMORTEM:ACTION`; an action without id is told by its place, `POSTMORTEM:#2`.
        owner: As the file writes it.
        orphaned: Whether it is still to be done or verified and its owner has left.
        days_overdue: Days past the deadline or, once implemented, past `verify_by`; negative:
            days to go; None for a closed action and where there is no such date.
        verify_by: As written, or deadline + 30 days.
        client: The handle where the register knows the client.
        tags: Of the causes it addresses, aliases resolved, each once.
        slips: Moves of the deadline to a later day; None where history is not there or not read,
            and for an action without id, which cannot be followed.
        slipped_days: Their sum.
        moved_after_due: Those that were made after the old deadline had passed.
    """

    ref: str
    postmortem: str
    action: str | None
    what: str | None
    owner: str | None
    deadline: date | None
    status: str
    state: State
    orphaned: bool
    days_overdue: int | None
    verify_by: date | None
    client: str | None
    team: str | None
    title: str | None
    tags: tuple[str, ...]
    slips: int | None
    slipped_days: int | None
    moved_after_due: int | None
    path: str
    line: int

    @property
    def is_closed(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.state is State.CLOSED


def ref_of(record: Record, index: int) -> str:
    """Return what names the record's action at `index`: its id, else its place from 1."""
    return f"{record.id}:{record.actions[index].id or f'#{index + 1}'}"


def state_of(action: ActionRecord, as_of: date) -> State:
    """Return where `action` stands on the day `as_of`."""
    if action.is_pending:
        return State.OVERDUE if action.deadline and action.deadline < as_of else State.DUE
    if action.status == "implemented":
        return State.UNVERIFIED if action.verify_by and action.verify_by < as_of else State.WAITING
    return State.CLOSED


def due_on(action: ActionRecord) -> date | None:
    """Return the day that `action` waits for: its deadline, then its check; None once closed."""
    if action.is_pending:
        return action.deadline
    return action.verify_by if action.status == "implemented" else None


def track(
    records: Iterable[Record], registers: Registers, as_of: date, states: Container[str] = ()
) -> Iterator[TrackedAction]:
    """Yield the actions of `records` as they stand on the day `as_of`, drafts included.

    Args:
        states: Only those that stand so; empty for all.
    """
    for record in records:
        client = client_of(record, registers) if record.actions else None
        for index, action in enumerate(record.actions):
            if not states or state_of(action, as_of) in states:
                yield track_one(record, index, client, registers, as_of)


def track_one(
    record: Record, index: int, client: str | None, registers: Registers, as_of: date
) -> TrackedAction:
    """Return the record's action at `index` as it stands; `client` is the record's, resolved."""
    action = record.actions[index]
    state, due = state_of(action, as_of), due_on(action)
    return TrackedAction(
        ref=ref_of(record, index),
        postmortem=record.id,
        action=action.id or None,
        what=action.what,
        owner=action.owner,
        deadline=action.deadline,
        status=action.status,
        state=state,
        orphaned=state is not State.CLOSED and _has_left(action.owner, registers),
        days_overdue=(as_of - due).days if due else None,
        verify_by=action.verify_by,
        client=client,
        team=record.team,
        title=record.title,
        tags=tags_of(action.tags, registers),
        slips=None,
        slipped_days=None,
        moved_after_due=None,
        path=record.path,
        line=action.line,
    )


def with_slips(rows: Iterable[TrackedAction], history: History | None) -> list[TrackedAction]:
    """Return the rows with what `history` knows of their deadlines."""
    if history is None:
        return list(rows)
    return [_with_slips(row, history) for row in rows]


def _with_slips(row: TrackedAction, history: History) -> TrackedAction:
    if row.action is None:
        return row
    found = history.slips(row.path, row.action)
    return replace(row, slips=found.times, slipped_days=found.days, moved_after_due=found.after_due)


def _has_left(owner: str | None, registers: Registers) -> bool:
    """Tell whether the register says of `owner` that they are no longer here."""
    person = registers.person(owner) if owner else None
    return person is not None and person.active is False


def by_urgency(row: TrackedAction) -> tuple[object, ...]:
    """Sort by: owner gone, state, days past (the most first, unknown last), reference."""
    days = row.days_overdue
    return (
        not row.orphaned,
        URGENCY[row.state],
        days is None,
        -(days or 0),
        row.ref,
        row.path,
        row.line,
    )
