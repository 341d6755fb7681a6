"""The facilitator's sheet as sections: two pages that a meeting can be run from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmkit.facilitation.client import CLIENT_QUESTIONS, CLIENT_RULES
from pmkit.facilitation.internal import GROUND_RULES, OPENING, OUTSIDE_SIGNS
from pmkit.facilitation.phase import Phase
from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, count, words
from pmkit.reports.agenda import Agenda
from pmkit.reports.earlier import TagPrompts

_MOST_OPEN = 5


def agenda_sections(agenda: Agenda, as_of: date) -> list[Section]:
    """Return the sheet of the internal meeting."""
    return [
        Section(f"Agenda: {agenda.title or agenda.postmortem}", tuple(_head(agenda, as_of))),
        Section("Before the meeting", tuple(_before(agenda))),
        Section("Opening words", (Line(OPENING),)),
        Section("Ground rules", _lines(GROUND_RULES)),
        *_phases(agenda.phases, 0, agenda.met_before),
        Section("To close", tuple(_closing(agenda))),
        *(_second_session(agenda) if agenda.second_session else ()),
        Section("Ask for a facilitator from outside when", _lines(OUTSIDE_SIGNS)),
    ]


def client_sections(agenda: Agenda, as_of: date) -> list[Section]:
    """Return the sheet of the talk with the client."""
    return [
        Section(
            f"Talk with the client: {agenda.title or agenda.postmortem}",
            tuple(_head(agenda, as_of)),
        ),
        Section("Rules", _lines(CLIENT_RULES)),
        *_phases(agenda.phases, 0),
        Section(
            "To close",
            tuple(
                Line(f"follow-up on {day}, written down for everybody") for day in agenda.reviews
            ),
        ),
    ]


def question_sections(title: str, as_of: date) -> list[Section]:
    """Return the questions of the interview before the internal meeting."""
    head = (
        Line("asked before the internal meeting; the answers go into `signals.client`"),
        Line(as_of_note(as_of)),
    )
    return [
        Section(f"Questions for the client: {title}", head),
        Section("Questions", _lines(CLIENT_QUESTIONS)),
    ]


def _head(agenda: Agenda, as_of: date) -> Iterator[Line]:
    yield from facts((("post-mortem", agenda.postmortem), ("meeting", agenda.held_on)))
    yield Line(f"{agenda.minutes} minutes in {count(len(agenda.phases), 'phase')}")
    yield from facts((("facilitator", agenda.facilitator),))
    yield Line(as_of_note(as_of))


def _before(agenda: Agenda) -> Iterator[Line]:
    if agenda.pre_read_by:
        yield Line(f"{agenda.pre_read_by}, 48 hours before", name="pre-read out by")
    yield from _listed("the pre-read still lacks", agenda.missing)
    if agenda.roles_missing:
        yield Line(words(agenda.roles_missing), name="nobody listed as")
    for doubt in agenda.independence:
        yield Line(doubt, alert=True)
    if agenda.client_there:
        yield Line("the client may be in the room: nothing of other clients stands on this sheet")
    shown = agenda.still_open[:_MOST_OPEN]
    left = len(agenda.still_open) - len(shown)
    yield from _listed("still open from before", (*shown, *((f"and {left} more",) if left else ())))


def _phases(
    phases: Sequence[Phase], start: int, before: Sequence[TagPrompts] = ()
) -> Iterator[Section]:
    at = start
    for phase in phases:
        title = f"{_clock(at)}-{_clock(at + phase.minutes)} {phase.title} ({phase.minutes} min)"
        asked = (*_lines(phase.prompts), *_met_before(phase, before))
        yield Section(title, (Line(phase.purpose, name="in the end"), *asked))
        at += phase.minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _met_before(phase: Phase, before: Iterable[TagPrompts]) -> Iterator[Line]:
    for one in before:
        if one.phase == phase.title:
            name = f"met before, {one.tag} in {count(one.count, 'post-mortem')}"
            yield from (Line(question, name=name) for question in one.questions)


def _closing(agenda: Agenda) -> Iterator[Line]:
    yield Line("Each person, in one sentence: what will I myself do differently? (`commitments`)")
    yield Line(
        "Read the actions out: owner, day, verification. Silence is no consent: ask each owner."
    )
    yield Line("The written summary is out within 48 hours; say who writes it.")
    if agenda.reviews:
        yield Line(f"Looked at again on {words(str(day) for day in agenda.reviews)}.")


def _second_session(agenda: Agenda) -> Iterator[Section]:
    minutes = sum(phase.minutes for phase in agenda.second_session)
    told = f"about a week later, {minutes} minutes: lessons become decisions"
    yield Section("Second session", (Line(told),))
    yield from _phases(agenda.second_session, 0)


def _lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _listed(name: str, texts: Iterable[str]) -> Iterator[Line]:
    below = [Line(text, 1) for text in texts]
    if below:
        yield Line(f"{name}:")
        yield from below
