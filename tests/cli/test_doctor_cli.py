"""`pmkit doctor` as a person or a program meets it."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.running import AGENCY, told


@pytest.fixture
def agency(tmp_path):
    shutil.copytree(AGENCY, tmp_path / "agency")
    return tmp_path / "agency"


def test_a_healthy_repository_fits_on_one_screen(agency):
    code, out, said = told("doctor", at=agency)
    assert (code, said) == (0, "")
    assert out.startswith("Health of the repository, 2026-04-01: 0 problems, ")
    assert "\nIn order\n" in out
    assert len(out.splitlines()) <= 30


def test_a_problem_exits_with_1_and_json_names_what_could_not_be_read(agency):
    (agency / "postmortems/2026-01-01-broken.md").write_text("---\n")
    code, out, said = told("doctor", "--format", "json", at=agency)
    assert code == 1
    page = json.loads(out)
    assert (page["kind"], page["as_of"]) == ("doctor", "2026-04-01")
    assert list(page["items"][0]) == ["check", "state", "message", "hint", "paths"]
    assert [one["check"] for one in page["items"] if one["state"] == "problem"] == [
        "unreadable files"
    ]
    assert [one["path"] for one in page["skipped"]] == ["postmortems/2026-01-01-broken.md"]
    assert "1 file could not be read" in said


def test_settings_that_cannot_be_read_are_a_problem_and_not_the_end(agency):
    (agency / "pmkit.toml").write_text("roots = 3\n")
    code, out, said = told("doctor", at=agency)
    assert (code, said) == (1, "")
    assert "\nProblems\n  settings: " in out
    assert "roots" in out
    assert "\n  left out: not looked at: git, post-mortems," in out
    assert told("doctor", "--fix", at=agency)[0] == 2


def test_a_folder_without_post_mortems_is_told_once(tmp_path):
    code, out, _ = told("doctor", at=tmp_path)
    assert code == 1
    assert out.count("no post-mortems: ") == 1
    assert "next: run `pmkit init` there" in out


def test_fix_shows_a_diff_and_writes_nothing(agency):
    path = agency / "postmortems/2024-04-12-halvorn-claims-triage.md"
    text = path.read_text().replace("data-quality-surprise", "bad-labels")
    path.write_text(text)
    code, out, said = told("doctor", "--fix", at=agency)
    assert code == 0
    assert "\n-    tags: [bad-labels, process-gap]\n+    tags: [data-quality-surprise, " in out
    assert said.startswith("would fix 2 findings in 1 file; nothing was written")
    assert path.read_text() == text
