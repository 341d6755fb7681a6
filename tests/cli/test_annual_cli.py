"""The annual review on the command line: prepared, recorded, no longer owed."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_action_cli import build
from tests.cli.test_reports_cli import run


@pytest.fixture
def repository(tmp_path):
    return build(tmp_path)


def test_it_is_owed_until_it_is_recorded(repository):
    owed = "the annual review of 2025 was due by 2026-01-31"
    assert owed in run(repository, "reviews")[1]
    assert owed not in run(repository, "reviews", "--client", "acme")[1]
    code, out, said = run(
        repository, "review", "record", "--annual", "2025", "--on", "2026-01-15", "--note", "Held."
    )
    told = "register/reviews.yml annual review of 2025, held on 2026-01-15\n"
    assert (code, out, said) == (0, told, "")
    assert owed not in run(repository, "reviews")[1]
    code, out, said = run(repository, "report", "annual")
    assert (code, said) == (0, "")
    assert out.startswith(
        "The year 2025\n  1 post-mortem, drafts left out\n  annual review held on 2026-01-15\n"
        "    note: Held.\n  as of 2026-04-01\n"
    )


def test_a_file_that_cannot_be_read_is_named_and_counted(repository):
    (repository / "postmortems" / "2025-03-20-torn.md").write_text("---\ntitle: x\n")
    code, out, said = run(repository, "report", "annual", "--format", "json")
    found = json.loads(out)
    assert (code, found["kind"], found["as_of"]) == (1, "report-annual", "2026-04-01")
    assert [item["path"] for item in found["skipped"]] == ["postmortems/2025-03-20-torn.md"]
    assert [item["postmortems"] for item in found["items"]] == [["2025-12-01-acme-intent"]]
    assert "could not be read" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("report", "annual", "--year", "2027"), "name a year that has begun"),
        (("review", "record", "--annual", "2027"), "nobody could look back on 2027"),
        (("review", "record", "acme", "30-day", "--annual", "2025"), "--annual is about a year"),
        (("review", "record", "--outcome", "effective"), "which review is it?"),
    ],
)
def test_what_is_not_possible_ends_with_2(repository, words, why):
    code, out, said = run(repository, *words)
    assert (code, out) == (2, "")
    assert why in said
    assert not (repository / "register" / "reviews.yml").exists()
