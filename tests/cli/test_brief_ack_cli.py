"""Acknowledging a brief on the command line, and the gate before a start."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_action_cli import build
from tests.running import told

PROJECTS = """\
- {handle: acme-returns, client: acme, team: nlp, started_on: 2026-04-06}
- {handle: elsewhere, started_on: 2026-03-02}
"""


@pytest.fixture
def repository(tmp_path):
    root = build(tmp_path)
    (root / "register/projects.yml").write_text(PROJECTS)
    return root


def ack(repository, *words):
    return told("brief", "--for", "acme-returns", "--ack", *words, at=repository)


def test_a_project_is_due_until_its_brief_is_acknowledged(repository):
    code, out, _ = told("coverage", "--briefs", at=repository)
    assert (code, out) == (
        0,
        "2 projects run or start soon: 1 late, 1 due\n"
        "state  project       client  team  start       first read  by\n"
        "late   elsewhere                   2026-03-02\n"
        "due    acme-returns  acme    nlp   2026-04-06\n"
        "as of 2026-04-01\n",
    )
    code, out, said = ack(repository, "Sarah K")
    line = "sarah read for acme-returns: 2 post-mortems with 1 lesson"
    assert (code, out, said) == (0, f"register/briefs.yml {line}\n", "as of 2026-04-01\n")
    code, out, said = ack(repository, "sarah")
    again = f"register/briefs.yml {line}, recorded already on 2026-04-01\nas of 2026-04-01\n"
    assert (code, out, said) == (0, "", again)
    code, out, _ = told(
        "coverage", "--briefs", "--client", "acme", "--format", "json", at=repository
    )
    assert (code, json.loads(out)["kind"]) == (0, "coverage-briefs")
    assert json.loads(out)["items"] == [
        {
            "project": "acme-returns",
            "client": "acme",
            "team": "nlp",
            "started_on": "2026-04-06",
            "briefed_on": "2026-04-01",
            "people": ["sarah"],
            "state": "briefed",
        }
    ]


def test_the_gate_closes_on_what_started_unread(repository):
    assert told("coverage", "--briefs", "--fail", at=repository)[0] == 1
    assert told("coverage", "--briefs", "--fail", "--state", "due", at=repository)[0] == 0
    assert told("coverage", "--fail", at=repository)[0] == 0
    assert told("brief", "--for", "elsewhere", "--ack", "sarah", at=repository)[0] == 0
    assert told("coverage", "--briefs", "--fail", at=repository)[0] == 0


def test_a_dry_run_shows_the_entry_and_writes_nothing(repository):
    code, out, said = ack(repository, "sarah", "--dry-run")
    assert (code, said) == (0, "nothing was written\nas of 2026-04-01\n")
    assert out.startswith("--- /dev/null\n+++ b/register/briefs.yml\n")
    assert "+- project: acme-returns\n+  person: sarah\n+  read_on: 2026-04-01\n" in out
    assert not (repository / "register/briefs.yml").exists()


def test_a_file_that_cannot_be_read_is_named_though_the_rest_is_recorded(repository):
    (repository / "postmortems/2026-01-01-torn.md").write_text("---\nkind: [\n---\n")
    code, out, said = ack(repository, "sarah")
    assert (code, out[:19]) == (1, "register/briefs.yml")
    assert "postmortems/2026-01-01-torn.md" in said


def test_a_new_handle_is_read_in_the_register_of_briefs(repository):
    ack(repository, "sarah")
    told("people", "rename", "sarah", "sk", "--no-alias", at=repository)
    text = (repository / "register/briefs.yml").read_text()
    assert "\n  person: sk\n" in text
    assert "sarah" not in text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("brief", "a word", "--ack", "sarah"), "name it with --for PROJECT"),
        (("brief", "--for", "acme-returns", "--dry-run"), "add --ack NAME"),
        (("brief", "--for", "acme-returns", "--ack", "lior"), "`lior` has left"),
        (("brief", "--for", "acme-returns", "--ack", "sahra"), "did you mean `sarah`?"),
        (("brief", "--for", "acme-returns", "--ack", "sarah", "--format", "md"), "prints no list"),
        (("brief", "--for", "acme", "--ack", "sarah"), "no project `acme` is registered"),
        (("coverage", "--state", "briefed"), "name one of late, drafted, due, covered"),
        (("coverage", "--briefs", "--state", "drafted"), "name one of late, due, briefed"),
    ],
)
def test_what_is_not_possible_ends_with_2(repository, words, why):
    code, out, said = told(*words, at=repository)
    assert (code, out) == (2, "")
    assert why in said
    assert not (repository / "register/briefs.yml").exists()
