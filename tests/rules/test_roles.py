"""PM5xx about people: who was in the room, in the roles of the format and in near misses."""

from __future__ import annotations

import pytest

from pmkit.model.enums import Role
from pmkit.render.schema import json_schema
from tests.rules.examples import findings_with, registers_of, whole

ALL = {
    "facilitator, on_project: false": "jonas",
    "delivery-lead": "mira",
    "technical-lead": "tariq",
    "contributor": "ines",
    "account-lead": "olu",
}
OF_PILOT = {"end-user": "pia", "adjacent-team": "sven"}
REGISTERS = (
    "# register/people.yml: [{handle: jonas, name: Jonas Brandt}, {handle: mira, name: Mira Lund},"
    " {handle: hal, aliases: [HL]}]\n"
    "# register/clients.yml: [{handle: halden, name: Halden Logistics, aliases: [HL],"
    " domains: [halden.example]}]\n"
)


def room(seats: dict[str, str], *more: str, fields: str = "") -> str:
    lines = [f"  - {{name: {name}, role: {role}}}\n" for role, name in seats.items()]
    return f"{fields}participants:\n" + "".join([*lines, *(f"  - {one}\n" for one in more)])


def of(code: str, example: str) -> list[tuple[int, str, str]]:
    """Return line below `participants`, message and hint of what one rule says."""
    text = whole(example)
    found = findings_with(registers_of(REGISTERS), text)
    top = next((n for n, line in enumerate(text.split("\n"), 1) if line == "participants:"), 0)
    return [(item.line - top, item.message, item.hint) for item in found if item.code == code]


@pytest.mark.parametrize("role", ["delivery-lead", "technical-lead", "contributor", "account-lead"])
@pytest.mark.parametrize("kind", ["project", "checkpoint", "pilot", "incident"])
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_each_role_is_missed(role, kind, status):
    fields = f"kind: {kind}\nstatus: {status}\nauthor: tariq\n"
    seats = {key: name for key, name in (ALL | OF_PILOT).items() if key != role}
    more = ["{name: kim, role: author}"]
    [(line, message, _)] = of("PM506", room(seats, *more, fields=fields))
    assert (line, message) == (0, f"nobody took part as `{role}`")


def test_all_that_is_missing_is_told_at_once():
    [(_, message, _)] = of("PM506", room({"contributor": "ines"}, fields="kind: pilot\n"))
    assert message == (
        "nobody took part as `delivery-lead`, `technical-lead`, `account-lead`, `end-user` or "
        "`adjacent-team`"
    )


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ("author: pia\n", True),
        ("author: ines\n", False),
        ("author: Mira Lund\n", False),
        ("author: TODO\n", True),
        ("# without: author\n", True),
    ],
)
def test_the_author_of_an_incident_may_be_there_in_another_role(fields, missed):
    assert bool(of("PM506", room(ALL, fields=f"kind: incident\n{fields}"))) is missed


@pytest.mark.parametrize(
    ("status", "told"),
    [("draft", []), ("in_review", ["no participant of the meeting is listed"])],
)
def test_nobody_listed_is_one_finding_and_none_in_a_draft(status, told):
    example = f"status: {status}\n# without: participants\n"
    assert [message for _, message, _ in of("PM506", example)] == told
    assert of("PM507", example) == []


@pytest.mark.parametrize("odd", ["{name: kim}", "kim", "{name: kim, role: [a]}"])
def test_nothing_is_missed_while_a_role_cannot_be_read(odd):
    example = room({"contributor": "ines"}, odd)
    assert of("PM506", example) + of("PM507", example) == []


def test_a_fresh_file_from_the_template_misses_no_role():
    seats = dict.fromkeys(ALL, "TODO")
    assert of("PM506", room(seats)) + of("PM507", room(seats)) + of("PM509", room(seats)) == []


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("tech lead", "did you mean `technical-lead`?"),
        ("Technical Lead", "did you mean `technical-lead`?"),
        ("technical_lead", "did you mean `technical-lead`?"),
        ("techncal-lead", "did you mean `technical-lead`?"),
        ("boss", "write one of delivery-lead, technical-lead, contributor, account-lead, "),
        ('"x\\u202e"', "write one of "),
    ],
)
def test_a_role_off_the_list_is_told_and_a_near_one_is_not_missed(word, hint):
    seats = {key: name for key, name in ALL.items() if key != "technical-lead"}
    example = room(seats, f"{{name: tariq, role: {word}}}")
    [(line, message, told)] = of("PM508", example)
    assert line == 5
    assert "is no role of the format" in message
    assert told.startswith(hint)
    assert bool(of("PM506", example)) is ("technical" not in hint or hint.startswith("write"))


@pytest.mark.parametrize("word", ["TODO", "sponsor", "client", "author", "end-user"])
def test_a_role_of_the_list_or_a_blank_is_no_finding(word):
    assert of("PM508", room(ALL, f"{{name: kim, role: {word}}}")) == []


FACILITATORS = {
    "{name: jonas, role: facilitator, on_project: false}": "",
    "{name: jonas, role: facilitator, on_project: true}": "`jonas` facilitated and was on the",
    "{name: jonas, role: facilitator}": "it is not said whether `jonas`",
    "{name: jonas, role: facilitator, on_project: nope}": "",  # PM105
    "{name: mira, role: facilitator, on_project: false}": "also there as `delivery-lead`",
    "{name: Mira Lund, role: facilitator, on_project: false}": "also there as `delivery-lead`",
    "{name: '@MIRA', role: facilitator, on_project: false}": "also there as `delivery-lead`",
    "{name: TODO, role: facilitator}": "",
    "{role: facilitator}": "",
}


@pytest.mark.parametrize(("seat", "told"), FACILITATORS.items())
def test_the_facilitator_is_from_outside(seat, told):
    seats = {role: name for role, name in ALL.items() if not role.startswith("fac")}
    found = of("PM509", room(seats, seat))
    assert bool(found) is bool(told)
    assert told in "".join(message for _, message, _ in found)


def test_a_draft_may_not_say_yet_where_the_facilitator_is_from():
    seat = "{name: jonas, role: facilitator}"
    assert of("PM509", room({}, seat, fields="status: draft\n")) == []
    seat = "{name: jonas, role: facilitator, on_project: true}"
    assert len(of("PM509", room({}, seat, fields="status: draft\n"))) == 1


@pytest.mark.parametrize(
    ("seat", "kind", "found"),
    [
        ("{name: Head of claims, role: client}", "project", True),
        ("{name: Head of claims, role: client}", "pilot", True),
        ("{role: client}", "project", True),
        ("{name: halden, role: contributor}", "project", True),
        ("{name: Jo Berg (Halden Logistics), role: contributor}", "incident", True),
        ('{name: "Jo Berg, HL", role: contributor}', "project", True),
        ("{name: Jo Berg of Halden, role: contributor}", "project", True),
        ("{name: jo@halden.example, role: contributor}", "project", True),
        ("{name: Jo <jo@mail.halden.example>, role: end-user}", "project", True),
        ("{name: jo@halden.example, role: end-user}", "pilot", False),
        ("{name: Jo (Halden), role: sponsor}", "pilot", False),
        ("{name: Jo (Halden), role: contributor}", "pilot", True),
        ("{name: jo@unhalden.example, role: contributor}", "project", False),
        ("{name: Jo of the Halden team, role: contributor}", "project", False),
        ("{name: Jo Berg, role: client lead}", "project", False),
        ("{name: mira, role: contributor}", "project", False),
        ("{name: HL, role: contributor}", "project", False),
        ("{name: Head of claims, role: end-user}", "project", False),
    ],
)
def test_who_is_of_the_client(seat, kind, found):
    assert bool(of("PM510", room(ALL, seat, fields=f"kind: {kind}\n"))) is found


@pytest.mark.parametrize(
    ("name", "found"), [("mira", True), ("Mira Lund", True), ("kim", False), ("TODO", False)]
)
def test_a_sponsor_only_listens(name, found):
    seats = ALL | {"delivery-lead": "mira", "contributor": "TODO"}
    assert bool(of("PM511", room(seats, f"{{name: {name}, role: sponsor}}"))) is found


def test_a_list_of_any_length_takes_no_long_time():
    seats = [f"{{name: p{number}, role: role-{number}x}}" for number in range(3_000)]
    assert len(of("PM508", room({}, *seats))) <= 200


def test_editors_are_told_the_same_roles():
    schema = json_schema("pilot")["$defs"]["Participant"]["properties"]["role"]
    assert schema["enum"] == [str(role) for role in Role]
