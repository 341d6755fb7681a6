"""Values that cannot be read are named and taken away; all others stay."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.postmortem import Incident

BASE = "kind: project\nstatus: draft\ntitle: T\ncompleted_on: 2026-01-05\n"


def reading(yaml: str) -> Reading:
    return read_postmortem(read_document(f"---\n{yaml}---\n".encode(), Limits()))


def found(yaml: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in reading(yaml).problems]


def test_a_good_file_has_no_problems():
    pm = reading(BASE).postmortem
    assert (pm.title, pm.completed_on) == ("T", date(2026, 1, 5))


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("held_on: 2026-13-01", "PM104", 10),
        ("held_on: 2026-1-5", "PM104", 10),
        ("held_on: 20260105", "PM104", 10),
        ("held_on: 1767571200", "PM104", 10),
        ("held_on: 0000-00-00", "PM104", 10),
        ("held_on: ٢٠٢٦-٠١-٠٥", "PM104", 10),
        ("held_on: [2026-01-05]", "PM104", 1),
        ("held_on: 2026-01-05T10:00:00Z", "PM104", 10),
        ("held_on: 2200-01-01", "PM104", 10),
        ("minutes: ninety", "PM105", 10),
        ('minutes: "90"', "PM105", 10),
        ("minutes: 90.5", "PM105", 10),
        ("minutes: " + "9" * 5000, "PM105", 10),
        ("outcome: fine", "PM105", 10),
        ("participants: lee", "PM103", 15),
        ("client: [a, b]", "PM103", 1),
        ("signals: good", "PM103", 10),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_is_read(line, code, column):
    assert found(f"{BASE}{line}\n") == [(code, 6, column)]
    assert reading(f"{BASE}{line}\n").postmortem.title == "T"


def test_a_wrong_value_of_an_action_leaves_the_action():
    text = BASE + "actions:\n  - {id: A1, what: x, owner: [a, b], deadline: soon}\n  - {id: A2}\n"
    result = reading(text)
    assert [p.code for p in result.problems] == ["PM202", "PM204"]
    assert [action.id for action in result.postmortem.actions] == ["A1", "A2"]


def test_an_item_of_another_shape_is_dropped_and_the_others_keep_their_place():
    result = reading(BASE + "actions:\n  - just text\n  - {id: A2, deadline: soon}\n  - {id: A3}\n")
    assert [action.id for action in result.postmortem.actions] == ["A2", "A3"]
    assert result.span("actions", 0, "id").line == 8
    assert result.span("actions", 1, "id").line == 9
    assert [(p.code, p.span.line) for p in result.problems] == [("PM103", 7), ("PM204", 8)]


def test_todo_is_a_blank_and_no_wrong_value():
    result = reading(BASE + "held_on: TODO\noutcome: TODO\nminutes: TODO\nparticipants: TODO\n")
    assert result.problems == []
    assert result.postmortem.held_on is None


def test_todo_is_no_deadline():
    assert found(BASE + "actions:\n  - {id: A1, deadline: TODO}\n") == [("PM204", 7, 24)]


def test_text_fields_take_what_was_typed():
    pm = reading(
        BASE.replace("title: T", "title: 012") + "client: 2026-01-05\nteam: NO\n"
    ).postmortem
    assert (pm.title, pm.client, pm.team) == ("012", "2026-01-05", "NO")


def test_the_day_of_a_moment_is_the_day_as_written():
    yaml = "kind: incident\nstatus: draft\ntitle: T\nstarted_at: 2026-01-05T23:30:00-11:00\n"
    pm = reading(yaml).postmortem
    assert isinstance(pm, Incident)
    assert pm.anchor_on == pm.begins_on == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-01-05", "2026-01-05T10:00", "2026-01-05 10:00:00"])
def test_a_moment_without_zone_still_has_its_day(text):
    yaml = f"kind: incident\nstatus: draft\ntitle: T\nstarted_at: {text}\nresolved_at: {text}\n"
    pm = reading(yaml).postmortem
    assert pm.anchor_on == date(2026, 1, 5)


def test_only_cause_is_addressed_by_default():
    causes = "causes:\n  - {id: C1, tags: [data]}\n"
    pm = reading(BASE + causes + "actions:\n  - {id: A1}\n  - {id: A2, addresses: []}\n").postmortem
    assert [len(pm.causes_of(action)) for action in pm.actions] == [1, 0]
    two = reading(BASE + causes + "  - {id: C2}\n" + "actions:\n  - {id: A1}\n").postmortem
    assert two.causes_of(two.actions[0]) == ()


@pytest.mark.parametrize("word", ["Participants", "secret", "[internal]", "TODO"])
def test_a_visibility_that_cannot_be_read_is_the_strictest(word):
    assert reading(BASE + f"visibility: {word}\n").postmortem.visibility == "participants"


def test_no_visibility_is_internal():
    assert reading(BASE).postmortem.visibility == "internal"
    assert reading(BASE + "visibility:\n").postmortem.visibility == "internal"
