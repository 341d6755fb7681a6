"""`ops` through the command line, in a repository with a history."""

from __future__ import annotations

import html
import json
import re
import shutil

import pytest

from tests.cli.test_reports_cli import run
from tests.history.repo import NAME, PATH, Repo, due

ROUTING = "postmortems/2026-03-12-routing.md"


@pytest.fixture(scope="module")
def repo(tmp_path_factory):
    return repo_with_history(tmp_path_factory.mktemp("ops") / "repo")


def repo_with_history(root):
    """Make a repository in which a month of work was committed."""
    made = Repo(root)
    (made.root / "register").mkdir()
    (made.root / "register/people.yml").write_text("- {handle: lior, active: false}\n")
    (made.root / "register/projects.yml").write_text(
        "- {handle: voice, client: acme, completed_on: 2026-03-12}\n"
    )
    first, second, third = due("2026-02-20"), due("2026-02-25", id="A2"), due("2026-09-01", id="A3")
    made.commit("2026-02-10", first, second, third | {"owner": "lior"})
    moved = {"deadline": "2026-03-25", "owner": "mia"}
    done = {"status": "implemented", "implemented_on": "2026-03-04"}
    made.commit("2026-03-05", first | moved, second | done, third | {"owner": "lior"})
    made.commit("2026-03-14", due("2026-04-10", what="Count them | twice."), path=ROUTING)
    return made


def test_the_whole_page(repo):
    first = repo.git("log", "--reverse", "--format=%H").split()[0][:10]
    code, out, said = run(repo.root, "ops")
    assert (code, said) == (0, "")
    assert (
        out
        == f"""\
Operations meeting, 2026-04-01
  follow-through: 1 of 2 actions due are implemented (50 %), over 1 post-mortem
  owner has left, find a new one: 2026-01-09-voice:A3 (lior)
  no fix failed; no cause recurs
  compared with 2026-03-01: the files of commit {first}, of 2026-02-10

Overdue: 1 action, 7 days late in all
  -1 action and -6 days against 2026-03-01 (2 actions, 13 days): 1 still late, 1 done
  7 d late  2026-01-09-voice:A1  mia  1 (+33 d)
      Do it.

Due in the next 14 days: 1 action
  in 9 d  2026-03-12-routing:A1  sarah  Count them | twice.

Waiting for verification: 1 past their day (0 on 2026-03-01), 0 in time
  5 d late  2026-01-09-voice:A2  sarah  Do it.

Reviews: 2 overdue, 2 due in the next 30 days
  52 d late  30-day  2026-01-09-voice    by 2026-02-08
  52 d late  30-day  2026-03-12-routing  by 2026-02-08
  in 8 d     90-day  2026-01-09-voice    by 2026-04-09
  in 8 d     90-day  2026-03-12-routing  by 2026-04-09

Projects that ended without a post-mortem: 1 late
  20 d ago  late  voice  acme

Moved since 2026-03-01
  1 post-mortem written, 1 action added, 1 implemented
  1 deadline moved (+33 d, 1 after it was due), 1 handed on
  2026-03-05  2026-01-09-voice:A1  deadline +33 d to 2026-03-25 after it was due; handed from sarah…
  2026-03-05  2026-01-09-voice:A2  implemented
"""
    )


def test_the_page_as_json(repo):
    code, out, _ = run(repo.root, "ops", "--format", "json", "--since", "2026-03-10")
    told = json.loads(out)
    (item,) = told["items"]
    assert (code, told["kind"], told["as_of"]) == (0, "ops", "2026-04-01")
    assert (item["since"], item["compared"], item["commit_on"]) == (
        *("2026-03-10", "commit", "2026-03-05"),
    )
    assert (item["trend"]["overdue"], item["trend"]["overdue_then"]) == (1, 0)
    assert [row["change"] for row in item["changes"]] == ["written"]
    assert item["overdue"][0]["moved_after_due"] == 1
    keys = [*json.loads(run(repo.root, "overdue", "--format", "json")[1])["items"][0]]
    assert [*item["overdue"][0]] == [*item["waiting"], *item["unverified"]][
        0
    ].keys() - set() or keys
    assert [*item["overdue"][0]] == keys


def test_the_page_as_markdown_and_html(repo):
    _, out, _ = run(repo.root, "ops", "--format", "md")
    assert out.startswith("# Operations meeting, 2026-04-01\n\n- follow-through: ")
    assert "| in 9 d | 2026-03-12-routing:A1 | sarah | Count them \\| twice. |\n" in out
    _, out, _ = run(repo.root, "ops", "--format", "html")
    assert '<body class="one-page">' in out
    told = re.sub(r"<[^>]+>", " ", html.unescape(out))
    assert "2026-01-09-voice:A1" in told
    assert "deadline +33 d to 2026-03-25 after it was due; handed from sarah to mia" in told


def test_a_first_meeting_has_only_the_calendar(repo):
    code, out, said = run(repo.root, "ops", "--since", "2026-02-01")
    assert (code, said) == (0, "")
    assert "  compared with 2026-02-01 by the calendar alone, since no commit is that old\n" in out
    assert "+1 action and +7 days against 2026-02-01 (0 actions, 0 days): 1 new\n" in out
    assert "2 post-mortems written, 4 actions added" in out


def test_what_disappeared_is_said_and_a_new_name_is_followed(tmp_path):
    repo = Repo(tmp_path / "repo")
    repo.commit("2026-02-10", due("2026-02-01"), due("2026-02-02", id="A2"))
    repo.git("mv", PATH, "postmortems/voice.md")
    repo.commit("2026-03-10")
    repo.commit("2026-03-11", due("2026-02-01"), path="postmortems/voice.md", status="closed")
    code, out, _ = run(repo.root, "--color", "always", "ops")
    assert code == 0
    assert (
        "\x1b[1;31m  -1 action and +4 days against 2026-03-01 (2 actions, 55 days): 1 still late, 1"
        " gone from the\x1b[0m\n"
    ) in out
    assert "  1 file renamed, 1 change of a post-mortem's status\n" in out
    assert "\x1b[1;31m  follow-through is failing: 0 of 1 action due is implemented (0 %)" in out


def test_nothing_committed_since(repo):
    _, out, _ = run(repo.root, "ops", "--since", "2026-03-31")
    assert "no action moved since 2026-03-31\n" in out
    assert "Moved" not in out


def test_the_filters_go_on_to_the_commands_that_are_named(repo):
    _, out, said = run(repo.root, "ops", "--client", "a b")
    assert out.startswith("Operations meeting, 2026-04-01 (--client 'a b')\n")
    assert said == "note: no client `a b` is known here\n"
    assert "Overdue:" not in out


@pytest.mark.parametrize("since", ["2026-04-01", "2026-05-01", "March"])
def test_the_last_meeting_lies_before_today(repo, since):
    code, out, said = run(repo.root, "ops", "--since", since)
    assert (code, out) == (2, "")
    assert f"--since is `{since}`" in said or f"--since {since} is not before 2026-04-01" in said


def test_without_git_and_in_a_shallow_clone_it_says_so(repo, tmp_path):
    shutil.copytree(repo.root, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    code, out, said = run(tmp_path / "copy", "ops")
    assert (code, said) == (0, "")
    assert "by the calendar alone; without git history, slips and changes are not" in out
    assert "Moved" not in out
    (item,) = json.loads(run(tmp_path / "copy", "ops", "--format", "json")[1])["items"]
    assert (item["changes"], item["overdue"][0]["slips"]) == (None, None)
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(tmp_path / "there"))
    code, out, said = run(tmp_path / "there", "ops")
    assert (code, said) == (0, "")
    assert (
        "  note: this clone is shallow: older slips are missing, and old files may look new\n"
        in out
    )


def test_a_file_that_cannot_be_read_is_named_and_a_draft_is_mentioned(repo, tmp_path):
    shutil.copytree(repo.root, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    (tmp_path / "copy/postmortems/broken.md").write_text("no front matter\n")
    path = tmp_path / "copy" / PATH
    path.write_text(path.read_text().replace("status: reviewed", "status: draft"))
    code, out, said = run(tmp_path / "copy", "ops")
    assert code == 1
    assert "postmortems/broken.md:1: PM" in said
    assert "  note: actions of 1 draft are listed, though drafts do not count\n" in out
    assert f"{NAME}:A1" in out
