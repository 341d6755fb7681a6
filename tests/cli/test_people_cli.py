"""`pmkit people` as a person or a program meets it."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_action_cli import SENTIMENT, build
from tests.cli.test_reports_cli import FIRST, REGISTER, SECOND
from tests.running import told


@pytest.fixture
def repository(tmp_path):
    return build(tmp_path)


def test_the_list_is_there_without_a_word(repository):
    code, out, said = told("people", at=repository)
    assert (code, said) == (0, "")
    assert out == (
        "handle  name     aliases  team  state\n"
        "lior                            left, owns actions\n"
        "sarah   Sarah K                 here\n"
        "left with actions that are not closed: lior\n"
        "as of 2026-04-01\n"
    )
    assert told("people", "list", "--team", "x", at=repository)[1] == (
        "register/people.yml lists nobody like that\nas of 2026-04-01\n"
    )


def test_the_list_as_json_counts_nobody(repository):
    code, out, _ = told("people", "--left", "--format", "json", at=repository)
    assert code == 0
    assert json.loads(out) == {
        "schema_version": 1,
        "kind": "people",
        "as_of": "2026-04-01",
        "items": [
            {
                "handle": "lior",
                "name": None,
                "aliases": [],
                "team": None,
                "active": False,
                "still_owns": True,
            }
        ],
        "skipped": [],
    }


def test_a_dry_run_shows_every_file_and_writes_none(repository):
    code, out, said = told("people", "rename", "sarah", "sk", "--dry-run", at=repository)
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("+++")] == [
        "+++ b/postmortems/2025-12-01-acme-intent.md",
        f"+++ b/postmortems/{SENTIMENT}.md",
        "+++ b/register/people.yml",
    ]
    assert "+- {handle: sk, name: Sarah K, aliases: [sarah]}\n" in out
    assert said == "register/people.yml: `sarah` stays as an alias\nnothing was written\n"
    assert (repository / "register/people.yml").read_text() == REGISTER["people"]


def test_a_rename_names_the_files_it_changed(repository):
    words = ("people", "rename", "sarah", "sk", "--no-alias")
    code, out, said = told(*words, at=repository)
    assert (code, said) == (0, "")
    assert out == (
        "postmortems/2025-12-01-acme-intent.md 1 × sarah → sk\n"
        f"postmortems/{SENTIMENT}.md 3 × sarah → sk\n"
        "register/people.yml sarah → sk\n"
    )
    text = (repository / f"postmortems/{SENTIMENT}.md").read_text()
    assert text == SECOND.replace("owner: sarah", "owner: sk")
    assert "PM22" not in told("lint", "--select", "PM220", at=repository)[1]


def test_who_leaves_leaves_a_list_of_what_needs_an_owner(repository):
    code, out, said = told("people", "leave", "sarah", at=repository)
    assert (code, out) == (0, "register/people.yml sarah: active → left\n")
    assert said == (
        "3 actions without an owner who is here:\n"
        f"  {SENTIMENT}:A2  unverified  2026-03-29  Publish the guide.\n"
        f"  {SENTIMENT}:A3  due  2026-04-10  Train the team.\n"
        f"  {SENTIMENT}:#4  due    Ask the client.\n"
        "`pmkit people leave sarah --to PERSON` hands them over\n"
    )
    assert "active: false}" in (repository / "register/people.yml").read_text().splitlines()[0]


def test_a_file_that_cannot_be_read_is_named(repository):
    (repository / "postmortems/2026-03-20-torn.md").write_text("---\ntitle: x\n")
    for words in (("rename", "sarah", "sk"), ("leave", "lior", "--to", "sk"), ("list",)):
        code, _, said = told("people", *words, at=repository)
        assert code == 1
        assert "postmortems/2026-03-20-torn.md:1: PM011" in said
    text = (repository / f"postmortems/{SENTIMENT}.md").read_text()
    assert text == SECOND.replace("owner: sarah", "owner: sk").replace("owner: lior", "owner: sk")
    assert (repository / "postmortems/2025-12-01-acme-intent.md").read_text() != FIRST


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("rename", "sara", "sk"), "did you mean `sarah`?"),
        (("rename", "sarah", "lior"), "choose another handle"),
        (("leave", "lior", "--to", "lior"), "name somebody else"),
        (("leave", " "), "say it in a few words"),
        (("foo",), "lists the commands"),
    ],
)
def test_what_is_not_possible_says_what_to_do(repository, words, why):
    code, out, said = told("people", *words, at=repository)
    assert (code, out) == (2, "")
    assert why in said
