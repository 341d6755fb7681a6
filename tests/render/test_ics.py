"""Calendars, read back by a calendar library: every field, any text, lines of 75 octets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from pmkit.render.events import to_events
from pmkit.render.ics import Event, to_ics
from pmkit.reports.reviews import OwedReview, ReviewState
from pmkit.reports.tracked import State, TrackedAction
from pmkit.visible import visible

TODAY = date(2026, 4, 1)
ACTION = TrackedAction(
    ref="2026-01-23-visual:A1",
    postmortem="2026-01-23-visual",
    action="A1",
    what="Replace the audit; 2,000 records, drawn at random.",
    owner="kofi",
    deadline=date(2026, 2, 27),
    status="open",
    state=State.OVERDUE,
    orphaned=False,
    days_overdue=33,
    verify_by=date(2026, 6, 30),
    client="pelloway",
    team=None,
    title="Visual search",
    tags=("data", "scope"),
    slips=2,
    slipped_days=28,
    moved_after_due=1,
    path="postmortems/2026-01-23-visual.md",
    line=62,
)
REVIEW = OwedReview(
    postmortem="2026-01-23-visual",
    review="90-day",
    due_on=date(2026, 4, 28),
    days_overdue=-27,
    state=ReviewState.UPCOMING,
    held_on=None,
    outcome=None,
)


def read(text: str):
    """Return the events that the library finds, and check what holds of every file of ours."""
    raw = text.encode()
    assert re.fullmatch(rb"(?:[^\r\n]{1,75}\r\n)+", raw)
    assert not re.search(rb"(?m)^\s*::[A-Za-z-]", raw)
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no line ends within a character
    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    assert (calendar["VERSION"], "METHOD" in calendar) == ("2.0", False)
    events = calendar.walk("VEVENT")
    assert not [event.errors for event in events if event.errors]
    assert len({event["UID"] for event in events}) == len(events)
    return events


def read_rows(*rows, as_of=TODAY):
    return read(to_ics(to_events(rows), as_of))


def test_every_field_of_an_action():
    (event,) = read_rows(ACTION)
    assert {name: event.decoded(name) for name in ("DTSTART", "DTEND", "DTSTAMP")} == {
        "DTSTART": date(2026, 2, 27),
        "DTEND": date(2026, 2, 28),
        "DTSTAMP": datetime(2026, 4, 1, tzinfo=UTC),
    }
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "STATUS", "TRANSP")} == {
        "UID": "2026-01-23-visual:A1@action.pmkit",
        "SUMMARY": "kofi: Replace the audit; 2,000 records, drawn at random.",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }
    assert event["DESCRIPTION"].splitlines() == [
        "2026-01-23-visual:A1",
        "status: open",
        "deadline: 2026-02-27",
        "moved: 2 (+28 d)",
        "verify by: 2026-06-30",
        "client: pelloway",
        "post-mortem: Visual search",
        "file: postmortems/2026-01-23-visual.md:62",
    ]
    assert event["CATEGORIES"].cats == ["data", "scope"]


def test_signs_of_the_format_are_escaped():
    text = to_ics([Event("x", TODAY, "a\\b;c,d", ("e;f", "g"), ("h,i", "j"))], TODAY)
    assert "SUMMARY:a\\\\b\\;c\\,d\r\nDESCRIPTION:e\\;f\\ng\r\nCATEGORIES:h\\,i,j\r\n" in text


def test_every_field_of_a_review():
    done = replace(REVIEW, state=ReviewState.DONE, held_on=TODAY, outcome="effective")
    follow_up = replace(REVIEW, review="client-follow-up")
    first, second, third = read_rows(
        REVIEW, follow_up, replace(done, due_on=date(2026, 5, 1), review="30-day")
    )
    assert first["DTSTART"].dt == date(2026, 4, 28)
    assert first["UID"] == "2026-01-23-visual:90-day@review.pmkit"
    assert first["SUMMARY"] == "90-day review: 2026-01-23-visual"
    assert "DESCRIPTION" not in first
    assert second["SUMMARY"] == "client follow-up: 2026-01-23-visual"
    assert third["DESCRIPTION"] == "held: 2026-04-01\noutcome: effective"
    assert [event["STATUS"] for event in (first, second, third)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


@pytest.mark.parametrize("state", [State.UNVERIFIED, State.WAITING])
def test_what_is_implemented_stands_on_the_day_of_its_check(state):
    (event,) = read_rows(replace(ACTION, status="implemented", state=state))
    assert event["DTSTART"].dt == date(2026, 6, 30)
    assert event["SUMMARY"].startswith("check: Replace the audit")
    assert event["SUMMARY"].endswith("(kofi)")


def test_what_is_closed_is_taken_out_of_a_calendar_that_has_it():
    (event,) = read_rows(replace(ACTION, status="verified", state=State.CLOSED))
    assert (event["STATUS"], event["DTSTART"].dt) == ("CANCELLED", date(2026, 2, 27))


def test_a_moved_deadline_updates_the_same_event():
    (before,), (again,) = read_rows(ACTION), read_rows(ACTION)
    assert before.to_ical() == again.to_ical()
    (after,) = read_rows(replace(ACTION, deadline=date(2026, 5, 1)), as_of=date(2026, 4, 2))
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt == date(2026, 5, 1)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt


def test_how_late_it_is_changes_nothing():
    later = replace(ACTION, days_overdue=34, orphaned=True)
    assert to_ics(to_events([later]), TODAY) == to_ics(to_events([ACTION]), TODAY)


def test_two_files_of_one_name_are_two_events_whatever_their_order():
    other = replace(ACTION, path="postmortems/old/2026-01-23-visual.md")
    one = [(e["UID"], e["DESCRIPTION"]) for e in read_rows(ACTION, other)]
    assert one == [(e["UID"], e["DESCRIPTION"]) for e in read_rows(other, ACTION)]


def test_what_has_no_day_is_left_out():
    assert read_rows(replace(ACTION, deadline=None), REVIEW)[0]["SUMMARY"].startswith("90-day")
    assert read_rows() == []


ANY = st.text(
    st.one_of(
        st.sampled_from('\\;,:"n \n\r\t=ü漢🎉\u0301\u202e\x00\x85\u2028\ufeff'),
        st.characters(),
    ),
    max_size=200,
)


@settings(max_examples=300, deadline=None)
@given(ANY, ANY, ANY)
def test_any_text_comes_back(summary, line, category):
    event = Event("x", TODAY, summary, (line, "second"), (category, "last"))
    (found,) = read(to_ics([event], TODAY))
    assert found["SUMMARY"] == shown(summary)
    assert found["DESCRIPTION"] == shown(line) + "\nsecond"
    assert found["CATEGORIES"].cats == [shown(category), "last"]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(": ab-é"), min_size=40, max_size=300))
def test_no_folded_line_is_a_command_to_a_runner(text):
    (found,) = read(to_ics([Event("x", TODAY, text)], TODAY))
    assert found["SUMMARY"] == shown(text)


def shown(text: str) -> str:
    """What a reader sees of `text`: nothing that obeys, nothing that hides."""
    return re.sub(r"(^|(?<=\s))::(?=[A-Za-z-])", r"\\x3a:", visible(text))
