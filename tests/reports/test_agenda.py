"""The facilitator's sheet: minutes that add up, what is missing, what was met before."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.extract import read_record
from pmkit.facilitation.client import CLIENT_MEETING
from pmkit.facilitation.internal import PHASES, SECOND_SESSION
from pmkit.facilitation.phase import fitted
from pmkit.model.enums import Kind
from pmkit.render.agenda_page import agenda_sections, client_sections
from pmkit.render.page import to_text
from pmkit.reports.agenda import Agenda, make_agenda
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record

BASE = Path(__file__).parents[1] / "data" / "base"


def sheet(text: str, *others, with_client: bool = False) -> Agenda:
    reading = read_postmortem(read_document(text.encode(), Limits()))
    mine = read_record("postmortems/mine.md", reading)
    return make_agenda(mine, reading, [mine, *others], REGISTERS, AS_OF, with_client=with_client)


def text_of(**told: str) -> str:
    lines = {"kind": "project", "status": "draft", "title": "T", "completed_on": "2026-03-06"}
    told = {**lines, **told}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in told.items()) + "---\n"


@pytest.mark.parametrize(
    ("kind", "minutes"), [("project", 90), ("checkpoint", 60), ("pilot", 90), ("incident", 60)]
)
def test_the_phases_of_each_kind_add_up_to_the_usual_meeting(kind, minutes):
    assert sum(phase.minutes for phase in PHASES[Kind(kind)]) == minutes
    assert all(phase.prompts for phase in PHASES[Kind(kind)])


def test_a_project_has_the_phases_that_the_field_knows():
    told = [(phase.title, phase.minutes) for phase in PHASES[Kind.PROJECT]]
    assert told == [
        ("Context", 15),
        ("What went well", 20),
        ("What did not go well", 30),
        ("Root causes", 15),
        ("Actions", 10),
    ]


@given(st.sampled_from([*PHASES.values(), CLIENT_MEETING, SECOND_SESSION]), st.integers(15, 480))
def test_whatever_the_length_the_phases_add_up_and_none_is_empty(phases, minutes):
    found = fitted(phases, minutes)
    assert sum(phase.minutes for phase in found) == minutes
    assert min(phase.minutes for phase in found) >= 1
    assert [phase.title for phase in found] == [phase.title for phase in phases]


def test_the_minutes_of_the_file_decide():
    assert sheet(text_of(minutes="120")).minutes == 120
    assert sheet(text_of(minutes="2")).minutes == 90


def test_a_complete_file_lacks_nothing_but_what_it_lacks():
    told = sheet((BASE / "project.md").read_text("utf-8"))
    assert told.roles_missing == ()
    assert told.independence == ()


def test_what_is_missing_is_named():
    told = sheet(text_of(held_on="2026-03-11"))
    assert told.missing[:3] == tuple(
        f"planned and actual {x}" for x in ("duration", "budget", "hours")
    )
    assert "the timeline: kickoff, first warning, what was done" in told.missing
    assert told.pre_read_by == date(2026, 3, 9)
    assert told.roles_missing[-1] == "facilitator"
    assert told.reviews == (date(2026, 4, 10), date(2026, 6, 9))


def test_what_speaks_against_the_room_is_said():
    people = "[{name: dana, role: facilitator}, {name: b, role: sponsor}, {name: c, role: client}]"
    actions = "[{id: A1, what: X., owner: dana, deadline: 2026-05-01, verification: V.}]"
    told = sheet(text_of(participants=people, actions=actions, minutes="45"))
    assert told.facilitator == "dana"
    assert told.independence == (
        "it is not said that dana was not on the project",
        "dana facilitates and owns an action",
        "b is invited as sponsor: only to listen",
        "c of the client is invited: ask before, not in the room",
        "45 minutes are rushed; 90 are usual",
    )


def test_questions_come_from_what_team_or_client_met_before():
    mine = text_of(client="acme", team="nlp")
    same = record(postmortem("a", date(2025, 1, 5), "drift", client="Acme GmbH"))
    team = record(
        postmortem("b", date(2025, 2, 5), "drift", "scope", team="NLP", actions=[action()])
    )
    other = record(postmortem("c", date(2025, 3, 5), "data", client="borealis", team="x"))
    told = sheet(mine, same, team, other)
    assert [(one.tag, one.count) for one in told.met_before] == [("drift", 2), ("scope", 1)]
    assert told.met_before[0].questions == REGISTERS.taxonomy.tags["drift"].questions[:2]
    assert told.still_open == ("b:A1 Change 1.",)


def test_a_pilot_has_a_second_session_and_the_others_have_none():
    assert sheet(text_of(kind="pilot")).second_session == SECOND_SESSION
    assert sheet(text_of()).second_session == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_sheet_fits_two_pages(kind):
    told = sheet((BASE / f"{kind}.md").read_text("utf-8"))
    lines = to_text(agenda_sections(told, AS_OF), 90, False).split("\n")
    assert len(lines) <= 120
    assert max(map(len, lines)) <= 90


def test_the_talk_with_the_client_says_nothing_of_the_inside():
    told = sheet(
        text_of(client_meeting_on="2026-03-20", participants="[{name: zed}]"), with_client=True
    )
    shown = to_text(client_sections(told, AS_OF), 90, False)
    assert "zed" not in shown
    assert told.held_on == date(2026, 3, 20)
    assert told.reviews == (date(2026, 4, 19),)
    assert [phase.title for phase in told.phases][:3] == ["What happened", "Root cause", "Impact"]


def test_the_keys_of_the_json_are_the_fields():
    assert {"phases", "minutes", "missing", "met_before"} <= {one.name for one in fields(Agenda)}
