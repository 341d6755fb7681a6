"""`pmkit review record` as a person meets it, through options and on a terminal."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_action_cli import SENTIMENT, build, text_of
from tests.cli.test_reports_cli import SECOND, run
from tests.running import AGENCY, ROOT

RECORD = ("review", "record", "sentiment")
ENTRY = "reviews:\n  - {kind: 30-day, held_on: 2026-04-12, outcome: effective}\n---"


@pytest.fixture
def repository(tmp_path):
    return build(tmp_path)


@pytest.fixture
def on_terminal():
    """Return what opens terminals, which are closed behind the test."""
    opened = []

    def on_terminal(*words, **more):
        opened.append(Terminal(*words, **more))
        return opened[-1]

    yield on_terminal
    for terminal in opened:
        terminal.close()


def record(repository, *words, day="2026-04-12"):
    return run(repository, *RECORD, *words, day=day)


def test_a_review_is_recorded_once_and_is_done(repository):
    code, out, said = record(repository, "30-day", "--outcome", "effective")
    assert (code, out, said) == (0, f"{SENTIMENT} 30-day review of 2026-04-12: effective\n", "")
    assert text_of(repository) == SECOND.removesuffix("---\n") + f"{ENTRY}\n"
    code, out, said = record(repository, "30-day", "--outcome", "effective", "--on", "2026-04-12")
    assert (code, out) == (0, "")
    assert said == f"{SENTIMENT} 30-day review of 2026-04-12: effective, recorded already\n"
    found = json.loads(run(repository, "reviews", "--format", "json")[1])["items"]
    (done,) = [item for item in found if item["state"] == "done"]
    assert (done["review"], done["held_on"], done["outcome"]) == (
        "30-day",
        "2026-04-12",
        "effective",
    )


def test_several_are_recorded_together_or_not_at_all(repository):
    words = ("review", "record", "sentiment", "intent", "90-day", "--outcome", "effective")
    code, out, _ = run(repository, *words, "--note", "Nothing: so far", "--on", "2026-03-20")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [SENTIMENT, "2025-12-01-acme-intent"]
    for name in (SENTIMENT, "2025-12-01-acme-intent"):
        assert 'note: "Nothing: so far"}' in (repository / f"postmortems/{name}.md").read_text()
    before = text_of(repository)
    words = ("review", "record", "intent", "sentiment", "30-day", "--outcome", "effective")
    assert run(repository, *words, "--on", "2026-03-10")[:2] == (2, "")  # sentiment: not yet held
    assert text_of(repository) == before


def test_a_dry_run_shows_a_diff_and_writes_nothing(repository):
    code, out, said = record(repository, "30-day", "--outcome", "effective", "--dry-run")
    assert (code, said) == (0, "nothing was written\n")
    assert "\n+reviews:\n+  - {kind: 30-day, held_on: 2026-04-12, outcome: effective}\n" in out
    assert text_of(repository) == SECOND


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("30-day",), "--outcome is missing"),
        (("30-day", "--outcome", "effective", "--on", "2026-04-13"), "today is 2026-04-12"),
        (("30", "--outcome", "effective"), "'30' is not one of '30-day'"),
        (("nothing", "30-day", "--outcome", "effective"), "no post-mortem matches `nothing`"),
    ],
)
def test_what_is_not_possible_ends_with_2_and_changes_nothing(repository, words, why):
    code, out, said = record(repository, *words)
    assert (code, out) == (2, "")
    assert why in said
    assert text_of(repository) == SECOND


def test_on_a_terminal_each_action_is_asked_for_and_all_is_written_at_the_end(
    repository, on_terminal
):
    terminal = on_terminal(repository, *RECORD, "30-day")
    terminal.expect("A1 open, lior, deadline 2026-03-31\n  =Add an audit step\n")
    terminal.answer("State", "implemented")
    terminal.answer("Evidence", "Checklist v4")
    terminal.answer("Done on [2026-04-12]", "2026-04-02")
    terminal.answer("1 still to be verified  2 verified  3 open again  4 cancelled", "2")
    terminal.answer("Result", "1")
    terminal.answer("Checked by", "Sarah K")
    terminal.answer("Checked on", "")
    terminal.answer("`sarah` owns it and cannot verify it", "2")
    terminal.answer("Result", "eff")
    terminal.answer("Checked by", "dana")
    terminal.answer("Checked on", "")
    terminal.answer("1 still in progress  2 implemented  3 deferred  4 cancelled", "def")
    terminal.answer("New deadline", "+2w")
    assert text_of(repository) == SECOND
    terminal.answer("Why", "The trainer was ill.")
    terminal.answer("#4 open, sarah, no deadline", "")
    terminal.expect("2 of 4 actions are in place; that would be partially_effective")
    terminal.answer("Outcome", "")
    terminal.answer("Outcome is empty", "2")
    terminal.answer("Note", "")
    assert terminal.end() == 0
    told = terminal.seen.splitlines()[-4:]
    assert told == [
        f"{SENTIMENT}:A1 open → implemented",
        f"{SENTIMENT}:A2 implemented → verified",
        f"{SENTIMENT}:A3 2026-04-10 → 2026-04-26",
        f"{SENTIMENT} 30-day review of 2026-04-12: partially_effective",
    ]
    lines = [line.strip() for line in text_of(repository).splitlines()]
    before = [line.strip() for line in SECOND.splitlines()]
    assert [line for line in before if line not in lines] == [
        "status: open",
        "deadline: 2026-04-10",
    ]
    assert [line for line in lines if line not in before] == [
        "implemented_on: 2026-04-02",
        "evidence: Checklist v4",
        "status: verified",
        "verified_on: 2026-04-12",
        "verified_by: dana",
        "result: effective",
        "deadline: 2026-04-26",
        "deferred:",
        "- {from: 2026-04-10, to: 2026-04-26, why: The trainer was ill.}",
        "reviews:",
        "- {kind: 30-day, held_on: 2026-04-12, outcome: partially_effective}",
    ]


def test_whoever_stops_in_the_middle_has_written_nothing(repository, on_terminal):
    terminal = on_terminal(repository, *RECORD, "30-day", columns=60)
    terminal.answer("State", "cancelled")
    terminal.answer("Why", "The product is gone.")
    terminal.expect("  1 still to be verified  2 verified  3 open again\n  4 cancelled\n")
    terminal.interrupt("State")
    assert terminal.end() == 130
    assert terminal.seen.endswith("nothing was written\n")
    assert max(map(len, terminal.seen.splitlines())) < 60
    assert text_of(repository) == SECOND


def test_other_reviews_ask_for_the_outcome_alone(repository, on_terminal):
    terminal = on_terminal(repository, *RECORD, "90-day", "--on", "2026-04-01")
    terminal.answer("Outcome", "partially")
    terminal.answer("Note", "Two of three held.")
    assert terminal.end() == 0
    assert "State" not in terminal.seen
    entry = "{kind: 90-day, held_on: 2026-04-01, outcome: partially_effective, note: Two of three held.}"
    assert entry in text_of(repository)


def test_without_input_a_terminal_asks_nothing(repository, on_terminal):
    terminal = on_terminal(repository, "--no-input", *RECORD, "30-day", "--outcome", "effective")
    assert terminal.end() == 0
    assert terminal.seen == f"{SENTIMENT} 30-day review of 2026-04-12: effective\n"


REPLIES = (
    ("State", "implemented"),
    ("Evidence", "Four reports in the audit folder"),
    ("Done on", "2026-04-15"),
    ("State", "deferred"),
    ("New deadline", "+2w"),
    ("Why", "The routine is rewritten this month."),
    ("State", ""),
    ("Outcome", "2"),
    ("Note", "Audits done, routine to follow."),
)


def test_the_conversation_in_the_documentation_is_real(tmp_path, on_terminal):
    command = "pmkit review record freight 30-day --as-of 2026-04-17"
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    told = text.partition(f"$ {command}\n")[2].partition("```")[0]
    shutil.copytree(AGENCY, tmp_path / "agency")
    terminal = on_terminal(tmp_path / "agency", *command.split()[1:], columns=100)
    for question, reply in REPLIES:
        terminal.answer(question, reply)
    assert terminal.end() == 0
    assert [line.rstrip() for line in terminal.seen.splitlines()] == told.splitlines()
