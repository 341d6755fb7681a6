"""`list`: the post-mortems of the repository, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.selecting import Selection, client_of, tags_of
from pmkit.reports.tracked import State, state_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class Listed:
    """One post-mortem; the fields are the keys of its JSON.

    Attributes:
        actions_open: How many are open or in progress.
        actions_overdue: How many of those are past their deadline.
    """

    id: str
    title: str | None
    kind: str | None
    status: str | None
    client: str | None
    team: str | None
    project: str | None
    anchor_on: date | None
    path: str
    tags: tuple[str, ...]
    actions_open: int
    actions_overdue: int


def find_listed(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
) -> list[Listed]:
    """Return the post-mortems that are selected, the newest first, those without a day last."""
    wanted = selection or Selection()
    rows = (
        list_one(record, registers, as_of) for record in records if wanted.fits(record, registers)
    )
    return sorted(rows, key=_newest_first)


def list_one(record: Record, registers: Registers, as_of: date) -> Listed:
    """Return the row of `record` as it stands on the day `as_of`."""
    states = [state_of(action, as_of) for action in record.actions if action.is_pending]
    return Listed(
        id=record.id,
        title=record.title,
        kind=record.kind,
        status=record.status,
        client=client_of(record, registers),
        team=record.team,
        project=record.project,
        anchor_on=record.anchor_on,
        path=record.path,
        tags=tags_of(record.tags, registers),
        actions_open=len(states),
        actions_overdue=states.count(State.OVERDUE),
    )


def _newest_first(row: Listed) -> tuple[object, ...]:
    return (-row.anchor_on.toordinal() if row.anchor_on else 0, row.id, row.path)
