"""Switching lint on in a repository of old files: what is there is known, what is new is shown."""

from __future__ import annotations

import json

import pytest

from tests.cli.lint import Place, project

NAME = "pmkit-baseline.json"


@pytest.fixture
def place(tmp_path):
    """Fifty old files, none of them without a finding, one of them with a draft's age."""
    found = Place(tmp_path)
    for number in range(50):
        gone = ("title", "status", "kind", "completed_on")[number % 4]
        text = project(**{gone: ""}).replace("## What", "## TODO what", number % 3)
        found.write(f"2024-{number % 12 + 1:02}-05-old-{number}.md", text)
    old = project(status="draft", completed_on="2025-11-05", held_on="", published_on="")
    found.write("2025-11-05-draft.md", old)
    return found


def concise(place: Place, *words: str) -> tuple[int, list[str]]:
    code, out, _ = place.lint("--format", "concise", "--fail-on", "warning", *words)
    return code, out.splitlines()


def test_from_fifty_bad_files_to_none(place):
    code, before = concise(place)
    assert code == 1
    many = len(before) - 1
    assert many > 60

    code, _, said = place.lint("--write-baseline")
    assert code == 0
    assert said == f"wrote {NAME}: {many} findings of 51 files\n"
    clean = f"checked 51 files: all is well, {many} known findings in the baseline not shown"
    assert concise(place) == (0, [f"{clean} (as of 2025-12-12)"])
    assert concise(place, "--as-of", "2025-12-30") == (0, [f"{clean} (as of 2025-12-30)"])

    place.write("2025-12-06-new.md", project(title="", completed_on="2025-12-06"))
    code, (first, _) = concise(place)
    assert (code, first) == (1, "postmortems/2025-12-06-new.md:1:1: PM101 `title` is missing")
    (place.root / "postmortems/2025-12-06-new.md").unlink()

    worse = place.root / "postmortems/2024-02-05-old-1.md"  # its status is missing
    text = worse.read_text()
    worse.write_text(text.replace("client:", "# why\n\nclint:"))
    code, lines = concise(place)
    assert code == 1
    assert {line.partition(":")[0] for line in lines[:-1]} == {"postmortems/2024-02-05-old-1.md"}
    assert not any("`status`" in line for line in lines)
    assert any("`clint`" in line for line in lines)

    worse.write_text(text.replace("client:", "status: reviewed\nclient:"))
    code, _, said = place.lint()
    assert code == 0
    assert f"1 entry of {NAME} found no more: `pmkit lint --shrink-baseline`" in said
    before = (place.root / NAME).read_text().splitlines()
    _, shown, _ = place.lint("--shrink-baseline", "--diff")
    assert "`status` is missing" in shown
    assert (place.root / NAME).read_text().splitlines() == before
    code, _, said = place.lint("--shrink-baseline")
    assert (code, said) == (0, f"took 1 entry out of {NAME}\n")
    after = (place.root / NAME).read_text().splitlines()
    assert [line for line in before if line not in after] != []
    assert [line for line in after if line not in before] == []
    worse.write_text(text)
    code, (line, _) = concise(place)
    assert (code, line.partition(": ")[2]) == (1, "PM101 `status` is missing")
    assert place.lint("--shrink-baseline")[2] == "", "it never grows"
    assert (place.root / NAME).read_text().splitlines() == after


@pytest.mark.parametrize(
    "format",
    ["text", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson"],
)
def test_no_format_shows_what_is_known(place, format):
    place.lint("--write-baseline")
    place.write("2025-12-06-new.md", project(title="", completed_on="2025-12-06"))
    code, out, _ = place.lint("--format", format)
    assert code == 1
    assert "`title` is missing" in out
    assert "`completed_on` is missing" not in out
    if format == "json":
        assert json.loads(out)["known"] > 60
    assert "`completed_on` is missing" in place.lint("--format", format, "--no-baseline")[1]


def test_a_baseline_is_not_replaced_by_chance(place):
    place.lint("--write-baseline")
    old = (place.root / NAME).read_bytes()
    place.write("2025-12-06-new.md", project(title="", completed_on="2025-12-06"))
    code, _, said = place.lint("--write-baseline")
    assert code == 2
    assert "exists already" in said
    assert (place.root / NAME).read_bytes() == old
    assert place.lint("--write-baseline", "--force")[0] == 0
    assert b"2025-12-06-new.md" in (place.root / NAME).read_bytes()
    assert place.lint("--write-baseline")[2].startswith("no change in")


def test_a_file_that_cannot_be_read_is_never_hidden(place):
    place.write("bad.md", "no front matter\n")
    for words in (("--write-baseline",), ()):
        code, out, _ = place.lint(*words, "--format", "concise")
        assert code == 1
        assert out.splitlines()[:-1] == ["postmortems/bad.md:1:1: PM010 there is no front matter"]


def test_the_file_is_named_by_option_or_setting(place):
    (place.root / "pmkit.toml").write_text('[lint]\nbaseline = "ci/known.json"\n')
    code, _, said = place.lint()
    assert (code, "there is no baseline ci/known.json" in said) == (2, True)
    assert place.lint("--write-baseline")[0] == 0
    assert (place.root / "ci/known.json").exists()
    assert place.lint()[0] == 0
    assert place.lint("--baseline", "other.json")[0] == 2
    assert place.lint("--write-baseline", "--baseline", "other.json")[0] == 0
    (place.root / "ci/known.json").write_text('{\n  "format": 1,\n=======\n')
    code, _, said = place.lint()
    assert (code, "ci/known.json:3: it is no JSON" in said) == (2, True)
    (place.root / "pmkit.toml").write_text('[lint]\nbaseline = "../known.json"\n')
    assert "leaves the repository" in place.lint()[2]


@pytest.mark.parametrize(
    "words",
    [
        ("--write-baseline", "--shrink-baseline"),
        ("--write-baseline", "--fix"),
        ("--no-baseline", "--baseline", "x.json"),
        ("--force",),
        ("--write-baseline", "-"),
        ("--write-baseline", "--baseline", "pmkit.toml"),
        ("--write-baseline", "--baseline", "postmortems/2025-11-05-draft.md"),
        ("--write-baseline", "--baseline", "register/people.yml"),
    ],
)
def test_words_that_make_no_sense_are_refused(place, words):
    (place.root / "pmkit.toml").write_text("")
    code, out, said = place.lint(*words)
    assert (code, out) == (2, "")
    assert "hint: " in said


def test_a_run_that_checks_nothing_takes_nothing_out(place):
    place.lint("--write-baseline")
    before = (place.root / NAME).read_bytes()
    place.write("README.md", "# Ours\n", ".")
    code, out, said = place.lint("--shrink-baseline", "--postmortems-only", "README.md")
    assert (code, out.split(":")[0], said) == (0, "checked 0 files, passed over 1", "")
    assert (place.root / NAME).read_bytes() == before


def test_fixes_leave_alone_what_is_known(place):
    text = project(outcome="Mixed").replace("- id: A1\n    what", "- what")
    old = place.write("2025-12-05-old.md", text)
    assert place.lint("--write-baseline")[0] == 0
    before = {path: path.read_bytes() for path in place.root.rglob("*.md")}
    assert place.lint("--diff")[:2] == (0, "")
    new = place.write("2025-12-06-new.md", project(completed_on="2025-12-06", outcome="Mixed"))
    assert place.lint("--fix")[0] == 0
    assert "outcome: mixed" in new.read_text()
    assert {path: path.read_bytes() for path in before} == before
    place.lint("--fix", "--no-baseline")
    assert "outcome: mixed" in old.read_text()
    assert "    id: A4\n" in old.read_text()


def test_an_id_that_is_given_later_makes_nothing_new(place):
    text = project().replace("- id: A1\n    what: Add", "- what: Look into")
    text = text.replace("owner: tariq", "owner: the team").replace("id: C1\n    what", "what")
    old = place.write("2025-12-05-old.md", text)
    assert place.lint("--write-baseline")[0] == 0
    assert place.lint("--select", "PM202,PM210,PM231", "--no-baseline")[0] == 1
    first = "  - {id: A0, what: Draw 300 documents at random., owner: ines, deadline: 2026-01-20,"
    first += " verification: The log names the query., addresses: [C1]}\n"
    text = text.replace("actions:\n", f"actions:\n{first}", 1)
    text = text.replace("    target: template\n", "    target: template\n    id: A1\n")
    old.write_text(text.replace("    category: process\n", "    category: process\n    id: C1\n"))
    assert place.lint("--format", "concise")[1].startswith("checked 52 files: all is well")
