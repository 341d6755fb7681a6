"""`agenda`: the facilitator's sheet: who, what when, what is asked, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pmkit.facilitation.client import (
    CLIENT_CLOSING,
    CLIENT_MEETING,
    CLIENT_OPENING_MINUTES,
    acknowledgment,
)
from pmkit.facilitation.internal import (
    CLOSING_MINUTES,
    OPENING_MINUTES,
    PHASES,
    SECOND_SESSION,
    closing,
    opening_words,
)
from pmkit.facilitation.phase import Phase, fitted, part_of
from pmkit.model.enums import Category, Kind, Role, Visibility
from pmkit.model.obligations import FOLLOW_UP_DAYS, REVIEW_DAYS
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
        opening: What is said first; `opening_minutes` of the first phase are for it.
        closing: How it ends; `closing_minutes` of the last phase are for it.
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
    opening: str
    opening_minutes: int
    closing: tuple[str, ...]
    closing_minutes: int
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
) -> Agenda:
    """Return the sheet for the internal meeting about `record`."""
    pm, kind = reading.postmortem, reading.postmortem.kind or Kind.PROJECT
    minutes = _minutes(pm, PHASES[kind])
    phases = fitted(PHASES[kind], minutes)
    there = is_client_there(pm, registers)
    day = min(pm.held_on or as_of, as_of)
    before = find_earlier(record, records, registers, day, tell, client_there=there)
    reviews = tuple((pm.held_on or as_of) + timedelta(days=n) for n in REVIEW_DAYS.values())
    return Agenda(
        postmortem=record.id,
        title=record.title,
        kind=record.kind,
        held_on=pm.held_on,
        minutes=minutes,
        phases=tuple(phases),
        opening=opening_words(is_outsider=_is_outsider(pm, registers)),
        opening_minutes=part_of(phases[0], OPENING_MINUTES),
        closing=closing(kind),
        closing_minutes=part_of(phases[-1], CLOSING_MINUTES),
        second_session=SECOND_SESSION if kind is Kind.PILOT else (),
        met_before=tuple(questions_before(kind, record, before, registers)),
        missing=tuple(_missing(reading)),
        pre_read_by=pm.held_on - timedelta(days=_PRE_READ_DAYS) if pm.held_on else None,
        roles_missing=tuple(_roles_missing(pm, registers)),
        facilitator=_facilitator(pm, registers),
        independence=tuple(_independence(pm, registers)),
        still_open=tuple(open_before(before, day)),
        client_there=there,
        reviews=reviews,
    )


def make_talk(record: Record, reading: Reading, as_of: date) -> Agenda:
    """Return the sheet for the talk with the client about `record`."""
    pm, phases = reading.postmortem, CLIENT_MEETING
    held = pm.client_meeting_on
    return Agenda(
        postmortem=record.id,
        title=record.title,
        kind=record.kind,
        held_on=held,
        minutes=sum(phase.minutes for phase in phases),
        phases=phases,
        opening=_acknowledgment(reading),
        opening_minutes=part_of(phases[0], CLIENT_OPENING_MINUTES),
        closing=CLIENT_CLOSING,
        closing_minutes=part_of(phases[-1], CLOSING_MINUTES),
        second_session=(),
        met_before=(),
        missing=tuple(_missing(reading)),
        pre_read_by=held - timedelta(days=_PRE_READ_DAYS) if held else None,
        roles_missing=(),
        facilitator=None,
        independence=(),
        still_open=(),
        client_there=True,
        reviews=((held or as_of) + timedelta(days=FOLLOW_UP_DAYS),),
    )


def _acknowledgment(reading: Reading) -> str:
    """Return what is said first to the client; with blanks where the file tells nobody outside."""
    pm = reading.postmortem
    if pm.visibility is Visibility.PARTICIPANTS:
        return acknowledgment(None, None, None, is_ours=True)
    is_ours = not pm.causes or any(one.category is not Category.EXTERNAL for one in pm.causes)
    return acknowledgment(pm.kind, pm.outcome, pm.anchor_on, is_ours=is_ours)


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


def _is_outsider(pm: PostMortem, registers: Registers) -> bool:
    """Tell whether the file says of those who facilitate that they were not on the project."""
    seats = [seat for seat in seats_of(pm, registers) if seat.role is Role.FACILITATOR]
    return bool(seats) and all(seat.participant.on_project is False for seat in seats)


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
