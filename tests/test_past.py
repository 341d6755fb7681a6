"""What stood on an earlier day, in real repositories with dated commits."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.past import Past, read_past
from tests.history.repo import PATH, Repo, due

FEBRUARY, MARCH = date(2026, 2, 15), date(2026, 3, 15)


@pytest.fixture
def repo(tmp_path):
    made = Repo(tmp_path / "repo")
    made.commit("2026-02-01", due("2026-02-10"), due("2026-02-20", id="A2"))
    made.commit("2026-03-01", due("2026-03-10"), due("2026-02-20", id="A2", status="verified"))
    return made


def past(repo, day) -> Past | None:
    return read_past(open_repository(repo.root), day)


def told(found: Past | None) -> dict[str, list[tuple[str | None, str, str]]]:
    assert found is not None
    return {
        record.path: [(one.id, str(one.deadline), one.status) for one in record.actions]
        for record in found.pending
    }


def test_the_files_are_those_of_the_last_commit_by_the_end_of_the_day(repo):
    first, second = repo.git("log", "--reverse", "--format=%H").split()
    then = past(repo, FEBRUARY)
    assert told(then) == {PATH: [("A1", "2026-02-10", "open"), ("A2", "2026-02-20", "open")]}
    assert (then.commit, then.on, then.later) == (first, "2026-02-01", {second})
    now = past(repo, date(2026, 3, 1))
    assert told(now) == {PATH: [("A1", "2026-03-10", "open"), ("A2", "2026-02-20", "verified")]}
    assert (now.commit, now.later) == (second, frozenset())


def test_nothing_stood_before_the_first_commit_nor_without_git(repo, tmp_path):
    assert past(repo, date(2026, 1, 31)) is None
    shutil.rmtree(repo.root / ".git")
    assert past(repo, FEBRUARY) is None
    assert past(Repo(tmp_path / "fresh"), FEBRUARY) is None


def test_what_the_working_tree_holds_is_not_asked(repo):
    repo.write(due("2027-01-01"))
    (repo.root / PATH).rename(repo.root / "postmortems" / "other.md")
    assert told(past(repo, MARCH))[PATH][0] == ("A1", "2026-03-10", "open")


def test_what_was_merged_later_did_not_stand_though_it_was_written_earlier(repo):
    repo.git("checkout", "--quiet", "-b", "branch", "HEAD~1")
    repo.commit("2026-02-12", due("2026-02-10"), path="postmortems/branch.md")
    written = repo.git("rev-parse", "HEAD")
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "-m", "x", "branch", on="2026-03-20")
    then = past(repo, FEBRUARY)
    assert set(told(then)) == {PATH}
    assert written in then.later
    assert set(told(past(repo, date(2026, 3, 20)))) == {PATH, "postmortems/branch.md"}


def test_only_post_mortems_are_read_and_unreadable_ones_counted(repo):
    for name in ("README.md", "_notes.md", ".hidden.md", "_old/a.md", "notes.txt"):
        repo.write(due("2026-02-10"), path=f"postmortems/{name}")
    repo.write(due("2026-02-10"), path="elsewhere/a.md")
    repo.write(due("2026-02-10"), path="postmortems/2025/ünï code.md")
    (repo.root / "postmortems" / "broken.md").write_text("---\n[\n---\n")
    (repo.root / "postmortems" / "link.md").symlink_to("broken.md")
    repo.commit("2026-03-02")
    found = past(repo, MARCH)
    assert set(told(found)) == {PATH, "postmortems/2025/ünï code.md"}
    assert found.unreadable == 1


def test_two_files_that_hold_the_same_are_two(repo):
    shutil.copy(repo.root / PATH, repo.root / "postmortems" / "copy.md")
    repo.commit("2026-03-02")
    for _ in range(2):
        records = past(repo, MARCH).pending
        assert [(one.id, one.path) for one in records] == [
            ("2026-01-09-voice", PATH),
            ("copy", "postmortems/copy.md"),
        ]


def test_a_repository_in_a_folder_of_another_has_its_own_paths(repo):
    (repo.root / "inner" / "postmortems").mkdir(parents=True)
    (repo.root / "inner" / "pmkit.toml").write_text('format = 1\nroots = ["."]\n')
    repo.write(due("2026-02-10"), path="inner/postmortems/a.md")
    repo.commit("2026-03-02")
    inner = read_past(open_repository(repo.root / "inner"), MARCH)
    assert set(told(inner)) == {"postmortems/a.md"}
    assert set(told(past(repo, MARCH))) == {PATH}


def test_what_is_kept_is_what_would_be_read(repo):
    fresh = past(repo, FEBRUARY)
    (kept,) = (repo.root / ".git" / "pmkit").rglob("past.json")
    text = kept.read_text()
    assert past(repo, FEBRUARY) == fresh
    assert kept.read_text() == text
    kept.write_text(text.replace('"2026-02-10"', '"2026-02-11"'))
    assert told(past(repo, FEBRUARY))[PATH][0][1] == "2026-02-11"  # so it was not read again
    for odd in ("{", text.replace('"about":[', '"about":[1,'), text.replace(",[],[]]", ",[]]")):
        assert odd != text
        kept.write_text(odd)
        assert past(repo, FEBRUARY) == fresh
    limits = "format = 1\n[limits]\nfile_bytes = 1000\nfront_matter_bytes = 1000\n"
    (repo.root / "pmkit.toml").write_text(limits)
    assert past(repo, FEBRUARY) == fresh
