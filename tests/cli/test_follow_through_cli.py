"""`reviews`, `coverage` and `stats` as the monthly meeting meets them: the example agency."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pytest

from tests.running import AGENCY, told


def run(*words, cwd=AGENCY):
    return told(*words, at=cwd)


def items(*words, cwd=AGENCY):
    code, out, said = run(*words, "--format", "json", cwd=cwd)
    assert code == 0, said
    return json.loads(out)["items"]


def test_reviews_show_what_is_overdue_and_due_soon():
    code, out, said = run("reviews", "--fail")
    assert (code, said) == (1, "")
    assert (
        out
        == """\
4 reviews: 1 overdue (worst 43 days), 3 upcoming
days  state     review            post-mortem                         due
  43  overdue   90-day            2025-11-14-wexcombe-research-desk   2026-02-17
 -16  upcoming  30-day            2026-03-13-norrvale-freight-papers  2026-04-17
 -23  upcoming  client-follow-up  2026-03-13-norrvale-freight-papers  2026-04-24
 -27  upcoming  90-day            2026-01-23-pelloway-visual-search   2026-04-28
not shown: 34 done, 2 due later; `--all` shows them
the annual review of 2025 was due by 2026-01-31: `pmkit report annual --year 2025` prepares it, `pmkit review record --annual 2025` records it
as of 2026-04-01
"""
    )


def test_reviews_as_json_hold_everything_unless_filtered():
    assert len(items("reviews")) == 40
    (item,) = items("reviews", "--state", "overdue")
    assert item == {
        "postmortem": "2025-11-14-wexcombe-research-desk",
        "review": "90-day",
        "due_on": "2026-02-17",
        "days_overdue": 43,
        "state": "overdue",
        "held_on": None,
        "outcome": None,
    }
    assert len(items("reviews", "--within", "16d")) == 2


@pytest.mark.parametrize("words", [("--all",), ("--state", "done"), ("--all", "--format", "md")])
def test_done_reviews_are_shown_with_their_outcome(words):
    code, out, _ = run("reviews", "--client", "Wexcombe", *words)
    assert code == 0
    assert "2025-12-19" in out
    assert "effective" in out
    assert "not shown" not in out


def test_nothing_due_is_fine_and_contradictions_are_not():
    code, out, _ = run("reviews", "--client", "halvorn", "--fail")
    assert (code, out.splitlines()[0]) == (0, "no review is overdue or due soon")
    assert run("reviews", "--state", "upcoming", "--client", "halvorn")[1][:14] == "no review fits"
    code, out, said = run("reviews", "--all", "--within", "2w")
    assert (code, out) == (2, "")
    assert "give one of them" in said


@pytest.mark.parametrize("command", ["reviews", "coverage"])
def test_csv_holds_what_json_holds(command):
    rows = list(csv.DictReader(run(command, "--format", "csv")[1].splitlines()))
    told = [
        {key: "" if value is None else str(value) for key, value in item.items()}
        for item in items(command)
    ]
    assert [list(row.items()) for row in rows] == [list(row.items()) for row in told]


def test_reviews_as_a_calendar_are_those_still_to_be_held():
    code, out, said = run("reviews", "--format", "ics")
    assert (code, said) == (0, "as of 2026-04-01\n")
    assert out.count("BEGIN:VEVENT") == out.count("STATUS:CONFIRMED") == 6
    code, out, said = run("reviews", "--format", "ics", "--all")
    assert (out.count("STATUS:CANCELLED"), out.count("BEGIN:VEVENT")) == (34, 40)


def test_coverage_shows_what_is_missing_first():
    code, out, said = run("coverage", "--state", "late", "--state", "drafted", "--state", "due")
    assert (code, said) == (0, "")
    assert (
        out
        == """\
3 projects ended: 1 late (worst 33 days), 1 drafted, 1 due
days since  state    project                  client      team    completed   post-mortem                       days taken
        33  late     halvorn-policy-search    halvorn     nlp     2026-02-27
         6  drafted  dunmarrow-label-check    dunmarrow   vision  2026-03-26  2026-03-26-dunmarrow-label-check
         5  due      caldermoor-tenant-voice  caldermoor  agents  2026-03-27
as of 2026-04-01
"""
    )
    covered = items("coverage", "--client", "norrvale")
    assert [item["days_taken"] for item in covered] == [5, 5, 5]


@pytest.mark.parametrize(
    ("day", "client", "code"),
    [
        ("2026-03-06", "halvorn", 0),
        ("2026-03-07", "halvorn", 1),
        ("2026-04-02", "dunmarrow", 0),
        ("2026-04-03", "dunmarrow", 1),
    ],
)
def test_coverage_is_a_gate_after_seven_days(day, client, code):
    assert run("coverage", "--fail", "--client", client, "--as-of", day)[0] == code


def test_coverage_without_a_register_says_where_to_begin(tmp_path):
    (tmp_path / "postmortems").mkdir()
    code, out, _ = run("coverage", "--fail", cwd=tmp_path)
    assert code == 0
    assert "register/projects.yml" in out
    code, out, said = run("coverage", "--format", "json", cwd=tmp_path)
    assert (code, json.loads(out)["items"]) == (0, [])
    assert "register/projects.yml" in said


def test_stats_of_the_example():
    (item,) = items("stats")
    assert item["follow_through"] == {
        "postmortems": [
            "2026-02-13-ostervik-scheduling-agent",
            "2026-01-23-pelloway-visual-search",
            "2025-12-05-ostervik-letter-coding",
            "2025-11-14-wexcombe-research-desk",
            "2025-10-24-norrvale-carrier-mail",
        ],
        "due": 15,
        "implemented": 10,
        "rate": 10 / 15,
        "failing": False,
    }
    assert set(item["cost"]["EUR"]) == {"direct_loss", "future_loss", "review", "return"}


def test_stats_are_sentences():
    code, out, said = run("stats")
    assert (code, said) == (0, "")
    assert "10 of 15 actions due are implemented (67 %), over the newest 5" in out
    assert "    projects run 1.25 × their planned days, n = 8\n" in out
    assert "  4 regression cases\n" in out
    assert "failing" not in out
    code, out, _ = run("stats", "--format", "md", "--kind", "incident")
    assert out.startswith("# Stats\n\n- ")
    assert "\n## Gained from incidents\n" in out


def test_stats_name_nobody():
    people = re.findall(r"handle: (\w+)", (AGENCY / "register" / "people.yml").read_text())
    assert len(people) > 5
    assert not set(people) & set(re.findall(r"\w+", run("stats", "--format", "json")[1]))


def test_stats_of_nothing(tmp_path):
    (tmp_path / "postmortems").mkdir()
    code, out, _ = run("stats", cwd=tmp_path)
    assert code == 0
    assert "no action is due yet" in out


@pytest.mark.parametrize("command", ["reviews", "stats", "coverage"])
def test_a_file_nobody_can_tell_about_is_named(tmp_path, command):
    shutil.copytree(AGENCY / "register", tmp_path / "register")
    (tmp_path / "postmortems").mkdir()
    text = "---\nkind: project\ntitle: T\nstatus: {}\ncompleted_on: 2026-02-27\n"
    text += "project: halvorn-policy-search\n---\n"
    (tmp_path / "postmortems" / "a.md").write_text(text.format("dnoe"))
    code, _, said = run(command, cwd=tmp_path)
    assert code == 1
    assert "postmortems/a.md:4: PM105" in said
