"""PM71x at the edges of their days."""

from __future__ import annotations

import pytest

from tests.rules.examples import findings, whole

# The tests' day is 2025-12-12.


def codes(example: str) -> list[tuple[str, str]]:
    found = findings(whole(example))
    return [(f.code, str(f.severity)) for f in found if f.code.startswith("PM71")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-11-28", []), ("2025-11-27", [("PM710", "warning")]), ("2025-12-13", [])],
)
def test_a_draft_is_stale_after_more_than_fourteen_days(day, expected):
    assert codes(f"status: draft\nstarted_on: 2025-09-01\ncompleted_on: {day}\n") == expected


HELD = "completed_on: {day}\npre_read_on: {day}\nheld_on: {day}\npublished_on: {day}\n"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-11-12", 0), ("2025-11-11", 1), ("2025-09-13", 1), ("2025-09-12", 2)],
)
def test_a_review_is_overdue_the_day_after_it_was_due(day, expected):
    assert codes(HELD.format(day=day)) == [("PM711", "warning")] * expected


def test_without_a_meeting_reviews_count_from_the_anchor_date():
    text = "# without: held_on\n# without: pre_read_on\n# without: published_on\n"
    assert codes(text + "completed_on: 2025-11-11\n") == [("PM711", "warning")]


def test_the_follow_up_counts_from_the_meeting_with_the_client():
    assert codes("client_meeting_on: 2025-11-12\n") == []
    assert codes("client_meeting_on: 2025-11-11\n") == [("PM711", "warning")]


def test_a_draft_owes_no_review():
    text = HELD.format(day="2025-11-30").replace("2025-11-30", "2025-06-01")
    assert codes("status: draft\nstarted_on: 2025-05-01\n" + text) == [("PM710", "warning")]


def test_closing_wants_each_action_and_both_reviews():
    found = [f for f in findings(whole("status: closed\n")) if f.code == "PM712"]
    assert [f.message for f in found] == [
        "the document is closed without its 30-day review",
        "the document is closed without its 90-day review",
        "action `A1` is open, and the document closed",
        "action `A2` is open, and the document closed",
        "action `A3` is open, and the document closed",
    ]
    assert {str(f.severity) for f in found} == {"error"}
