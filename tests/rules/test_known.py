"""PM22x and PM73x: what the registers know, and what was meant."""

from __future__ import annotations

import pytest

from pmkit import similar
from pmkit.model.register import Person
from pmkit.registers import Registers
from tests.rules.examples import findings, findings_with, registers_of, whole

PEOPLE = (
    "# register/people.yml: ["
    "{handle: tariq, name: Tariq Osei, aliases: [T. Osei], team: vision}, "
    "{handle: ines, team: vision}, {handle: mira, team: agents}, {handle: jonas}, "
    "{handle: olu}, {handle: pia, active: false}]\n"
)
CLIENTS = "# register/clients.yml: [{handle: halden, name: Halden Logistics}, {handle: orsa}]\n"
PROJECTS = (
    "# register/projects.yml: [{handle: halden-invoices, client: Halden Logistics, team: vision},"
    " {handle: orsa-notes, client: orsa, team: agents}, {handle: bare}]\n"
)
EVERYTHING = registers_of(PEOPLE + CLIENTS + PROJECTS)


def of(code: str, fields: str, registers: Registers = EVERYTHING) -> list[tuple[str, str, str]]:
    found = findings_with(registers, whole(fields))
    return [(item.severity, item.message, item.hint) for item in found if item.code == code]


def action(owner: str, more: str = "") -> str:
    return (
        "actions:\n  - id: A1\n    what: Add a data audit to the discovery checklist.\n"
        f"    owner: {owner}\n    deadline: 2026-01-15\n"
        f"    verification: The next three kickoffs hold the filled-in section.\n{more}"
    )


DONE = "    status: implemented\n    implemented_on: 2025-12-09\n"
VERIFIED = (
    "    status: verified\n    implemented_on: 2025-12-09\n    verified_on: 2025-12-11\n"
    "    verified_by: mira\n    result: effective\n"
)
CANCELLED = "    status: cancelled\n    cancelled_reason: The client took it over.\n"


@pytest.mark.parametrize("kind", ["project", "checkpoint", "pilot", "incident"])
def test_absent_and_empty_registers_ask_nothing(kind):
    text = whole(f"kind: {kind}\n")
    assert [item.code for item in findings(text) if item.code[:4] in ("PM22", "PM73")] == []


@pytest.mark.parametrize("kind", ["project", "checkpoint"])
def test_the_base_agrees_with_its_registers(kind):
    found = findings_with(EVERYTHING, whole(f"kind: {kind}\n"))
    assert [item.message for item in found if item.code[:4] in ("PM22", "PM73")] == []


@pytest.mark.parametrize("status", ["draft", "in_review", "reviewed"])
@pytest.mark.parametrize("more", ["", DONE, VERIFIED, CANCELLED])
def test_an_unknown_owner_is_an_error_whatever_the_status(status, more):
    [(severity, message, hint)] = of("PM220", f"status: {status}\n" + action("tarik", more))
    assert severity == "error"
    assert message == "`tarik`, the owner of action `A1`, is not in register/people.yml"
    assert hint == "did you mean `tariq`?"


@pytest.mark.parametrize(
    ("owner", "near"),
    [
        ("Tarik Osei", "tariq"),
        ("t osei", "tariq"),
        ("Ines@fernbank.example", "ines"),
        ("inez", "ines"),
        ("zebulon", None),
    ],
)
def test_who_was_meant(owner, near):
    [(_, _, hint)] = of("PM220", action(owner))
    wanted = f"did you mean `{near}`?" if near else "write a handle that stands there, or add"
    assert hint.startswith(wanted)


@pytest.mark.parametrize("owner", ["the team", "TBD", "TODO", "tariq and ines", "tech lead", "[a]"])
def test_what_is_no_person_is_left_to_its_own_rule(owner):
    assert of("PM220", action(owner)) == []
    assert len(of("PM202", action(owner))) == 1


@pytest.mark.parametrize(
    ("more", "found"),
    [("", True), (DONE, True), (VERIFIED, False), (CANCELLED, False), ("    status: x\n", True)],
)
def test_an_owner_who_left_matters_until_it_is_closed(more, found):
    told = of("PM221", action("pia", more))
    assert bool(told) is found
    assert not found or told[0][:2] == (
        "error",
        "`pia`, the owner of action `A1`, has left",
    )
    assert of("PM220", action("pia", more)) == []


@pytest.mark.parametrize("word", ["Tariq Osei", "t. osei", "Tariq", "'@tariq'"])
def test_one_word_for_one_person(word):
    [(severity, _, hint)] = of("PM222", action(word))
    assert (severity, hint) == ("warning", "write `tariq`")
    assert of("PM222", action("tariq")) == []
    assert of("PM220", action(word)) == []


def test_the_verifier_too():
    [(_, message, _)] = of("PM222", action("ines", VERIFIED.replace("mira", "Tariq Osei")))
    assert message == "`Tariq Osei` is `tariq` in register/people.yml"


@pytest.mark.parametrize(
    ("client", "hint"),
    [
        ("halden", None),
        ("HALDEN logistics", None),
        ("haldn", "did you mean `halden`?"),
        ("Halden Logistic", "did you mean `halden`?"),
        ("zephyr", "write a handle that stands there, or add this client"),
        ("TODO", None),
        ("TODO: which one", None),
        ("none", None),
    ],
)
def test_client_unknown(client, hint):
    for status, severity in (("draft", "warning"), ("in_review", "error")):
        found = of("PM730", f"status: {status}\nclient: {client}\n# without: project\n")
        assert [(item[0], item[2]) for item in found] == ([(severity, hint)] if hint else [])
    assert of("PM730", f"client: {client}\n", registers_of(PEOPLE + PROJECTS)) == []


@pytest.mark.parametrize(
    ("project", "hint"),
    [
        ("halden-invoices", None),
        ("halden-invoice", "did you mean `halden-invoices`?"),
        ("Halden-Invoices", "did you mean `halden-invoices`?"),  # coverage compares exactly
        ("zephyr", "write a handle that stands there, or add this project"),
        ("TODO", None),
    ],
)
def test_project_unknown(project, hint):
    found = of("PM731", f"project: {project}\n")
    assert [item[2] for item in found] == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("client: orsa\n", True),
        ("client: Halden Logistics\n", False),
        ("client: zephyr\n", True),
        ("client: TODO\n", False),
        ("# without: client\n", False),
        ("client: orsa\nproject: bare\n", False),
        ("client: orsa\nproject: elsewhere\n", False),
    ],
)
def test_client_not_of_project(fields, found):
    assert bool(of("PM732", fields)) is found


@pytest.mark.parametrize(
    ("team", "other", "misspelt"),
    [
        ("vision", False, False),
        ("agents", True, False),
        ("Vision", False, True),
        ("visoin", True, True),
        ("research", True, False),
        ("TODO", False, False),
    ],
)
def test_teams(team, other, misspelt):
    assert bool(of("PM733", f"team: {team}\n")) is other
    assert bool(of("PM734", f"team: {team}\n")) is misspelt
    assert {item[0] for item in of("PM733", f"team: {team}\n")} <= {"warning"}


PERSONS = {
    "author: mirra\n": ["did you mean `mira`?"],
    "author: TODO\n": [],
    "author: T. Osei\n": [],
    "participants:\n  - {name: zoe, role: contributor}\n  - {name: kim, role: end-user}\n": [
        "write a handle that stands there, or add this person"
    ],
    "commitments:\n  - {person: inees, change: I will ask first.}\n": ["did you mean `ines`?"],
    action("ines", VERIFIED.replace("mira", "miri")): ["did you mean `mira`?"],
    "author: pia\n": [],
}


@pytest.mark.parametrize(("fields", "hints"), PERSONS.items())
def test_person_unknown(fields, hints):
    found = of("PM735", fields)
    assert [item[2] for item in found] == hints
    assert {item[0] for item in found} <= {"warning"}


def test_many_unknown_words_take_no_long_time(monkeypatch):
    compared = []
    monkeypatch.setattr(similar, "nearest", lambda word, known, alike: compared.append(len(known)))
    people = tuple(Person(handle=f"person-{number}") for number in range(3_000))
    one = action("x").partition("\n")[2]
    actions = "".join(
        one.replace("A1", f"A{n}").replace("owner: x", f"owner: person {n}") for n in range(100)
    )
    found = findings_with(Registers(people=people), whole(f"actions:\n{actions}"))
    assert sum(item.code == "PM220" for item in found) == 100
    assert max(compared) == 500
    assert len(compared) <= 2 * 20
