"""The facilitator's sheet: minutes that add up, what is missing, what was met before."""

from __future__ import annotations

import re
from dataclasses import fields, replace
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
from pmkit.facilitation.returns import phase_for
from pmkit.model.enums import Kind
from pmkit.record import Record
from pmkit.render.agenda_page import agenda_sections, client_sections
from pmkit.render.page import to_text
from pmkit.reports.agenda import Agenda, make_agenda, make_talk
from pmkit.reports.digest.told import Told
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record

BASE = Path(__file__).parents[1] / "data" / "base"


def sheet(text: str, *others) -> Agenda:
    reading = read_postmortem(read_document(text.encode(), Limits()))
    mine = read_record("postmortems/mine.md", reading)
    records = [mine, *(record(one) for one in others)]
    hidden = {f"postmortems/{one['stem']}.md": one["visibility"] for one in others}

    def tell(asked: Record) -> Told:
        is_open = hidden[asked.path] != "participants"
        return Told(asked, reading.postmortem, is_open, in_doubt=False)

    return make_agenda(mine, reading, records, REGISTERS, AS_OF, tell)


def talk(text: str) -> Agenda:
    reading = read_postmortem(read_document(text.encode(), Limits()))
    return make_talk(read_record("postmortems/mine.md", reading), reading, AS_OF)


MINUTES = re.compile(r"(\d+):(\d\d)-(\d+):(\d\d) (.+) \((\d+) min")


def timetable(sections) -> list[tuple[int, int, str, int]]:
    found = [match for one in sections if (match := MINUTES.match(one.title))]
    return [
        (int(m[1]) * 60 + int(m[2]), int(m[3]) * 60 + int(m[4]), m[5], int(m[6])) for m in found
    ]


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


def test_questions_come_from_what_team_or_client_met_before_and_fit_the_meeting():
    mine = text_of(client="acme", team="nlp")
    same = postmortem("a", date(2025, 1, 5), "scope", "drift", "data", client="Acme GmbH")
    team = postmortem("b", date(2025, 2, 5), "scope", "drift", "process-gap", team="NLP")
    third = postmortem("d", date(2025, 2, 6), "process-gap", "drift", team="nlp")
    other = postmortem("c", date(2025, 3, 5), "data", "data", client="borealis", team="x")
    told = sheet(mine, same, team, third, other)
    known = REGISTERS.taxonomy.tags
    assert [(one.tag, one.count, one.phase, one.questions) for one in told.met_before] == [
        ("process-gap", 2, "Root causes", known["process-gap"].questions[:1]),
        ("scope", 2, "What did not go well", known["scope"].questions[:1]),
    ]


def test_a_tag_that_is_back_is_asked_about_first_and_in_its_phase():
    causes = "[{id: C1, what: W., tags: [data]}]"
    mine = text_of(client="acme", causes=causes)
    same = postmortem("a", date(2025, 1, 5), "data", "scope", client="acme")
    more = postmortem("b", date(2025, 2, 5), "scope", client="acme")
    told = sheet(mine, same, more)
    assert [one.tag for one in told.met_before] == ["data", "scope"]
    (phase,) = [one for one in agenda_sections(told, AS_OF) if "What did not go well" in one.title]
    assert [line.name for line in phase.lines if "met before" in line.name] == [
        "met before, data in 1 post-mortem",
        "met before, scope in 2 post-mortems",
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_tag_that_is_asked_about_has_a_phase_of_its_kind(kind):
    titles = {phase.title for phase in PHASES[kind]}
    found = {phase_for(kind, tag.group) for tag in REGISTERS.taxonomy.tags.values()}
    assert found - {None} <= titles
    assert phase_for(kind, "house") in titles


def test_what_is_still_open_has_an_owner_and_a_due_date():
    actions = [action(), action(2, owner=None, deadline=None)]
    told = sheet(
        text_of(team="nlp"), postmortem("b", date(2025, 2, 5), team="NLP", actions=actions)
    )
    assert told.still_open == (
        "b:A1 Change 1. (sarah, due 2026-04-01)",
        "b:A2 Change 2. (no owner, no due date)",
    )


def test_nothing_from_after_the_day_of_the_meeting_is_told():
    mine = text_of(team="nlp", completed_on="2025-03-01", held_on="2025-03-06")
    done = {"status": "implemented", "implemented_on": date(2025, 4, 1)}
    before = {"status": "implemented", "implemented_on": date(2025, 3, 6)}
    then = [action(1, **done), action(2, **before)]
    known = postmortem("a", date(2025, 1, 5), "scope", team="nlp", actions=then)
    later = postmortem("b", date(2025, 3, 7), "scope", team="nlp", actions=[action()])
    not_held = postmortem(
        "c", date(2025, 3, 5), "scope", team="nlp", held=date(2025, 3, 12), actions=[action()]
    )
    told = sheet(mine, known, later, not_held)
    assert [one.count for one in told.met_before] == [1]
    assert told.still_open == ("a:A1 Change 1. (sarah, due 2026-04-01)",)


@pytest.mark.parametrize(
    ("client", "visibility", "is_told"),
    [
        ("borealis", "participants", False),
        ("borealis", "internal", True),
        ("acme", "participants", True),
        (None, "participants", False),
    ],
)
def test_of_another_client_only_what_all_of_us_may_see_is_told(client, visibility, is_told):
    other = postmortem(
        "a",
        date(2025, 1, 5),
        "scope",
        team="nlp",
        client=client,
        visibility=visibility,
        actions=[action()],
    )
    told = sheet(text_of(team="nlp", client="acme"), other)
    assert (bool(told.still_open), bool(told.met_before)) == (is_told, is_told)


@pytest.mark.parametrize("role", ["end-user", "client", "sponsor", "adjacent-team", "pilot"])
@pytest.mark.parametrize(
    ("client", "visibility", "is_told"),
    [
        ("borealis", "public", False),
        (None, "internal", False),
        ("acme", "internal", True),
        ("acme", "participants", False),
    ],
)
def test_with_the_client_in_the_room_nothing_of_others_is_told(role, client, visibility, is_told):
    other = postmortem(
        "a",
        date(2025, 1, 5),
        "scope",
        team="nlp",
        client=client,
        visibility=visibility,
        actions=[action()],
    )
    there = (
        {"kind": "pilot"} if role == "pilot" else {"participants": f"[{{name: e, role: {role}}}]"}
    )
    told = sheet(text_of(team="nlp", client="acme", **there), other)
    assert (bool(told.still_open), bool(told.met_before)) == (is_told, is_told)
    assert told.client_there


def test_a_pilot_has_a_second_session_and_the_others_have_none():
    assert sheet(text_of(kind="pilot")).second_session == SECOND_SESSION
    assert sheet(text_of()).second_session == ()


TWO_PAGES = 125
"""Lines of 90 characters: two pages of A4 or letter hold as many as page.css prints a sheet."""


@pytest.mark.parametrize("kind", list(Kind))
def test_the_sheet_fits_two_pages_with_everything_that_may_stand_on_it(kind):
    people = "[{name: dana, role: facilitator}, {name: b, role: sponsor}, {name: c, role: client}]"
    actions = "[{id: A1, what: X., owner: dana}]"
    given = {"participants": people, "actions": actions, "held_on": "2026-03-20", "minutes": "45"}
    text = text_of(kind=kind, client="acme", **given)
    long = "Replace the audit section of the offer by a gate with records from production. " * 2
    before = postmortem(
        "2025-01-05-acme-a-project-with-a-long-name",
        date(2025, 1, 5),
        *("scope", "data", "drift", "process-gap", "adoption"),
        client="acme",
        actions=[action(number, what=long) for number in range(1, 9)],
    )
    told = sheet(text, before)
    lines = to_text(agenda_sections(told, AS_OF), 90, False).split("\n")
    assert (len(told.independence), len(told.met_before)) == (5, 2)
    assert "    and 3 more" in lines
    assert len(lines) <= TWO_PAGES
    assert max(map(len, lines)) <= 90


def test_the_talk_with_the_client_says_nothing_of_the_inside():
    told = talk(text_of(client_meeting_on="2026-03-20", participants="[{name: zed}]"))
    shown = to_text(client_sections(told, AS_OF), 90, False)
    assert "zed" not in shown
    assert told.held_on == date(2026, 3, 20)
    assert told.reviews == (date(2026, 4, 19),)
    assert [phase.title for phase in told.phases][:3] == ["What happened", "Root cause", "Impact"]


def test_the_talk_with_the_client_carries_nothing_of_other_meetings_in_any_format():
    told = talk(text_of(client="acme", participants="[{name: dana, role: facilitator}]"))
    assert (told.still_open, told.met_before, told.facilitator) == ((), (), None)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("minutes", ["15", "45", "75", "90", "120"])
def test_everything_on_the_sheet_has_its_minutes_and_they_are_those_of_the_meeting(kind, minutes):
    told = sheet(text_of(kind=kind, minutes=minutes))
    times = timetable(agenda_sections(replace(told, second_session=()), AS_OF))
    assert sum(one[3] for one in times) == told.minutes == int(minutes)
    assert (times[0][0], times[-1][1]) == (0, told.minutes)
    assert [one[1] for one in times[:-1]] == [one[0] for one in times[1:]]
    assert all(end - start == length for start, end, _, length in times)
    assert (times[0][2], times[-1][2]) == ("Opening", "Closing")


def test_opening_and_closing_are_taken_from_the_first_and_the_last_phase():
    titles = [one.title for one in agenda_sections(sheet(text_of()), AS_OF)]
    assert titles[2:4] == [
        "0:00-0:03 Opening (3 min)",
        "0:03-0:15 Context (12 min, 15 with the opening)",
    ]
    assert titles[-3:-1] == [
        "1:20-1:26 Actions (6 min, 10 with the closing)",
        "1:26-1:30 Closing (4 min)",
    ]


def test_the_talk_with_the_client_adds_up_too():
    times = timetable(client_sections(talk(text_of()), AS_OF))
    assert (sum(one[3] for one in times), times[0][2], times[-1][2]) == (60, "Opening", "Closing")


def test_a_pilot_decides_and_commits_in_its_second_session_only():
    told = sheet(text_of(kind="pilot"))
    first = " ".join(told.closing)
    second = " ".join(prompt for phase in told.second_session for prompt in phase.prompts)
    assert "Read the actions" not in first
    assert "differently" not in first
    assert "second session" in first
    assert "Read the decisions out" in second
    assert "differently" in second
    assert "differently" in " ".join(sheet(text_of()).closing)


def test_a_checkpoint_ranks_as_many_findings_as_it_takes_to_their_roots():
    prompts = PHASES[Kind.CHECKPOINT][2].prompts
    assert prompts[-1].endswith("Which two or three do we take to their roots?")
    assert (
        PHASES[Kind.PROJECT][2]
        .prompts[-1]
        .endswith("Which three to five do we take to their roots?")
    )


@pytest.mark.parametrize(
    ("said", "is_outsider"),
    [
        ("{name: dana, role: facilitator, on_project: false}", True),
        ("{name: dana, role: facilitator, on_project: true}", False),
        ("{name: dana, role: facilitator}", False),
        ("{name: dana, role: contributor, on_project: false}", False),
    ],
)
def test_a_facilitator_says_to_be_from_outside_only_where_the_file_does(said, is_outsider):
    told = sheet(text_of(participants=f"[{said}]"))
    assert ("I was not on the project" in told.opening) is is_outsider
    assert "I keep the time" in told.opening


EXTERNAL = "[{id: C1, what: W., category: external}]"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"outcome": "failed"},
            "What you had on 2026-03-06 was not all that we had agreed, and our part in that is "
            "ours to answer for.",
        ),
        (
            {"outcome": "mixed", "causes": EXTERNAL},
            "What you had on 2026-03-06 was not all that we had agreed, and you bore the effects.",
        ),
        (
            {"outcome": "succeeded"},
            "What ended on 2026-03-06 is what we had agreed, and your people have a part in that.",
        ),
        (
            {},
            "What you had on 2026-03-06 was not [what was agreed], and our part in that is ours to "
            "answer for.",
        ),
        (
            {"outcome": "failed", "visibility": "participants"},
            "What you had on [day] was not [what was agreed], and our part in that is ours to "
            "answer for.",
        ),
        (
            {"kind": "incident", "completed_on": "null", "resolved_at": "2026-03-05T10:00:00Z"},
            "Until 2026-03-05 our system did what it must not do, and our part in that is ours to "
            "answer for.",
        ),
    ],
)
def test_the_acknowledgment_is_a_sentence_that_fits_the_file(given, said):
    told = talk(text_of(**given))
    assert told.opening == said
    shown = to_text(client_sections(told, AS_OF), None, False)
    assert shown.count(said) == 1


def test_the_keys_of_the_json_are_the_fields():
    assert {"phases", "minutes", "missing", "met_before"} <= {one.name for one in fields(Agenda)}
