"""`coverage`: which of the projects that ended were looked back on, and how soon.

Definition (commands.md, "Meanings that must be exact"): over the projects of the register with
`completed_on` on or before the day; covered when a post-mortem that is no draft names it in
`project`, drafted when only a draft does, else late when more than 7 days have passed, else due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.reports.selecting import is_same_word, place_in_order

if TYPE_CHECKING:
    from pmkit.model.register import RegisteredProject
    from pmkit.record import Record
    from pmkit.registers import Registers

DAYS = 7
"""Within how many days of its end a project is to be looked back on."""

_WHOLE = ("project", "pilot")
"""The kinds that look back on all of a project; the others look at a part of it."""


class Covered(StrEnum):
    """Where a project that ended stands on a day, the worst first.

    late: no post-mortem names it, and more than 7 days have passed.
    drafted: only a draft names it.
    due: no post-mortem names it, and no more than 7 days have passed.
    covered: a post-mortem that is no draft names it.
    """

    LATE = "late"
    DRAFTED = "drafted"
    DUE = "due"
    COVERED = "covered"


_ORDER = {state: place for place, state in enumerate(Covered)}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One project that ended; the fields are the keys of its JSON.

    Attributes:
        client: The handle where the register knows the client.
        postmortem: The first that covers it, else the first draft: one of a project or a pilot
            before one of a checkpoint or an incident, then in order.
        days_since: From the project's end to the day.
        days_taken: From the project's end to the meeting; None while it is not covered, and where
            the day of the meeting is not told.
    """

    project: str
    client: str | None
    team: str | None
    completed_on: date
    postmortem: str | None
    days_since: int
    days_taken: int | None
    state: Covered

    @property
    def is_failing(self) -> bool:
        """Whether a gate stops here: late, or a draft for more than 7 days."""
        return self.state is Covered.LATE or (
            self.state is Covered.DRAFTED and self.days_since > DAYS
        )


def find_coverage(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    client: str | None = None,
    team: str | None = None,
    states: tuple[str, ...] = (),
) -> list[CoverageRow]:
    """Return every project that ended by `as_of`, the worst first, then the newest covered."""
    naming: dict[str, list[Record]] = {}
    for record in sorted(records, key=_wholes_first):
        if record.project and record.status is not None:
            naming.setdefault(record.project, []).append(record)
    rows = [
        _row(project, project.completed_on, naming.get(project.handle or "", []), registers, as_of)
        for project in registers.projects
        if project.completed_on is not None and project.completed_on <= as_of
    ]
    wanted = registers.client_handle(client and client.strip())
    fitting = (
        row
        for row in rows
        if is_same_word(wanted, row.client)
        and is_same_word(team, row.team)
        and (not states or row.state in states)
    )
    return sorted(fitting, key=_worst_first)


def _row(
    project: RegisteredProject,
    ended: date,
    naming: list[Record],
    registers: Registers,
    as_of: date,
) -> CoverageRow:
    finished = [record for record in naming if record.status != "draft"]
    first = next(iter(finished or naming), None)
    days_since = (as_of - ended).days
    missing = Covered.LATE if days_since > DAYS else Covered.DUE
    held_on = first.held_on if first and finished else None
    return CoverageRow(
        project=project.handle or "",
        client=registers.client_handle(project.client),
        team=project.team,
        completed_on=ended,
        postmortem=first.id if first else None,
        days_since=days_since,
        days_taken=(held_on - ended).days if held_on else None,
        state=Covered.COVERED if finished else Covered.DRAFTED if first else missing,
    )


def _wholes_first(record: Record) -> tuple[object, ...]:
    return record.kind not in _WHOLE, record.anchor_on is None, place_in_order(record)


def _worst_first(row: CoverageRow) -> tuple[object, ...]:
    days = row.days_since if row.state is Covered.COVERED else -row.days_since
    return _ORDER[row.state], days, row.project
