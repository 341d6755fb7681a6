"""When a review can be recorded, and when it stands there already; on files, without processes."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.edits.change import EditRefused
from pmkit.errors import PmkitError
from pmkit.library import load_library
from pmkit.model.enums import Result, ReviewKind
from pmkit.model.parts import Action
from pmkit.progress.desk import Desk
from pmkit.progress.reviewing import NewReview, in_place, record_review

EFFECTIVE, PARTLY, NOT = Result
THIRTY, NINETY, FOLLOW_UP = ReviewKind
FILE = "---\nkind: project\nstatus: reviewed\ntitle: T\ncompleted_on: 2026-03-06\nheld_on: 2026-03-11\n"


@pytest.fixture
def recorded(tmp_path):
    """Record reviews one after the other in a file that ends in `tail`; return its new end."""
    (tmp_path / "postmortems").mkdir()

    def recorded(tail, *reviews):
        path = tmp_path / "postmortems" / "a.md"
        path.write_text(f"{FILE}{tail}---\n## Summary\n", "utf-8")
        library = load_library(open_repository(tmp_path))
        desk = Desk(library.repository, library.registers, date(2026, 6, 1))
        for review in reviews:
            record_review(desk, library.find("a"), review)
        (file,) = desk.files
        new = file.new.decode()
        assert new.startswith(FILE)
        assert new.endswith("---\n## Summary\n")
        moved = [done.moved for done in file.done]
        return new[len(FILE) : -len("---\n## Summary\n")], moved

    return recorded


def thirty(day=10, outcome=EFFECTIVE, note=None, *, day_given=True, month=4):
    return NewReview(THIRTY, date(2026, month, day), outcome, note, day_given)


ONE = "{kind: 30-day, held_on: 2026-04-10, outcome: effective}"


@pytest.mark.parametrize(
    ("tail", "end"),
    [
        ("", f"reviews:\n  - {ONE}\n"),
        ("reviews:\n", f"reviews:\n  - {ONE}\n"),
        ("reviews: []   # none\n", f"reviews:   # none\n  - {ONE}\n"),
        ("reviews:\n- {kind: 90-day}\n", f"reviews:\n- {{kind: 90-day}}\n- {ONE}\n"),
        ("reviews: [{kind: 90-day}]\n", f"reviews: [{{kind: 90-day}}, {ONE}]\n"),
        (
            "reviews:\n  - kind: 90-day\n    note: x\n",
            "reviews:\n  - kind: 90-day\n    note: x\n  - kind: 30-day\n    held_on: 2026-04-10\n"
            "    outcome: effective\n",
        ),
    ],
)
def test_it_stands_at_the_end_of_the_list_in_the_list_s_own_style(recorded, tail, end):
    assert recorded(tail, thirty())[0] == end


def test_a_list_that_is_none_is_left_alone(recorded):
    with pytest.raises(EditRefused, match="`reviews` is no list"):
        recorded("reviews: none yet\n", thirty())


@pytest.mark.parametrize(
    "second",
    [
        thirty(),
        thirty(11, day_given=False),
        thirty(9, month=5, day_given=False),
    ],
)
def test_the_same_review_is_recorded_once(recorded, second):
    end, (first, again) = recorded("", thirty(), second)
    assert end == f"reviews:\n  - {ONE}\n"
    assert first.changes
    assert not again.changes
    assert again.told.endswith("30-day review of 2026-04-10: effective, recorded already")


@pytest.mark.parametrize(
    "second",
    [
        thirty(11),
        thirty(9, outcome=PARTLY),
        thirty(1, outcome=PARTLY, month=5, day_given=False),
        thirty(1, note="Again.", month=5, day_given=False),
        NewReview(NINETY, date(2026, 4, 10), EFFECTIVE),
    ],
)
def test_another_day_finding_note_or_kind_is_another_review(recorded, second):
    end, _ = recorded("", thirty(), second)
    assert end.count("held_on:") == 2


def test_without_a_day_it_is_the_newest_that_counts_as_the_same(recorded):
    later = thirty(1, outcome=PARTLY, month=5)
    end, _ = recorded("", later, thirty(), thirty(20, month=5, day_given=False))
    assert end.count("held_on:") == 3


@pytest.mark.parametrize("second", [thirty(outcome=NOT), thirty(note="Unlike the first.")])
def test_another_finding_of_the_same_day_is_refused(recorded, second):
    with pytest.raises(PmkitError, match="says something else: effective"):
        recorded("", thirty(), second)


def test_a_note_is_part_of_the_record(recorded):
    end, _ = recorded("", thirty(note="Held: as planned"), thirty())
    assert end.endswith('outcome: effective, note: "Held: as planned"}\n')


@pytest.mark.parametrize(
    ("tail", "review", "why"),
    [
        ("", NewReview(THIRTY, date(2026, 3, 10), NOT), "`held_on` is 2026-03-11"),
        ("client_meeting_on: 2026-04-20\n", NewReview(FOLLOW_UP, date(2026, 4, 19), NOT), "04-20"),
        ("", NewReview(FOLLOW_UP, date(2026, 4, 19), NOT), "no talk with the client"),
    ],
)
def test_what_was_not_held_yet_cannot_be_reviewed(recorded, tail, review, why):
    with pytest.raises(PmkitError, match=why):
        recorded(tail, review)


def test_on_the_day_itself_it_can(recorded):
    tail = "client_meeting_on: 2026-04-20\n"
    reviews = (
        NewReview(THIRTY, date(2026, 3, 11), NOT),
        NewReview(FOLLOW_UP, date(2026, 4, 20), NOT),
    )
    assert recorded(tail, *reviews)[0].count("held_on:") == 2


def test_an_incident_is_reviewed_after_it_was_resolved(recorded, monkeypatch):
    incident = FILE.replace("project", "incident").replace("held_on: 2026-03-11\n", "")
    incident = incident.replace("completed_on: 2026-03-06", "resolved_at: 2026-03-06T10:00:00Z")
    monkeypatch.setitem(globals(), "FILE", incident)
    with pytest.raises(PmkitError, match="`resolved_at` is 2026-03-06"):
        recorded("", NewReview(THIRTY, date(2026, 3, 5), NOT))


def test_a_draft_is_told_that_it_does_not_count(recorded, monkeypatch):
    monkeypatch.setitem(globals(), "FILE", FILE.replace("reviewed", "draft"))
    assert "draft" in recorded("", thirty())[1][0].note


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("", None),
        ("cancelled", None),
        ("implemented verified cancelled", EFFECTIVE),
        ("implemented open", PARTLY),
        ("open in_progress cancelled", NOT),
    ],
)
def test_actions_speak_for_an_outcome(statuses, expected):
    found = in_place(Action(status=status) for status in statuses.split())
    assert found.speaks_for is expected
