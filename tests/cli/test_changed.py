"""`lint --changed` in real repositories."""

from __future__ import annotations

import subprocess

import pytest

from tests.cli.lint import Place, project

GIT = ("git", "-c", "user.name=Dana", "-c", "user.email=dana@example.org")
OLD = project(title="")
A, B = "postmortems/2025-12-05-a.md", "postmortems/2025-12-05-b.md"


def git(place: Place, *words: str) -> str:
    done = subprocess.run([*GIT, *words], cwd=place.root, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(place: Place) -> None:
    git(place, "add", "-A")
    git(place, "commit", "-qm", "x")


@pytest.fixture
def place(tmp_path):
    """A branch `topic` off `main`; every file of `main` has a finding, and `b` refers to `a`."""
    found = Place(tmp_path / "repo")
    found.write("2025-12-05-a.md", OLD)
    found.write("2025-12-05-b.md", OLD.replace("---\n\n", "related: [2025-12-05-a]\n---\n\n", 1))
    found.write("2025-12-05-c.md", OLD)
    git(found, "init", "-qb", "main")
    commit(found)
    git(found, "checkout", "-qb", "topic")
    return found


def shown(place: Place, *words: str) -> list[str]:
    """Return the places and rules of the findings, and what was checked."""
    code, out, err = place.lint("--format", "concise", *words)
    assert code < 2, err
    *findings, last = out.splitlines()
    told = [":".join((line.split(":")[0], line.split()[1])) for line in findings]
    return [*told, last.partition(":")[0]]


def test_nothing_changed(place):
    assert shown(place, "--changed") == ["checked 0 files"]
    said = "checked 0 files: no post-mortem was touched (as of 2025-12-12)\n"
    assert place.lint("--changed")[:2] == (0, said)
    assert place.lint("--changed")[0] == 0


def test_committed_staged_unstaged_and_untracked_files_are_looked_at(place):
    place.write("2025-12-05-c.md", OLD + "\nMore.\n")
    commit(place)
    place.write("2025-12-05-d.md", OLD)
    git(place, "add", "-A")
    place.write("2025-12-05-a.md", OLD + "\nMore.\n")
    place.write("2025-12-05-\u00e9.md", OLD)
    name = "postmortems/2025-12-05-"
    expected = [f"{name}{stem}.md:PM101" for stem in ("a", "c", "d", "\u00e9")]
    assert shown(place, "--changed") == [*expected, "checked 4 files"]
    assert shown(place, "--changed", "main") == [*expected, "checked 4 files"]
    assert shown(place, "--changed=main", A) == [f"{A}:PM101", "checked 1 file"]
    assert shown(place, A, "--changed") == [f"{A}:PM101", "checked 1 file"]
    assert shown(place, "--changed", "HEAD") == [*(expected[:1] + expected[2:]), "checked 3 files"]
    git(place, "checkout", "-qb", "later")
    commit(place)
    git(place, "checkout", "-q", "main")
    place.write("2025-12-05-b.md", OLD)
    commit(place)
    git(place, "checkout", "-q", "later")
    assert shown(place, "--changed") == [*expected, "checked 4 files"], "main went on meanwhile"


def test_what_a_change_breaks_elsewhere_is_shown(place):
    (place.root / A).rename(place.root / "postmortems/2025-12-05-z.md")
    broken = [f"{B}:PM702", "postmortems/2025-12-05-z.md:PM101", "checked 1 file"]
    assert shown(place, "--changed") == broken
    commit(place)
    assert shown(place, "--changed") == broken
    assert shown(place, "--changed", "HEAD") == ["checked 0 files"], "broken before, not by this"
    assert place.lint("--changed", "--fix")[2] == "", "what is not touched is not fixed"


def test_a_file_with_the_same_id_is_shown_on_both_sides(place):
    place.write("x/2025-12-05-a.md", project())
    assert shown(place, "--changed") == [
        f"{A}:PM701",
        "postmortems/x/2025-12-05-a.md:PM701",
        "checked 1 file",
    ]


def test_a_file_that_is_gone_needs_nothing(place):
    (place.root / "postmortems/2025-12-05-c.md").unlink()
    assert shown(place, "--changed") == ["checked 0 files"]


def test_line_ends_that_git_changes_are_no_change(place):
    place.write("2025-12-05-a.md", OLD.replace("\n", "\r\n"))
    assert shown(place, "--changed") == ["checked 0 files"]


def test_no_filter_of_the_repository_is_run(place):
    (place.root / ".gitattributes").write_text("*.md filter=evil\n")
    git(place, "config", "filter.evil.clean", "touch ran; cat")
    place.write("2025-12-05-a.md", OLD + "\nMore.\n")
    assert shown(place, "--changed") == [f"{A}:PM101", "checked 1 file"]
    assert not (place.root / "ran").exists()


def test_a_repository_below_the_top_of_git(place):
    folder = place.root / "team"
    inner = Place(folder)
    inner.write("2025-12-05-q.md", OLD)
    (folder / "pmkit.toml").write_text("")
    assert shown(inner, "--changed") == ["postmortems/2025-12-05-q.md:PM101", "checked 1 file"]


def test_registers_and_settings_are_named(place):
    place.write("people.yml", "- {handle: dana, name: Dana}\n", "register")
    commit(place)
    (place.root / "pmkit.toml").write_text("")
    _, _, said = place.lint("--changed")
    assert said.startswith("note: register/people.yml, pmkit.toml changed; what that means")


def test_what_is_wrong_in_a_touched_register_is_shown(place):
    text = "- {handle: dana, name: Dana}\n- {handle: dana, name: Dan}\n"
    place.write("people.yml", text, "register")
    told = shown(place, "--changed")
    assert [item.partition(":")[0] for item in told[:-1]] == ["register/people.yml"]
    commit(place)
    assert shown(place, "--changed", "HEAD") == ["checked 0 files"]


def test_the_baseline_goes_with_it(place):
    place.lint("--write-baseline")
    place.write("2025-12-05-a.md", OLD + "\nMore.\n")
    place.write("2025-12-05-d.md", OLD)
    assert shown(place, "--changed") == ["postmortems/2025-12-05-d.md:PM101", "checked 2 files"]
    assert "found no more" not in place.lint("--changed")[2]


def test_a_clone_without_its_past_says_what_to_do(place, tmp_path):
    place.write("2025-12-05-d.md", OLD)
    commit(place)
    clone = Place(tmp_path / "clone")
    git(place, "clone", "-q", "--depth=1", f"file://{place.root}", str(clone.root))
    code, _, said = clone.lint("--changed", "origin/main")
    assert (code, "git knows no `origin/main`" in said) == (2, True)
    assert "`fetch-depth: 0`" in said
    git(clone, "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    code, _, said = clone.lint("--changed", "origin/main")
    assert (code, "have no commit in common" in said, "--unshallow" in said) == (2, True, True)
    git(clone, "fetch", "-q", "--unshallow")
    assert shown(clone, "--changed", "origin/main")[-1] == "checked 1 file"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--changed", "nosuch"), "hint: name a branch, tag or commit"),
        (("--changed=--output=x",), "git knows no `--output=x`"),
        (("--changed", "postmortems"), "that is a path: write it before --changed"),
        (("--changed", "HEAD:postmortems"), "git knows no"),
        (("--write-baseline", "--changed"), "a baseline is made of all files"),
        (("-", "--changed"), "no standard input"),
    ],
)
def test_what_git_does_not_know_is_refused(place, words, told):
    code, out, said = place.lint(*words)
    assert (code, out) == (2, "")
    assert told in said


def test_without_git_or_a_commit(tmp_path):
    place = Place(tmp_path)
    place.write("2025-12-05-a.md", OLD)
    code, _, said = place.lint("--changed")
    assert (code, "is in no repository" in said) == (2, True)
    git(place, "init", "-q")
    code, _, said = place.lint("--changed")
    assert (code, "nothing is committed yet" in said) == (2, True)
