"""`--format slack` and `--format teams` through the command line."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_ops_cli import repo_with_history
from tests.cli.test_reports_cli import UNDATED, run, small_repository
from tests.running import SCRIPT, surroundings

HOSTILE = """\
---
kind: project
status: reviewed
title: Bot
completed_on: 2026-01-09
held_on: 2026-01-12
client: "*acme*"
actions:
  - id: A1
    what: "Tell <!channel>, @here and `ops` at https://evil.example {{DATE(x)}} \\u202e\\nnow_"
    owner: "_sa_rah"
    deadline: 2026-01-31
---
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return small_repository(tmp_path_factory.mktemp("chat"))


def test_overdue_for_slack(repository):
    code, out, said = run(repository, "overdue", "--within", "2w", "--format", "slack")
    assert (code, said) == (0, UNDATED)
    assert out == (
        "*1 action overdue (worst 1 day), 1 implemented but unverified (worst 3 days), 1 due soon,"
        " as of 2026-04-01*\n"
        "• *owner has left, find a new one: 2026-03-06-acme-sentiment:A1 (lior)*\n"
        "• *1 d late* · 2026-03-06-acme-sentiment:A1 · lior (left) · =Add an audit step · acme\n"
        "• *3 d late* · unverified · 2026-03-06-acme-sentiment:A2 · sarah · Publish the guide."
        " · acme\n"
        "• *in 9 d* · 2026-03-06-acme-sentiment:A3 · sarah · Train the team. · acme\n"
    )


def test_a_message_is_not_fitted_to_the_terminal(repository):
    words = ("overdue", "--as-of", "2026-04-01", "--format", "slack")
    terminal = Terminal(repository, "--color", "always", *words, columns=60)
    try:
        assert terminal.end() == 0
        assert run(repository, *words)[1] in terminal.seen
    finally:
        terminal.close()


def test_overdue_for_teams_by_group(repository):
    words = ("overdue", "--group-by", "owner", "--format", "teams", "--fail")
    code, out, _ = run(repository, *words)
    assert code == 1
    assert out == (
        "**1 action overdue (worst 1 day), 1 implemented but unverified (worst 3 days),"
        " as of 2026-04-01**\n\n"
        "- **owner has left, find a new one: 2026-03-06-acme-sentiment:A1 (lior)**\n\n"
        "**lior: 1 action overdue (worst 1 day)**\n\n"
        "- **1 d late** · 2026-03-06-acme-sentiment:A1 · lior (left) · =Add an audit step · acme\n\n"
        "**sarah: 1 implemented but unverified (worst 3 days)**\n\n"
        "- **3 d late** · unverified · 2026-03-06-acme-sentiment:A2 · sarah · Publish the guide."
        " · acme\n"
    )


@pytest.mark.parametrize("format", ["slack", "teams"])
def test_nothing_is_overdue(repository, format):
    code, out, _ = run(repository, "overdue", "--team", "nlp", "--format", format, "--fail")
    mark = {"slack": "*", "teams": "**"}[format]
    assert (code, out) == (0, f"{mark}nothing is overdue, as of 2026-04-01{mark}\n")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A repository with more late actions than a message holds, and one hostile file."""
    root = tmp_path_factory.mktemp("crowded")
    (root / "pmkit.toml").write_text("format = 1\n")
    (root / "postmortems").mkdir()
    (root / "postmortems/2026-01-09-bot.md").write_text(HOSTILE)
    head = HOSTILE[: HOSTILE.index("actions:")].replace("*acme*", "borealis")
    late = "".join(
        f"  - {{id: A{n}, what: Do {n}., owner: mia, deadline: 2026-02-01}}\n" for n in range(200)
    )
    (root / "postmortems/2026-01-09-many.md").write_text(f"{head}actions:\n{late}---\n")
    return root


def test_what_a_file_says_is_no_markup(crowded):
    words = ("overdue", "--client", "*acme*", "--format")
    code, out, _ = run(crowded, *words, "slack")
    assert code == 0
    assert out == (
        "*1 action overdue (worst 60 days), as of 2026-04-01*\n"
        "• *60 d late* · 2026-01-09-bot:A1 · ＿sa＿rah · Tell ＜!channel＞, ＠here and ｀ops｀"
        " at https：//evil․example {{DATE(x)}} \\u202e\\x0anow＿ · ＊acme＊\n"
    )
    assert run(crowded, *words, "teams")[1].endswith(
        "- **60 d late** · 2026-01-09-bot:A1 · \\_sa\\_rah · Tell \\<!channel\\>, ＠here and"
        " \\`ops\\` at https：//evil․example {\\{DATE(x)}} \\\\u202e\\\\x0anow\\_ · \\*acme\\*\n"
    )


def test_what_has_no_room_is_counted_with_the_command_as_it_was_typed(crowded):
    _, out, _ = run(crowded, "overdue", "--within", "2w", "--owner", "mia", "--format", "slack")
    assert 2_900 < len(out) <= 3_000
    shown, more = out.splitlines()[1:-1], out.splitlines()[-1]
    assert all(line.startswith("• *59 d late* · 2026-01-09-many:A") for line in shown)
    assert more == f"• and {200 - len(shown)} more: pmkit overdue --owner mia --within 2w"


def test_ops_for_teams(tmp_path):
    repo = repo_with_history(tmp_path / "repo")
    first = repo.git("log", "--reverse", "--format=%H").split()[0][:10]
    code, out, said = run(repo.root, "ops", "--format", "teams")
    assert (code, said) == (0, "")
    assert out == (
        f"""\
**Operations meeting, 2026-04-01**

- follow-through: 1 of 2 actions due are implemented (50 %), over 1 post-mortem
- **owner has left, find a new one: 2026-01-09-voice:A3 (lior)**
- no fix failed; no cause recurs
- compared with 2026-03-01: the files of commit {first}, of 2026-02-10

**Overdue: 1 action, 7 days late in all**

- -1 action and -6 days against 2026-03-01 (2 actions, 13 days): 1 still late, 1 done
- **7 d late** · 2026-01-09-voice:A1 · mia · slips 1 (+33 d) · Do it.

**Due in the next 14 days: 1 action**

- in 9 d · 2026-03-12-routing:A1 · sarah · Count them \\| twice.

**Waiting for verification: 1 past their day (0 on 2026-03-01), 0 in time**

- 5 d late · 2026-01-09-voice:A2 · sarah · Do it.

**Reviews: 2 overdue, 2 due in the next 30 days**

- 52 d late · 30-day · 2026-01-09-voice · by 2026-02-08
- 52 d late · 30-day · 2026-03-12-routing · by 2026-02-08
- in 8 d · 90-day · 2026-01-09-voice · by 2026-04-09
- in 8 d · 90-day · 2026-03-12-routing · by 2026-04-09

**Projects that ended without a post-mortem: 1 late**

- 20 d ago · late · voice · acme

**Moved since 2026-03-01**

- 1 post-mortem written, 1 action added, 1 implemented
- 1 deadline moved (+33 d, 1 after it was due), 1 handed on
- 2026-03-05 · 2026-01-09-voice:A1 · deadline +33 d to 2026-03-25 after it was due; handed from sarah to mia
- 2026-03-05 · 2026-01-09-voice:A2 · implemented
"""
    )


def test_ops_names_the_rest_under_the_same_filter(crowded):
    _, out, _ = run(crowded, "ops", "--client", "borealis", "--format", "slack")
    assert len(out) <= 3_000
    assert re.search(r"• and 1[0-9]{2} more: pmkit overdue --client borealis\n", out)


def test_the_digest_for_slack(repository):
    code, out, _ = run(repository, "digest", "--month", "2026-03", "--format", "slack")
    assert code == 0
    assert out == (
        """\
*Digest of 2026-03*
• 1 post-mortem (1 project)
• as of 2026-04-01

*Patterns*
• *data-quality-surprise (Data quality surprise): in 2 post-mortems, 1 of them in this period, in several teams within half a year*
    ◦ came back in 2026-03-06-acme-sentiment in spite of a verified fix: 2025-12-01-acme-intent:A1
    ◦ Accuracy ended low. [2026-03-06-acme-sentiment]
        ▪ root: Nobody audits.

*Lessons*
• Noise hides. [2026-03-06-acme-sentiment, data-quality-surprise]
    ◦ next time: Sample at random.

*Countermeasures*
• nothing in this period

*Wins*
• nothing in this period
"""
    )


@pytest.mark.parametrize("words", ["overdue", "ops", "digest --month 2026-03"])
def test_a_message_says_itself_what_could_not_be_read(repository, tmp_path, words):
    root = shutil.copytree(repository, tmp_path / "copy")
    (root / "postmortems/2026-03-20-broken.md").write_text("---\nkind: [\n---\n")
    code, out, said = run(root, *words.split(), "--format", "slack")
    assert code == 1
    assert out.splitlines()[1] == "• *1 file could not be read: pmkit lint*"
    assert "postmortems/2026-03-20-broken.md:" in said


def test_a_reader_that_goes_away_ends_it_quietly(crowded):
    done = subprocess.run(
        f"{SCRIPT[0]} overdue --format slack | head -c 10",
        shell=True,
        cwd=crowded,
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"*201 actio", b"")
