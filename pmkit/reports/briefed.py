"""`coverage --briefs`: who read a brief before a project started, and where nobody did.

Over the projects of the register that have started, or start within 14 days, and have not ended:
briefed when somebody's reading is recorded for a day on or before the start, else due up to the
day it starts, and late from the next on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.reports.selecting import is_same_word, person_of

if TYPE_CHECKING:
    from pmkit.model.register import ReadBrief, RegisteredProject
    from pmkit.registers import Registers

AHEAD_DAYS = 14
"""How long before its start a project is to have its brief read."""


class Briefed(StrEnum):
    """Where a project stands on a day, the worst first.

    late: the day it started is past, and nobody had read a brief by then.
    due: it starts today or within 14 days, and nobody has read one yet.
    briefed: somebody read one on or before the day it starts.
    """

    LATE = "late"
    DUE = "due"
    BRIEFED = "briefed"


_ORDER = {state: place for place, state in enumerate(Briefed)}


@dataclass(frozen=True, slots=True)
class BriefedRow:
    """One project; the fields are the keys of its JSON.

    Attributes:
        client: The handle where the register knows the client.
        briefed_on: The first day on which somebody read a brief, the start past or not.
        people: Who has read one by the day of the report, by handle, the first first.
    """

    project: str
    client: str | None
    team: str | None
    started_on: date
    briefed_on: date | None
    people: tuple[str, ...]
    state: Briefed

    @property
    def is_failing(self) -> bool:
        """Whether a gate stops here: late, and nobody has made up for it."""
        return self.state is Briefed.LATE and not self.people


def find_briefed(
    registers: Registers,
    as_of: date,
    client: str | None = None,
    team: str | None = None,
    states: tuple[str, ...] = (),
) -> list[BriefedRow]:
    """Return every project that runs or is about to start, the worst first: of those that started
    the newest, of those to come the next.
    """
    rows = [
        _row(project, started, registers, as_of)
        for project in registers.projects
        if (started := project.started_on) is not None
        and (started - as_of).days <= AHEAD_DAYS
        and (project.completed_on is None or project.completed_on > as_of)
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


def readings(registers: Registers, as_of: date) -> Iterable[tuple[date, ReadBrief]]:
    """Yield every brief that somebody had read by the day `as_of`, with the day."""
    for entry in registers.briefs:
        if entry.person and entry.read_on is not None and entry.read_on <= as_of:
            yield entry.read_on, entry


def _row(
    project: RegisteredProject, started: date, registers: Registers, as_of: date
) -> BriefedRow:
    read = sorted(
        (day, person_of(entry.person or "", registers))
        for day, entry in readings(registers, as_of)
        if entry.project == project.handle
    )
    first = read[0][0] if read else None
    waiting = Briefed.LATE if started < as_of else Briefed.DUE
    return BriefedRow(
        project=project.handle or "",
        client=registers.client_handle(project.client),
        team=project.team,
        started_on=started,
        briefed_on=first,
        people=tuple(dict.fromkeys(who for _, who in read)),
        state=Briefed.BRIEFED if first is not None and first <= started else waiting,
    )


def _worst_first(row: BriefedRow) -> tuple[object, ...]:
    start = row.started_on.toordinal()
    return _ORDER[row.state], start if row.state is Briefed.DUE else -start, row.project
