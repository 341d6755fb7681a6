"""Slips and `history` through the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from tests.cli.test_reports_cli import run
from tests.history.repo import NAME, PATH, Repo, due
from tests.running import ROOT


@pytest.fixture
def repo(tmp_path):
    made = Repo(tmp_path / "repo")
    first = due("2026-02-01", verification="It is read.")
    made.commit("2026-01-10", first, due("2026-02-01", id="A2"), due("2026-03-30", id=None))
    second = first | {"deadline": "2026-02-15", "verification": "It exists."}
    made.commit("2026-02-02", second, due("2026-02-01", id="A2"), due("2026-03-30", id=None))
    return made


def items(repo, *words):
    code, out, said = run(repo.root, *words, "--format", "json")
    assert (code, said) == (0, "")
    return json.loads(out)["items"]


@pytest.mark.parametrize("command", ["overdue", "actions"])
def test_rows_tell_slips(repo, command):
    found = {
        row["ref"]: (row["slips"], row["slipped_days"], row["moved_after_due"])
        for row in items(repo, command)
    }
    assert found[f"{NAME}:A1"] == (1, 14, 1)
    assert found[f"{NAME}:A2"] == (0, 0, 0)
    assert found[f"{NAME}:#3"] == (None, None, None)


def test_show_tells_slips(repo):
    (page,) = items(repo, "show", "voice")
    assert [row["slips"] for row in page["actions"]] == [1, 0, None]
    (action,) = items(repo, "show", "voice:A1")
    assert (action["slips"], action["slipped_days"], action["moved_after_due"]) == (1, 14, 1)
    _, out, _ = run(repo.root, "show", "voice:A1")
    assert "    slips: 1 (+14 d), 1 after it was due\n" in out


@pytest.mark.parametrize("words", [("overdue",), ("actions",), ("overdue", "--group-by", "owner")])
def test_the_column_is_there_only_when_something_slipped(repo, words):
    assert "  1 (+14 d)" in run(repo.root, *words)[1]
    shutil.rmtree(repo.root / ".git")
    code, out, said = run(repo.root, *words)
    assert (code, said) == (0, "")
    assert "slips" not in out


def test_stats_sum_slips(repo):
    (item,) = items(repo, "stats")
    assert item["slips"] == {"actions": 1, "moves": 1, "days": 14}
    assert (
        "  1 deadline moved to a later day, 1 time by 14 days in all\n"
        in run(repo.root, "stats")[1]
    )
    (item,) = items(repo, "stats", "--kind", "incident")
    assert item["slips"] == {"actions": 0, "moves": 0, "days": 0}


def test_without_git_they_are_null(repo):
    shutil.rmtree(repo.root / ".git")
    assert {row["slips"] for row in items(repo, "actions")} == {None}
    (item,) = items(repo, "stats")
    assert item["slips"] == {"actions": None, "moves": None, "days": None}
    assert "there is no git history" in run(repo.root, "stats")[1]


def test_a_shallow_clone_says_so_once(repo, tmp_path):
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(tmp_path / "there"))
    for command in ("overdue", "actions", "show voice", "history voice"):
        code, _, said = run(tmp_path / "there", *command.split())
        assert code == 0
        assert said.count("\n") == said.count("is shallow") == 1
    assert run(tmp_path / "there", "lint")[2].count("shallow") == 0


def test_lint_and_list_ask_git_nothing(repo):
    for command in ("lint", "list", "recurring"):
        run(repo.root, command)
    assert not list((repo.root / ".git").rglob("history*.json"))


def test_history_of_an_action(repo):
    code, out, said = run(repo.root, "history", "voice:A1")
    first, second = repo.git("log", "--reverse", "--format=%H").split()
    assert (code, said) == (0, "")
    assert out == (
        "date        commit      author   of    what happened\n"
        f"2026-01-10  {first[:10]}  Sarah K  file  written\n"
        f"2026-02-02  {second[:10]}  Sarah K  A1    "
        "deadline moved from 2026-02-01 to 2026-02-15 (+14 d) after it was due\n"
        f"2026-02-02  {second[:10]}  Sarah K  A1    "
        "verification reworded after it was due: It exists.\n"
    )


def test_history_as_json(repo):
    second = repo.git("rev-parse", "HEAD")
    assert items(repo, "history", "voice:A1")[1] == {
        "ref": f"{NAME}:A1",
        "postmortem": NAME,
        "action": "A1",
        "on": "2026-02-02",
        "commit": second,
        "author": "Sarah K",
        "change": "deadline",
        "old": "2026-02-01",
        "new": "2026-02-15",
        "days": 14,
        "after_due": True,
    }


def test_history_of_everything_that_can_happen(repo):
    later = {"owner": "tom", "status": "in_progress"}
    repo.commit("2026-02-03", due("2026-02-10", **later), due("2026-02-01", id="A7"))
    repo.git("mv", PATH, "postmortems/2026-01-09-speech.md")
    repo.commit("2026-02-04")
    rows = items(repo, "history", "speech")
    assert {row["change"] for row in rows} == {
        *("written", "renamed", "added", "deadline", "owner", "status", "verification")
    }
    _, out, _ = run(repo.root, "history", "speech", "--format", "md")
    for told in ("brought forward", "(-5 d)", "handed from sarah to tom", "added as open"):
        assert told in out


def test_history_of_what_is_not_committed(repo):
    shutil.copy(repo.root / PATH, repo.root / "postmortems" / "new.md")
    code, out, _ = run(repo.root, "history", "new")
    assert (code, out) == (0, "nothing of new was committed yet\n")


def test_history_that_nobody_can_tell(repo):
    code, _, said = run(repo.root, "history", "voice:#3")
    assert code == 2
    assert "has no id" in said
    shutil.rmtree(repo.root / ".git")
    code, _, said = run(repo.root, "history", "voice")
    assert code == 2
    assert "no history" in said


def test_versions_that_cannot_be_read_are_counted(repo):
    (repo.root / PATH).write_text("---\n[\n---\n")
    repo.commit("2026-02-03")
    repo.commit("2026-02-04", due("2026-02-10"))
    code, _, said = run(repo.root, "history", "voice")
    assert (code, said) == (0, "note: 1 version of the file cannot be read, passed over\n")


def test_an_author_cannot_command_a_terminal(repo):
    repo.git("-c", "user.name=x", "commit", "--quiet", "--allow-empty", "-m", "x")
    eve = "Eve \x1b[31m ::warning::"
    who = {"GIT_AUTHOR_NAME": eve, "GIT_AUTHOR_EMAIL": "e", "GIT_COMMITTER_NAME": eve}
    repo.write(due("2026-05-01"))
    environ = os.environ | who | {"GIT_COMMITTER_EMAIL": "e"}
    words = ["git", "-C", str(repo.root), "commit", "-qam", "x"]
    subprocess.run(words, env=environ, check=True)
    for name in ("table", "csv", "md", "json"):
        assert "\x1b" not in run(repo.root, "history", "voice", "--format", name)[1]


def test_a_warm_overdue_with_slips_loads_neither_models_nor_yaml(repo):
    long_ago = time.time() - 3600
    for path in repo.root.rglob("*"):
        os.utime(path, (long_ago, long_ago), follow_symlinks=False)
    code = (
        "import sys\n"
        f"sys.argv = ['pmkit', '-C', {str(repo.root)!r}, 'overdue', '--as-of', '2026-04-01']\n"
        "import pmkit.cache\n"
        "pmkit.cache.UNSURE_NS = -(10**12)\n"
        "from pmkit.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        "print(sorted({'pydantic', 'yaml', 'jinja2', 'rich'} & set(sys.modules)), code)\n"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
        )
        assert "1 (+14 d)" in done.stdout
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr
