"""The facilitator's sheet as sections: two pages that a meeting can be run from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pmkit.facilitation.client import CLIENT_QUESTIONS, CLIENT_RULES
from pmkit.facilitation.internal import GROUND_RULES, OUTSIDE_SIGNS
from pmkit.facilitation.phase import Phase
from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, count, words
from pmkit.reports.agenda import Agenda
from pmkit.reports.earlier import TagPrompts

_MOST_OPEN = 5


def agenda_sections(agenda: Agenda, as_of: date) -> list[Section]:
    """Return the sheet of the internal meeting."""
    rules = (Line("ground rules:"), *_lines(GROUND_RULES, 1))
    reviews = facts((("looked at again on", words(str(day) for day in agenda.reviews)),))
    return [
        Section(f"Agenda: {agenda.title or agenda.postmortem}", tuple(_head(agenda, as_of))),
        Section("Before the meeting", tuple(_before(agenda))),
        *_timed(agenda, rules, reviews),
        *(_second_session(agenda) if agenda.second_session else ()),
        Section("Ask for a facilitator from outside when", _lines(OUTSIDE_SIGNS)),
    ]


def client_sections(agenda: Agenda, as_of: date) -> list[Section]:
    """Return the sheet of the talk with the client."""
    follow_up = facts(("follow-up on", day) for day in agenda.reviews)
    return [
        Section(
            f"Talk with the client: {agenda.title or agenda.postmortem}",
            tuple(_head(agenda, as_of)),
        ),
        Section("Rules", _lines(CLIENT_RULES)),
        *_timed(agenda, (), follow_up),
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


class _Block(NamedTuple):
    """One line of the timetable: what, for how long, how that came about, and what is done."""

    title: str
    minutes: int
    note: str
    lines: tuple[Line, ...]


def _timed(agenda: Agenda, first: Iterable[Line], last: Iterable[Line]) -> Iterator[Section]:
    """Yield the meeting from its first minute to its last.

    Opening and closing are taken from the first and the last phase, so that all adds up.

    Args:
        first: What belongs to the opening besides its words.
        last: What belongs to the closing besides what the sheet says.
    """
    begin, end = agenda.opening_minutes, agenda.closing_minutes
    blocks = [_block(phase, agenda.met_before) for phase in agenda.phases]
    blocks[0] = _shortened(blocks[0], begin, "opening")
    blocks[-1] = _shortened(blocks[-1], end, "closing")
    opening = (Line(f"“{agenda.opening}”", name="say"), *first)
    yield from _clocked(
        [
            _Block("Opening", begin, "", opening),
            *blocks,
            _Block("Closing", end, "", (*_lines(agenda.closing), *last)),
        ]
    )


def _block(phase: Phase, before: Iterable[TagPrompts] = ()) -> _Block:
    asked = (*_lines(phase.prompts), *_met_before(phase, before))
    return _Block(phase.title, phase.minutes, "", (Line(phase.purpose, name="in the end"), *asked))


def _shortened(block: _Block, minutes: int, by: str) -> _Block:
    note = f", {block.minutes} with the {by}"
    return block._replace(minutes=block.minutes - minutes, note=note)


def _clocked(blocks: Iterable[_Block]) -> Iterator[Section]:
    at = 0
    for title, minutes, note, lines in blocks:
        end = at + minutes
        yield Section(f"{_clock(at)}-{_clock(end)} {title} ({minutes} min{note})", lines)
        at = end


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _met_before(phase: Phase, before: Iterable[TagPrompts]) -> Iterator[Line]:
    for one in before:
        if one.phase == phase.title:
            name = f"met before, {one.tag} in {count(one.count, 'post-mortem')}"
            yield from (Line(question, name=name) for question in one.questions)


def _second_session(agenda: Agenda) -> Iterator[Section]:
    minutes = sum(phase.minutes for phase in agenda.second_session)
    told = f"about a week later, {minutes} minutes: lessons become decisions"
    yield Section("Second session", (Line(told),))
    yield from _clocked(_block(phase) for phase in agenda.second_session)


def _lines(texts: Iterable[str], depth: int = 0) -> tuple[Line, ...]:
    return tuple(Line(text, depth) for text in texts)


def _listed(name: str, texts: Iterable[str]) -> Iterator[Line]:
    below = [Line(text, 1) for text in texts]
    if below:
        yield Line(f"{name}:")
        yield from below
