"""PM5xx about time, at the edges of each figure."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Level
from pmkit.model.settings import LintSettings, Settings
from pmkit.registers import Registers
from pmkit.rules.decide import decide, select
from pmkit.rules.run import check_document
from tests.rules.examples import AS_OF, RULES, whole

MEETING = select(RULES, ("PM50", "PM51"), ())


def of(code: str, fields: str, as_of: date = AS_OF, **lint: int) -> list[str]:
    """Return what one rule says about the clean base with some fields replaced."""
    repository = Repository(Path("/nonexistent"), checked=Settings(lint=LintSettings(**lint)))
    document = read_document(whole(fields).encode(), Limits())
    result = check_document(repository, Registers(), as_of, MEETING.rules, "x.md", document)
    found = decide("x.md", result.status, result.problems, (), MEETING)
    assert all(item.severity is Level.WARNING for item in found)
    return [item.message for item in found if item.code == code]


def days(fields: str) -> str:
    return f"started_on: 2025-09-01\ncompleted_on: 2025-12-01\n{fields}"


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        (days("held_on: 2025-12-08"), 0),
        (days("held_on: 2025-12-09"), 8),
        (days("# without: held_on"), 0),
        ("held_on: 2025-12-30\n# without: completed_on", 0),
        ("held_on: soon\ncompleted_on: 2025-11-01", 0),
        ("kind: incident\nheld_on: 2025-11-11\npublished_on: 2025-11-11", 0),
        ("kind: incident\nheld_on: 2025-11-12\npublished_on: 2025-11-12", 8),
        ("kind: incident\nheld_on: 2025-11-30\n# without: resolved_at\nstatus: draft", 0),
        ("kind: checkpoint\ncompleted_on: 2025-12-01\nstarted_on: 2025-09-01", 9),
        ("kind: pilot\nheld_on: 2025-11-22", 8),
    ],
)
def test_held_late(fields, late):
    found = of("PM501", fields)
    assert len(found) == bool(late)
    assert not late or f" {late} days after " in found[0]


def test_the_limit_is_a_setting_and_incidents_have_their_own():
    assert of("PM501", days("held_on: 2025-12-04"), held_days=2)
    assert not of("PM501", days("held_on: 2025-12-04"), incident_held_days=2)
    assert of("PM501", "kind: incident\n", incident_held_days=2)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("pre_read_on: 2025-12-07", ""),
        ("pre_read_on: 2025-12-08", ""),
        ("pre_read_on: 2025-12-09", "1 day before the meeting; 2 days are wanted"),
        ("pre_read_on: 2025-12-10", "on the day of the meeting"),
        ("pre_read_on: 2025-12-11", ""),  # PM106: the dates contradict each other
        ("# without: pre_read_on", ""),
        ("pre_read_on: 2025-12-10\n# without: held_on", ""),
    ],
)
def test_pre_read_late(sent, told):
    found = of("PM502", sent)
    assert bool(found) is bool(told)
    assert told in "".join(found)


@pytest.mark.parametrize(
    ("out", "late"),
    [("2025-12-10", 0), ("2025-12-12", 0), ("2025-12-13", 3), ("2025-12-09", 0), ("TODO", 0)],
)
def test_summary_late(out, late):
    found = of("PM503", f"published_on: {out}")
    assert bool(found) is bool(late)
    assert not late or "3 days after the meeting; 2 are wanted at most" in found[0]


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(59, "PM504"), (60, ""), (120, ""), (121, "PM505"), (1, "PM504"), ("TODO", ""), ("long", "")],
)
def test_length(minutes, code):
    found = {c: of(c, f"minutes: {minutes}") for c in ("PM504", "PM505")}
    assert [c for c, messages in found.items() if messages] == ([code] if code else [])
    if minutes == 1:
        assert found["PM504"] == ["the meeting took 1 minute; 60 are wanted at least"]


def test_a_file_that_is_silent_has_no_finding():
    silent = "".join(
        f"# without: {key}\n"
        for key in ("pre_read_on", "held_on", "published_on", "minutes", "second_session_on")
    )
    draft = f"kind: pilot\nstatus: draft\n# without: participants\n{silent}"
    assert [code for code in MEETING.codes if of(code, draft)] == []


@pytest.mark.parametrize(
    ("fields", "as_of", "missing"),
    [
        ("", "2025-12-03", False),
        ("", "2025-12-04", True),
        ("status: draft", "2026-03-01", False),
        ("status: in_review", "2026-03-01", True),
        ("# without: held_on", "2025-11-28", False),
        ("# without: held_on", "2025-11-29", True),
    ],
)
def test_second_session_missing(fields, as_of, missing):
    pilot = f"kind: pilot\n# without: second_session_on\n{fields}"
    assert bool(of("PM512", pilot, date.fromisoformat(as_of))) is missing
    assert not of("PM512", fields, date.fromisoformat(as_of))


def test_a_second_session_whose_day_cannot_be_read_is_not_missing_as_well():
    assert not of("PM512", "kind: pilot\nsecond_session_on: next week", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-11-18", "1 day before the first"),
        ("2025-11-19", "on the day of the first"),
        ("2025-11-23", "4 days after the first; 5 to 14 days later is wanted"),
        ("2025-11-24", ""),
        ("2025-12-03", ""),
        ("2025-12-04", "15 days after the first"),
    ],
)
def test_second_session_ill_timed(day, told):
    found = of("PM513", f"kind: pilot\nsecond_session_on: {day}")
    assert bool(found) is bool(told)
    assert told in "".join(found)
    assert not of("PM513", f"kind: pilot\nsecond_session_on: {day}\n# without: held_on")


def test_every_rule_of_the_family_only_advises():
    family = [rule for rule in RULES.values() if rule.code.startswith("PM5")]
    assert len(family) == 13
    assert {rule.weight for rule in family} == {"advice"}
    assert all(dataclasses.is_dataclass(rule) for rule in family)
