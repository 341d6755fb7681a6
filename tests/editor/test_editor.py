"""What an editor is told about a place: completions, meanings, where words lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.editor.completing import complete
from pmkit.editor.facts import Surroundings
from pmkit.editor.going import find_target
from pmkit.editor.hovering import hover
from pmkit.editor.place import typing_at
from pmkit.model.register import Client, OwnTag, Person, RegisteredProject
from pmkit.registers import Registers
from tests.reports.files import postmortem, record

AROUND = Surroundings(
    (record(postmortem("2026-01-09-voice", "2026-01-09", team="nlp")),),
    Registers(
        people=(
            Person(handle="sarah", name="Sarah Kern", team="nlp"),
            Person(handle="lior", active=False),
        ),
        clients=(Client(handle="acme", name="Acme GmbH", sector="insurance"),),
        projects=(RegisteredProject(handle="acme-voice", client="acme"),),
        own_tags=(OwnTag(name="house", title="Ours", description="Only here."),),
    ),
)
HEAD = "---\nkind: project\nstatus: draft\ntitle: T\ncompleted_on: 2026-03-06\n"


def at(text: str) -> tuple[str, int, int]:
    """Return a text without its cursor, `|`, and where that stood."""
    before, _, after = text.partition("|")
    return before + after, before.count("\n"), len(before) - before.rfind("\n") - 1


def texts(text: str) -> list[str]:
    return [one.text for one in complete(*at(HEAD + text), AROUND)[1]]


@pytest.mark.parametrize(
    ("text", "path", "is_key", "word"),
    [
        ("cli|", (), True, "cli"),
        ("client: ac|", ("client",), False, "ac"),
        ("actions:\n  - own|", ("actions",), True, "own"),
        ("actions:\n  - id: A1\n    own|", ("actions",), True, "own"),
        ("actions:\n  - id: A1\n    owner: |", ("actions", "owner"), False, ""),
        ("actions:\n- id: A1\n  owner: s|", ("actions", "owner"), False, "s"),
        ("causes:\n  - id: C1\n    tags: [drift, da|", ("causes", "tags"), False, "da"),
        ("causes:\n  - id: C1\n    tags:\n      - da|", ("causes", "tags"), False, "da"),
        ("participants:\n  - {name: s|", ("participants", "name"), False, "s"),
        ("participants:\n  - {name: s, ro|", ("participants",), True, "ro"),
        ("cost: {currency: EUR, re|", ("cost",), True, "re"),
        ("causes:\n  - upstream:\n      made|", ("causes", "upstream"), True, "made"),
    ],
)
def test_a_place_is_read_off_indentation_dashes_and_braces(text, path, is_key, word):
    whole, line, column = at(HEAD + text)
    typing = typing_at(whole.split("\n"), line, column)
    assert typing is not None
    assert (typing.path, typing.is_key, typing.word) == (path, is_key, word)


def test_the_body_is_no_place():
    whole, line, column = at(HEAD + "---\n\nclient: |\n")
    assert typing_at(whole.split("\n"), line, column) is None


def test_keys_are_those_of_the_kind_and_the_place():
    assert {"client", "causes", "held_on"} <= set(texts("|"))
    assert "severity" not in texts("|")
    incident = HEAD.replace("project", "incident") + "sev|"
    assert "severity" in [one.text for one in complete(*at(incident), AROUND)[1]]
    assert {"owner", "deadline", "verification"} <= set(texts("actions:\n  - |"))
    assert "from" in texts("edges:\n  - |") or "from" in [
        one.text
        for one in complete(*at(HEAD.replace("project", "pilot") + "edges:\n  - |"), AROUND)[1]
    ]


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        ("outcome: |", ["succeeded", "mixed", "failed"], ["draft"]),
        ("actions:\n  - status: |", ["open", "in_progress"], ["draft"]),
        ("actions:\n  - owner: |", ["sarah"], ["lior"]),
        ("participants:\n  - {name: |", ["sarah"], []),
        ("client: |", ["acme"], []),
        ("project: |", ["acme-voice"], []),
        ("team: |", ["nlp"], []),
        ("related: [|", ["2026-01-09-voice"], []),
        ("causes:\n  - tags: [|", ["house", "drift"], []),
        ("participants:\n  - {name: x, on_project: |", ["true", "false"], []),
        ("minutes: |", [], ["sarah"]),
    ],
)
def test_values_are_the_words_that_are_known(text, some, none):
    found = texts(text)
    assert set(some) <= set(found)
    assert not set(none) & set(found)


def test_addresses_are_the_causes_of_the_file():
    text = (
        HEAD
        + "causes:\n  - {id: C1, what: Labels.}\nactions:\n  - id: A1\n    addresses: [|]\n---\n"
    )
    found = complete(*at(text), AROUND)[1]
    assert [(one.text, one.detail) for one in found] == [("C1", "Labels.")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cl|ient: acme", "**client**: Handle in register/clients.yml"),
        ("outc|ome: mixed", "One of: `succeeded`, `mixed`, `failed`"),
        ("client: ac|me", "**Acme GmbH**, insurance"),
        ("author: sar|ah", "**Sarah Kern**, nlp"),
        ("author: lio|r", "has left"),
        ("causes:\n  - tags: [dri|ft]", "Warning signs:"),
        ("related: [2026-01-09-v|oice]", "**Story of 2026-01-09-voice**, 2026-01-09"),
        ("owner: x  # pmkit: ignore[PM2|04] why", "## PM204 deadline-not-a-date"),
    ],
)
def test_words_say_what_they_mean(text, said):
    assert said in (hover(*at(HEAD + text + "\n---\n"), AROUND) or "")


@pytest.mark.parametrize("text", ["title: so|me", "nothing: h|ere", "|", "nokey|: x"])
def test_other_words_mean_nothing(text):
    assert hover(*at(HEAD + text), AROUND) is None


def test_an_action_leads_to_the_cause_it_addresses():
    text = HEAD + "causes:\n  - id: C1\nactions:\n  - id: A1\n    addresses: [C|1]\n---\n"
    found = find_target(*at(text), AROUND)
    assert found is not None
    assert (found.path, found.span.line, found.span.column) == (None, 7, 9)


def test_a_reference_leads_to_its_post_mortem():
    found = find_target(*at(HEAD + "related: [2026-01-09-voi|ce]"), AROUND)
    assert found is not None
    assert found.path == "postmortems/2026-01-09-voice.md"
    assert find_target(*at(HEAD + "related: [nowh|ere]"), AROUND) is None


@given(st.text(alphabet="abc:-[]{}, \n#\"'|é", max_size=80))
def test_no_text_is_too_broken(text):
    whole = HEAD + text
    lines = whole.split("\n")
    line, column = len(lines) - 1, len(lines[-1])
    complete(whole, line, column, AROUND)
    hover(whole, line, column, AROUND)
    find_target(whole, line, column, AROUND)
