"""What counts as a slip, on real repositories."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import date, timedelta

import pytest

import pmkit.history
from pmkit.config import open_repository
from pmkit.history import read_history
from tests.history import campaign
from tests.history.repo import PATH, Repo, deadlines_by_hand, due, slips_by_hand


@pytest.fixture
def repo(tmp_path):
    return Repo(tmp_path / "repo")


class TestSlips:
    def test_a_move_to_a_later_day_is_one(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        assert repo.slips() == (0, 0, 0)
        repo.commit("2026-01-20", due("2026-02-15"))
        assert repo.slips() == (1, 14, 0)

    def test_a_move_to_an_earlier_day_is_none(self, repo):
        repo.commit("2026-01-10", due("2026-02-15"))
        repo.commit("2026-01-20", due("2026-02-01"))
        repo.commit("2026-01-21", due("2026-02-03"))
        assert repo.slips() == (1, 2, 0)

    def test_the_day_of_the_deadline_is_not_yet_after_it(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-02-01", due("2026-02-15"))
        repo.commit("2026-02-16", due("2026-03-01"))
        assert repo.slips() == (2, 28, 1)

    def test_the_author_s_day_as_written_in_the_author_s_zone(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-02-02T00:30:00+1300", due("2026-02-15"))  # 1 February in UTC
        repo.commit("2026-02-15T23:30:00-1100", due("2026-03-01"))  # 16 February in UTC
        assert repo.slips() == (2, 28, 1)

    def test_several_actions_and_files_at_once(self, repo):
        other = "postmortems/deep/2026-01-09-mail.md"
        repo.write(due("2026-02-01"), path=other)
        repo.commit("2026-01-10", due("2026-02-01"), due("2026-02-02", id="A2"))
        repo.write(due("2026-02-11"), path=other)
        repo.commit("2026-01-20", due("2026-02-08"), due("2026-02-05", id="A2"))
        found = [repo.slips("A1"), repo.slips("A2"), repo.slips("A1", other)]
        assert found == [(1, 7, 0), (1, 3, 0), (1, 10, 0)]

    def test_what_is_not_committed_does_not_count(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.write(due("2026-03-01"))
        assert repo.slips() == (0, 0, 0)
        repo.git("add", "--all")
        assert repo.slips() == (0, 0, 0)

    def test_a_version_that_cannot_be_read_is_passed_over_and_counted(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        (repo.root / PATH).write_text("---\nactions: [}\n---\n")
        repo.commit("2026-01-12")
        repo.commit("2026-01-20", due("2026-02-03"))
        assert repo.slips() == (1, 2, 0)
        assert repo.history().skipped(PATH) == 1

    def test_a_deadline_that_could_not_be_read_for_a_while(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-12", due("soon"))
        repo.commit("2026-01-20", due("2026-02-03"))
        assert repo.slips() == (1, 2, 0)

    def test_an_action_taken_out_and_brought_back_with_another_day(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"), due("2026-02-01", id="A2"))
        repo.commit("2026-01-12", due("2026-02-01"))
        repo.commit("2026-01-20", due("2026-02-01"), due("2026-02-11", id="A2"))
        assert repo.slips("A2") == (1, 10, 0)

    def test_another_id_is_another_action(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-12", due("2026-02-11"))
        repo.commit("2026-01-20", due("2026-02-21", id="A9"))
        assert repo.slips("A9") == (0, 0, 0)
        assert repo.slips("A1") == (1, 10, 0)

    def test_other_words_for_the_same_id_are_the_same_action(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-12", due("2026-02-11", what="Do it well."))
        assert repo.slips() == (1, 10, 0)

    def test_a_nested_repository_folder(self, repo):
        (repo.root / "sub").mkdir()
        shutil.move(repo.root / "pmkit.toml", repo.root / "sub" / "pmkit.toml")
        repo.commit("2026-01-10", due("2026-02-01"), path=f"sub/{PATH}")
        repo.commit("2026-01-12", due("2026-02-11"), path=f"sub/{PATH}")
        history = read_history(open_repository(repo.root / "sub"))
        assert history.slips(PATH, "A1").times == 1


class TestNames:
    def test_a_rename_is_followed(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-12", due("2026-02-11"))
        new = "postmortems/2026/2026-01-09-speech.md"
        (repo.root / new).parent.mkdir()
        repo.git("mv", PATH, new)
        repo.commit("2026-01-13")
        repo.commit("2026-01-14", due("2026-02-12"), path=new)
        assert repo.slips(path=new) == (2, 11, 0)
        assert ("", "path", PATH, new, False) in repo.told(new)

    def test_a_rename_and_a_move_of_the_day_in_one_commit(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"), filler="A long story. " * 40)
        repo.git("mv", PATH, "postmortems/b.md")
        repo.commit(
            "2026-01-13", due("2026-02-02"), path="postmortems/b.md", filler="A long story. " * 40
        )
        assert repo.slips(path="postmortems/b.md") == (1, 1, 0)

    def test_a_file_that_came_from_outside_the_folder(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"), path="notes/voice.md")
        repo.commit("2026-01-11", due("2026-02-02"), path="notes/voice.md")
        assert repo.history().stories["notes/voice.md"].is_partial
        repo.git("mv", "notes/voice.md", PATH)
        repo.commit("2026-01-12")
        assert repo.slips() == (1, 1, 0)
        assert repo.slips(fresh=True) == (1, 1, 0)

    def test_two_files_that_change_names(self, repo):
        a, b = "postmortems/a.md", "postmortems/b.md"
        repo.write(due("2026-02-01"), path=a, filler="About apples. " * 60)
        repo.commit("2026-01-10", due("2026-02-01"), path=b, filler="On pears, mostly. " * 60)
        repo.commit("2026-01-11", due("2026-02-02"), path=a, filler="About apples. " * 60)
        repo.git("mv", a, "postmortems/c.md")
        repo.git("mv", b, a)
        repo.git("mv", "postmortems/c.md", b)
        repo.commit("2026-01-12")
        slips = {repo.slips(path=a), repo.slips(path=b)}
        assert (1, 1, 0) in slips

    def test_a_file_deleted_and_restored(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.git("rm", "--quiet", PATH)
        repo.commit("2026-01-11")
        repo.commit("2026-01-12", due("2026-02-02"))
        assert repo.slips() == (1, 1, 0)

    def test_a_link_for_a_while(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        (repo.root / PATH).unlink()
        (repo.root / PATH).symlink_to("nowhere")
        repo.commit("2026-01-11")
        (repo.root / PATH).unlink()
        repo.commit("2026-01-12", due("2026-02-02"))
        assert repo.slips() == (1, 1, 0)

    def test_an_odd_name(self, repo):
        path = "postmortems/a b\nü.md"
        repo.commit("2026-01-10", due("2026-02-01"), path=path)
        repo.commit("2026-01-12", due("2026-02-02"), path=path)
        assert repo.slips(path=path) == (1, 1, 0)


class TestMerges:
    def start(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"), due("2026-02-01", id="A2"))
        repo.git("checkout", "--quiet", "-b", "side")

    def merge(self, repo, *words, check=True):
        repo.git("checkout", "--quiet", "main")
        words = ("--no-ff", *words, "-m", "merge", "side")
        repo.git("merge", "--quiet", *words, on="2026-06-01", check=check)

    def test_a_change_on_a_branch_counts_once_on_the_day_it_was_made(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"), due("2026-02-01", id="A2"))
        self.merge(repo)
        assert repo.slips() == (1, 7, 0)

    def test_every_change_of_a_branch_counts(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"), due("2026-02-01", id="A2"))
        repo.commit("2026-02-20", due("2026-03-08"), due("2026-02-01", id="A2"))
        self.merge(repo)
        assert repo.slips() == (2, 35, 1)

    def test_what_is_on_another_branch_does_not_count(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"))
        repo.git("checkout", "--quiet", "main")
        assert repo.slips() == (0, 0, 0)

    def test_two_branches_that_each_move_another_action(self, repo):
        gap = {"evidence": "x" * 400}
        repo.commit("2026-01-10", due("2026-02-01", **gap), due("2026-02-01", id="A2"))
        repo.git("checkout", "--quiet", "-b", "side")
        repo.commit("2026-01-20", due("2026-02-08", **gap), due("2026-02-01", id="A2"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-01", **gap), due("2026-02-03", id="A2"))
        repo.git("merge", "--quiet", "side", "-m", "merge", on="2026-06-01", check=False)
        repo.commit("2026-06-01", due("2026-02-08", **gap), due("2026-02-03", id="A2"))
        assert (repo.slips("A1"), repo.slips("A2")) == ((1, 7, 0), (1, 2, 0))

    def test_the_same_change_on_both_sides_counts_once(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"), title="Side")
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-08"), title="Voice", status="closed")
        self.merge(repo, "-X", "ours")
        assert repo.slips() == (1, 7, 0)

    @pytest.mark.parametrize(("side", "days"), [("ours", 9), ("theirs", 7)])
    def test_of_two_sides_the_one_that_was_kept(self, repo, side, days):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-10"))
        self.merge(repo, "-X", side)
        assert repo.slips() == (1, days, 0)

    def test_a_day_that_the_merge_itself_set(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-10"))
        repo.git("merge", "--quiet", "side", on="2026-06-01", check=False)
        repo.commit("2026-06-01", due("2026-02-20"))
        assert repo.slips() == (2, 19, 1)

    def test_renamed_on_one_side_and_moved_on_the_other(self, repo):
        self.start(repo)
        repo.commit("2026-01-20", due("2026-02-08"), due("2026-02-01", id="A2"))
        repo.git("checkout", "--quiet", "main")
        repo.git("mv", PATH, "postmortems/b.md")
        repo.commit("2026-01-21")
        self.merge(repo)
        assert repo.slips(path="postmortems/b.md") == (1, 7, 0)

    def test_moved_on_one_side_and_renamed_on_the_other(self, repo):
        self.start(repo)
        repo.git("mv", PATH, "postmortems/b.md")
        repo.commit("2026-01-20")
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-08"), due("2026-02-01", id="A2"))
        self.merge(repo)
        assert repo.slips(path="postmortems/b.md") == (1, 7, 0)
        assert [row[1] for row in repo.told("postmortems/b.md")].count("path") == 1

    def test_a_file_that_came_on_a_branch(self, repo):
        repo.commit("2026-01-09")
        repo.git("checkout", "--quiet", "-b", "side")
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-03"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-12", due("2026-02-03"), path="postmortems/other.md")
        self.merge(repo)
        assert repo.slips() == (1, 2, 0)

    def test_histories_that_began_apart(self, repo):
        self.start(repo)
        repo.git("checkout", "--quiet", "--orphan", "apart")
        repo.git("rm", "-rf", "--quiet", ".")
        repo.commit("2026-01-10", due("2026-02-01"), path="postmortems/z.md")
        repo.commit("2026-01-11", due("2026-02-03"), path="postmortems/z.md")
        repo.git("checkout", "--quiet", "main")
        words = ("--no-ff", "--allow-unrelated-histories", "-m", "merge", "apart")
        repo.git("merge", "--quiet", *words)
        assert repo.slips(path="postmortems/z.md") == (1, 2, 0)

    def test_two_files_of_one_name_outside_the_folder_that_came_in_together(self, repo):
        notes = "notes/voice.md"
        repo.commit("2026-01-09")
        repo.git("checkout", "--quiet", "-b", "side")
        for day in ("01", "02"):
            repo.commit("2026-01-10", due(f"2026-02-{day}"), path=notes, title="Side")
        repo.git("checkout", "--quiet", "main")
        for day in ("01", "05"):
            repo.commit("2026-01-10", due(f"2026-02-{day}"), path=notes)
        repo.git("merge", "--quiet", "side", check=False)
        repo.commit("2026-06-01", due("2026-02-05"), path=notes, title="Both")
        repo.git("mv", notes, PATH)
        repo.commit("2026-06-02")
        assert repo.slips() == (1, 4, 0)

    def test_of_a_file_that_was_deleted_and_came_back_renamed_the_one_that_is_there(self, repo):
        filler, b, c = "A long story. " * 40, "postmortems/b.md", "postmortems/c.md"
        repo.commit("2026-01-10", due("2026-02-01"), filler=filler)
        repo.git("checkout", "--quiet", "-b", "renamed")
        repo.git("mv", PATH, b)
        repo.commit("2026-01-20", due("2026-02-08"), path=b, filler=filler)
        repo.git("checkout", "--quiet", "-b", "side", "main")
        repo.git("rm", "--quiet", PATH)
        repo.commit("2026-01-22")
        repo.git("merge", "--quiet", "-m", "merge", "renamed", check=False)
        repo.commit("2026-01-23")
        repo.git("checkout", "--quiet", "main")
        repo.git("mv", PATH, c)
        repo.commit("2026-01-24")
        repo.git("merge", "--quiet", "--no-commit", "side", check=False)
        repo.git("rm", "--quiet", "--force", "--ignore-unmatch", PATH, b)
        repo.commit("2026-06-01", due("2026-02-08"), path=c, filler=filler)
        assert repo.slips(path=c) == (1, 7, 0)

    def test_a_merge_that_cannot_be_read_loses_neither_side(self, repo):
        self.start(repo)
        both = (due("2026-02-01"), due("2026-02-01", id="A2"))
        repo.commit("2026-01-20", *both, due("2026-02-01", id="A3"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-21", due("2026-02-03"), both[1])
        self.merge(repo, "--no-commit")
        (repo.root / PATH).write_text("---\nactions: [}\n---\n")
        repo.commit("2026-06-01")
        repo.commit("2026-06-02", due("2026-02-03"), due("2026-02-09", id="A3"))
        assert (repo.slips("A1"), repo.slips("A3")) == ((1, 2, 0), (1, 8, 1))


class TestWhatElse:
    def test_owner_status_and_verification(self, repo):
        first = due("2026-02-01", verification="It is read.")
        repo.commit("2026-01-10", first, status="in_review")
        repo.commit("2026-01-11", first | {"owner": "tom", "status": "in_progress"})
        repo.commit("2026-02-01", first | {"owner": "tom", "verification": "It is  read."})
        repo.commit("2026-02-02", first | {"owner": "tom", "verification": "It exists."})
        assert repo.told() == [
            ("", "file", "", PATH, False),
            ("", "status", "in_review", "reviewed", False),
            ("A1", "owner", "sarah", "tom", False),
            ("A1", "status", "open", "in_progress", False),
            ("A1", "status", "in_progress", "open", False),
            ("A1", "verification", "It is read.", "It exists.", True),
        ]

    def test_an_action_that_came_later(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-01"), due("2026-02-01", id="A2"))
        assert repo.told()[1:] == [("A2", "action", "", "open", False)]


class TestPlaces:
    def test_no_git(self, repo):
        shutil.rmtree(repo.root / ".git")
        assert repo.history() is None

    def test_no_git_program(self, repo, monkeypatch):
        monkeypatch.setenv("PATH", "/nowhere")
        assert read_history(open_repository(repo.root)) is None

    def test_a_git_folder_that_is_none(self, repo):
        shutil.rmtree(repo.root / ".git")
        (repo.root / ".git").mkdir()
        assert repo.history() is None

    def test_no_commits(self, repo):
        repo.write(due("2026-02-01"))
        assert repo.slips() == (0, 0, 0)

    def test_a_detached_head_and_a_reset(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        commit = repo.git("rev-parse", "HEAD")
        repo.commit("2026-01-12", due("2026-02-03"))
        assert repo.slips() == (2, 2, 0)
        repo.git("checkout", "--quiet", commit)
        assert repo.slips() == (1, 1, 0)

    def test_a_shallow_clone_tells_what_is_there(self, repo, tmp_path):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        repo.commit("2026-01-12", due("2026-02-05"))
        for depth, slips in (("1", 0), ("2", 1)):
            there = tmp_path / depth
            repo.git("clone", "--quiet", "--depth", depth, f"file://{repo.root}", str(there))
            history = read_history(open_repository(there))
            assert history.is_shallow
            assert history.slips(PATH, "A1").times == slips
        repo.git("-C", str(there), "fetch", "--quiet", "--unshallow")
        assert read_history(open_repository(there)).slips(PATH, "A1").times == 2

    def test_a_worktree(self, repo, tmp_path):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        repo.git("worktree", "add", "--quiet", str(tmp_path / "there"), "-b", "there")
        assert read_history(open_repository(tmp_path / "there")).slips(PATH, "A1").times == 1


class TestKept:
    def count_logs(self, monkeypatch):
        """Count how much is asked of git: the commits of each log."""
        asked, original = [], pmkit.history.read_log

        def counted(place, since=None):
            commits = original(place, since)
            asked.append(len(commits))
            return commits

        monkeypatch.setattr("pmkit.history.read_log", counted)
        return asked

    def test_the_second_run_asks_for_new_commits_alone(self, repo, monkeypatch):
        for day in range(10, 20):
            repo.commit(f"2026-01-{day}", due(f"2026-02-{day}"))
        asked = self.count_logs(monkeypatch)
        assert repo.slips() == (9, 9, 0)
        assert repo.slips() == (9, 9, 0)
        repo.commit("2026-01-20", due("2026-02-20"))
        assert repo.slips() == (10, 10, 0)
        assert asked == [10, 1]
        assert len(repo.told()) == 11

    def test_many_new_commits_are_kept_few_are_read_again(self, repo, monkeypatch):
        monkeypatch.setattr("pmkit.history._MANY", 2)
        asked = self.count_logs(monkeypatch)
        for day in range(10, 16):
            repo.commit(f"2026-01-{day}", due(f"2026-02-{day}"))
            repo.history()
        assert asked == [1, 1, 2, 1, 2, 1]
        assert repo.slips() == (5, 5, 0)

    def test_rewritten_commits_are_read_again(self, repo, monkeypatch):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        repo.commit("2026-01-12", due("2026-02-03"))
        assert repo.slips() == (2, 2, 0)
        repo.git("reset", "--quiet", "--hard", "HEAD~2")
        assert repo.slips() == (0, 0, 0)
        repo.commit("2026-01-12", due("2026-02-05"))
        assert repo.slips() == (1, 4, 0)

    def test_commits_that_are_gone(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        assert repo.slips() == (1, 1, 0)
        shutil.rmtree(repo.root / ".git" / "objects")
        kept = (repo.root / ".git" / "pmkit").rename(repo.root / "kept")
        shutil.rmtree(repo.root / ".git")
        repo.git("init", "--quiet", "--initial-branch=main")
        kept.rename(repo.root / ".git" / "pmkit")
        repo.commit("2026-01-10", due("2026-02-09"))
        assert repo.slips() == (0, 0, 0)

    def test_a_branch_that_began_before_what_is_kept(self, repo):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.git("checkout", "--quiet", "-b", "side")
        repo.commit("2026-01-11", due("2026-02-02"))
        repo.git("checkout", "--quiet", "main")
        repo.commit("2026-01-12", due("2026-02-02"), path="postmortems/b.md")
        assert repo.slips() == (0, 0, 0)
        repo.git("merge", "--quiet", "--no-ff", "-m", "merge", "side")
        assert repo.slips() == (1, 1, 0)

    @pytest.mark.parametrize("spoil", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000])
    @pytest.mark.parametrize("name", ["history", "history-versions", "history-slips"])
    def test_anything_odd_is_made_again(self, repo, name, spoil):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        assert repo.slips() == (1, 1, 0)
        (kept,) = (repo.root / ".git" / "pmkit").rglob(f"{name}.json")
        kept.write_bytes(spoil)
        told = repo.told()
        assert repo.slips() == (1, 1, 0)
        kept.write_bytes(spoil)
        repo.commit("2026-01-12", due("2026-02-03"))
        assert repo.slips() == (2, 2, 0)
        assert repo.told()[:-1] == told

    @pytest.mark.parametrize(
        "story", [1, [], [1, 2, 3, 4, 5, 6, 7], [1, "a", False, 4, 5, 6, 7], {"a": 1}]
    )
    def test_odd_stories_are_read_again(self, repo, story):
        repo.commit("2026-01-10", due("2026-02-01"))
        repo.commit("2026-01-11", due("2026-02-02"))
        repo.slips()
        (kept,) = (repo.root / ".git" / "pmkit").rglob("history.json")
        told = json.loads(kept.read_text())
        told["value"]["stories"] = story if isinstance(story, dict) else {PATH: story}
        kept.write_text(json.dumps(told))
        assert len(repo.told()) == 2
        repo.commit("2026-01-12", due("2026-02-03"))
        assert repo.slips() == (2, 2, 0)


@pytest.mark.parametrize("seed", range(2))
def test_as_counted_by_hand_commit_by_commit(repo, seed):
    """Random moves of three actions in two files, with and without what was kept."""
    chance = random.Random(seed)
    paths = [f"postmortems/2026-01-0{number}-x.md" for number in (1, 2)]
    base, on = date(2026, 2, 1), date(2026, 1, 10)
    for number in range(25):
        for path in paths:
            if chance.random() < 0.6:
                names = [name for name in ("A1", "A2", "A3") if chance.random() < 0.85]
                days = [str(base + timedelta(days=chance.randrange(60))) for _ in names]
                actions = [due(day, id=name) for name, day in zip(names, days, strict=True)]
                repo.write(*actions, path=path, filler="Told at length. " * 30)
        on += timedelta(days=chance.randrange(5))
        repo.commit(str(on))
        if number % 6 == 0:
            repo.history()
    told = {path: deadlines_by_hand(repo, path) for path in paths}
    for how in ({}, {"fresh": True}):
        for path in paths:
            for name in ("A1", "A2", "A3"):
                assert repo.slips(name, path, **how) == slips_by_hand(told[path], name)


def test_a_random_history_with_merges_is_the_same_resumed_and_fresh(repo):
    chance = random.Random(7)
    repo.commit("2026-01-01", due("2026-02-01"))
    branches = ["main"]
    for number in range(40):
        here = chance.choice(branches)
        repo.git("checkout", "--quiet", here)
        if chance.random() < 0.3:
            branches.append(f"b{number}")
            repo.git("checkout", "--quiet", "-b", branches[-1])
        elif chance.random() < 0.3:
            other = chance.choice(branches)
            repo.git("merge", "--quiet", "-X", "theirs", "-m", "m", other, check=False)
        repo.commit("2026-01-02", due(f"2026-03-{chance.randrange(10, 29)}"))
        if chance.random() < 0.5:
            kept = repo.history().changes(PATH)
            fresh = repo.history(fresh=True).changes(PATH)
            assert [row[1:] for row in kept] == [row[1:] for row in fresh]


def test_a_poisoned_configuration_runs_nothing(repo, tmp_path):
    repo.commit("2026-01-10", due("2026-02-01"))
    canary = tmp_path / "canary"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    evil.chmod(0o755)
    (repo.root / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
    repo.commit("2026-01-11", due("2026-02-02"))
    settings = {
        **{f"core.{key}": evil for key in ("fsmonitor", "pager", "editor", "sshCommand")},
        **{f"core.{key}": evil for key in ("askPass", "gitProxy", "alternateRefsCommand")},
        "core.hooksPath": tmp_path,
        **{f"diff.evil.{key}": evil for key in ("command", "textconv")},
        **{f"filter.evil.{key}": evil for key in ("clean", "smudge", "process")},
        "diff.external": evil,
        "gpg.program": evil,
        "log.showSignature": "true",
        "pager.log": evil,
        "alias.log": f"!{evil}",
        "credential.helper": f"!{evil}",
        "remote.origin.url": f"ext::{evil}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
        "extensions.partialClone": "origin",
        "log.showRoot": "false",
        "diff.relative": "true",
        "diff.renames": "false",
    }
    for key, value in settings.items():
        repo.git("config", key, str(value))
    (lost,) = {repo.git("rev-parse", f"HEAD:{PATH}")}
    assert repo.slips() == (1, 1, 0)
    assert not canary.exists()
    (repo.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()  # would be fetched
    repo.forget()
    assert repo.history().skipped(PATH) == 1
    assert not canary.exists()


def test_git_is_only_asked(repo):
    repo.commit("2026-01-10", due("2026-02-01"))
    before = subprocess.run(
        ["find", ".git", "-newer", ".git/HEAD", "-type", "f"], cwd=repo.root, capture_output=True
    ).stdout
    repo.history()
    shutil.rmtree(repo.root / ".git" / "pmkit")
    after = subprocess.run(
        ["find", ".git", "-newer", ".git/HEAD", "-type", "f"], cwd=repo.root, capture_output=True
    ).stdout
    assert before == after


def test_slips_of_random_repositories_are_as_counted_by_brute_force():
    """The same for a moment as `python -m tests.history.campaign` does at length."""
    assert campaign.run(4, seed=20260401).startswith("4 repositories, ")
