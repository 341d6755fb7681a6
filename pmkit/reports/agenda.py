"""`agenda`: the facilitator's sheet: who, what when, what is asked, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pmkit.facilitation.client import CLIENT_MEETING
from pmkit.facilitation.internal import PHASES, SECOND_SESSION
from pmkit.facilitation.phase import Phase, fitted
from pmkit.model.enums import Kind, Role
from pmkit.model.obligations import REVIEW_DAYS
from pmkit.reports.earlier import (
    TagPrompts,
    find_earlier,
    is_client_there,
    open_before,
    questions_before,
)
from pmkit.rules.roles import required_roles
from pmkit.rules.seats import seats_of

if TYPE_CHECKING:
    from pmkit.document.hydrate import Reading
    from pmkit.model.postmortem import PostMortem
    from pmkit.record import Record
    from pmkit.registers import Registers
    from pmkit.reports.digest.told import Tell

_SHORT, _LONG = 60, 120
_PRE_READ_DAYS = 2


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sheet; the fields are the keys of its JSON.

    Attributes:
        minutes: The sum of the phases.
        missing: What the pre-read still lacks.
        roles_missing: Roles that the meeting needs and nobody listed holds.
        facilitator: As listed; None where nobody is.
        independence: What speaks against the facilitator or the guests that are listed.
        still_open: Actions of earlier post-mortems of the same client or team, with owner and due
            date, that were still to be done on the day of the meeting.
        client_there: Whether people of the client may be in the room: nothing of others is told.
        reviews: The days on which this is looked at again.
    """

    postmortem: str
    title: str | None
    kind: str | None
    held_on: date | None
    minutes: int
    phases: tuple[Phase, ...]
    second_session: tuple[Phase, ...]
    met_before: tuple[TagPrompts, ...]
    missing: tuple[str, ...]
    pre_read_by: date | None
    roles_missing: tuple[str, ...]
    facilitator: str | None
    independence: tuple[str, ...]
    still_open: tuple[str, ...]
    client_there: bool
    reviews: tuple[date, ...]


def make_agenda(
    record: Record,
    reading: Reading,
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    tell: Tell,
    *,
    with_client: bool = False,
) -> Agenda:
    """Return the sheet for the meeting about `record`, or for the talk with its client."""
    pm, kind = reading.postmortem, reading.postmortem.kind or Kind.PROJECT
    plain = CLIENT_MEETING if with_client else PHASES[kind]
    minutes = sum(phase.minutes for phase in plain) if with_client else _minutes(pm, plain)
    held = pm.client_meeting_on if with_client else pm.held_on
    there = with_client or is_client_there(pm, registers)
    day = min(held or as_of, as_of)
    before = find_earlier(record, records, registers, day, tell, client_there=there)
    return Agenda(
        postmortem=record.id,
        title=record.title,
        kind=record.kind,
        held_on=held,
        minutes=minutes,
        phases=tuple(fitted(plain, minutes)),
        second_session=SECOND_SESSION if kind is Kind.PILOT and not with_client else (),
        met_before=() if with_client else tuple(questions_before(kind, record, before, registers)),
        missing=tuple(_missing(reading)),
        pre_read_by=held - timedelta(days=_PRE_READ_DAYS) if held else None,
        roles_missing=() if with_client else tuple(_roles_missing(pm, registers)),
        facilitator=None if with_client else _facilitator(pm, registers),
        independence=() if with_client else tuple(_independence(pm, registers)),
        still_open=() if with_client else tuple(open_before(before, day)),
        client_there=there,
        reviews=tuple((held or as_of) + timedelta(days=days) for days in _review_days(with_client)),
    )


def _review_days(with_client: bool) -> tuple[int, ...]:
    days = tuple(REVIEW_DAYS.values())
    return days[:1] if with_client else days


def _minutes(pm: PostMortem, phases: Iterable[Phase]) -> int:
    """Return how long the meeting is: as the file says where that is a meeting, else as usual."""
    if pm.minutes and 15 <= pm.minutes <= 480:
        return int(pm.minutes)
    return sum(phase.minutes for phase in phases)


def _missing(reading: Reading) -> Iterator[str]:
    """Yield the facts that everybody should have before the meeting and the file lacks."""
    pm = reading.postmortem
    names = {(metric.name or "").casefold() for metric in pm.metrics if metric.actual is not None}
    if pm.kind is not Kind.INCIDENT:
        for name in ("duration", "budget", "hours"):
            if name not in names:
                yield f"planned and actual {name}"
        if not pm.deliverables:
            yield "what was delivered, and whether it was accepted"
    if not (pm.signals and (pm.signals.client or pm.signals.nps is not None)):
        yield "the client's view, asked before the meeting (`--client-questions`)"
    if not (pm.signals and pm.signals.team):
        yield "what the team said during the work"
    body = reading.document.body
    timeline = next((one for one in body.sections if one.title.casefold() == "timeline"), None)
    if timeline is None or "TODO" in body.content(timeline) or not body.content(timeline):
        yield "the timeline: kickoff, first warning, what was done"


def _roles_missing(pm: PostMortem, registers: Registers) -> Iterator[str]:
    there = {seat.role for seat in seats_of(pm, registers)}
    wanted = (*required_roles(pm.kind), Role.FACILITATOR)
    yield from (str(role) for role in wanted if role not in there)


def _facilitator(pm: PostMortem, registers: Registers) -> str | None:
    seats = (seat for seat in seats_of(pm, registers) if seat.role is Role.FACILITATOR)
    return next((seat.name for seat in seats if seat.name), None)


def _independence(pm: PostMortem, registers: Registers) -> Iterator[str]:
    seats = seats_of(pm, registers)
    owners = {(action.owner or "").casefold() for action in pm.actions}
    for seat in seats:
        if seat.role is Role.FACILITATOR and seat.participant.on_project is not False:
            yield f"it is not said that {seat.name or 'the facilitator'} was not on the project"
        if seat.role is Role.FACILITATOR and seat.name and seat.name.casefold() in owners:
            yield f"{seat.name} facilitates and owns an action"
        if seat.role is Role.SPONSOR:
            yield f"{seat.name or 'a sponsor'} is invited as sponsor: only to listen"
        if seat.role is Role.CLIENT:
            yield f"{seat.name or 'somebody'} of the client is invited: ask before, not in the room"
    if pm.minutes and not _SHORT <= pm.minutes <= _LONG:
        word = "rushed" if pm.minutes < _SHORT else "longer than people can follow"
        yield f"{int(pm.minutes)} minutes are {word}; 90 are usual"
