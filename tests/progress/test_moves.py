"""Which move is possible when, and what it changes; on actions without files."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.edits.change import Append, Drop, Put
from pmkit.errors import UsageError
from pmkit.model.enums import ActionStatus, Result
from pmkit.model.parts import Action
from pmkit.progress import moves
from pmkit.progress.adding import next_id
from pmkit.progress.days import read_when
from pmkit.progress.moves import MoveRefused, Standing, possible

TODAY = date(2026, 4, 1)
TELLS = {
    "open": {},
    "in_progress": {},
    "implemented": {"implemented_on": "2026-03-20", "evidence": "Log."},
    "verified": {
        "implemented_on": "2026-03-20",
        "evidence": "Log.",
        "verified_on": "2026-03-30",
        "verified_by": "lee",
        "result": "effective",
    },
    "cancelled": {"cancelled_reason": "Sold."},
}


def standing(status: str, **more) -> Standing:
    written = {"id": "A1", "owner": "dana", "deadline": "2026-04-10", "status": status}
    written |= TELLS[status] | more
    keys = frozenset(written)
    return Standing(
        "pm:A1", ("actions", 0), Action(**written), keys, lambda a, b: a.lower() == b.lower()
    )


MOVES = {
    "start": moves.start,
    "implement": lambda at: moves.implement(at, TODAY, "Link."),
    "verify": lambda at: moves.verify(at, TODAY, Result.EFFECTIVE, "kim"),
    "defer": lambda at: moves.defer(at, date(2026, 5, 1), "Late."),
    "reassign": lambda at: moves.reassign(at, "kim"),
    "cancel": lambda at: moves.cancel(at, "Other."),
    "reopen": moves.reopen,
}
TO = {
    "start": "in_progress",
    "implement": "implemented",
    "verify": "verified",
    "cancel": "cancelled",
    "reopen": "open",
}


@pytest.mark.parametrize("status", list(ActionStatus))
@pytest.mark.parametrize("move", MOVES)
def test_a_move_starts_where_it_says_or_names_what_is_possible(move, status):
    at = standing(status)
    if move in possible(status):
        moved = MOVES[move](at)
        assert moved.changes
        if move in TO:
            assert moved.changes[0] == Put(("actions", 0, "status"), TO[move])
    elif (move, status) in (("start", "in_progress"), ("reopen", "open")):
        assert not MOVES[move](at).changes
    else:
        with pytest.raises(MoveRefused) as caught:
            MOVES[move](at)
        assert caught.value.hint == f"possible now: {', '.join(possible(status))}"


@pytest.mark.parametrize("status", list(ActionStatus))
def test_every_status_has_a_way_on(status):
    assert possible(status)


def values(moved):
    return {change.path[-1]: change.value for change in moved.changes if isinstance(change, Put)}


def dropped(moved):
    return {change.path[-1] for change in moved.changes if isinstance(change, Drop)}


def test_verified_needs_somebody_else():
    with pytest.raises(MoveRefused, match="owns it"):
        moves.verify(standing("implemented"), TODAY, Result.EFFECTIVE, "Dana")


def test_verified_before_it_was_done_is_refused():
    with pytest.raises(MoveRefused, match="implemented on 2026-03-20"):
        moves.verify(standing("implemented"), date(2026, 3, 19), Result.EFFECTIVE, "kim")


def test_not_effective_opens_it_again_and_keeps_who_checked():
    moved = moves.verify(standing("implemented"), TODAY, Result.NOT_EFFECTIVE, "kim")
    assert values(moved) == {"status": "open", "verified_by": "kim", "result": "not_effective"}
    assert dropped(moved) == {"implemented_on", "evidence"}
    assert "open again" in moved.note


def test_done_anew_forgets_the_check_that_failed():
    at = standing("in_progress", result="not_effective", verified_by="kim")
    assert dropped(moves.implement(at, TODAY, "Link.")) == {"result", "verified_by"}


def test_reopened_loses_all_that_was_said_of_its_end():
    gone = dropped(moves.reopen(standing("verified")))
    assert gone == {"implemented_on", "evidence", "verified_on", "verified_by", "result"}
    assert dropped(moves.reopen(standing("cancelled"))) == {"cancelled_reason"}


def test_deferred_is_recorded_and_verify_by_stays():
    moved = moves.defer(standing("open", verify_by="2026-04-20"), date(2026, 5, 1), "Late.")
    assert values(moved) == {"deadline": date(2026, 5, 1)}
    item = {"from": date(2026, 4, 10), "to": date(2026, 5, 1), "why": "Late."}
    assert moved.changes[1] == Append(("actions", 0, "deferred"), item, in_braces=True)
    assert "2026-04-20" in moved.note


@pytest.mark.parametrize("day", [date(2026, 4, 10), date(2026, 4, 9)])
def test_deferred_to_no_later_day_is_refused(day):
    with pytest.raises(MoveRefused, match="not after its deadline"):
        moves.defer(standing("open"), day, "Late.")


def test_no_deadline_cannot_be_deferred():
    with pytest.raises(MoveRefused, match="no deadline"):
        moves.defer(standing("open", deadline=None), TODAY, "Late.")


def test_the_same_words_again_change_nothing():
    done, record = standing("implemented"), {"from": "2026-04-01", "to": "2026-04-10", "why": "W"}
    assert not moves.implement(done, TODAY, "Log.", day_given=False).changes
    assert not moves.implement(done, date(2026, 3, 20), "Log.").changes
    again = moves.verify(standing("verified"), TODAY, Result.EFFECTIVE, "lee", day_given=False)
    assert not again.changes
    assert not moves.defer(standing("open", deferred=[record]), date(2026, 4, 10), "W").changes
    assert not moves.reassign(standing("open"), "dana").changes
    assert not moves.cancel(standing("cancelled"), "Sold.").changes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-02", "2026-05-02"),
        ("+10d", "2026-04-11"),
        ("+2w", "2026-04-15"),
        ("EOM", "2026-04-30"),
    ],
)
def test_days_are_read(text, day):
    assert read_when("--to", text, TODAY) == date.fromisoformat(day)


def test_the_end_of_february_is_known():
    assert read_when("--to", "eom", date(2024, 2, 3)) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["", "2w", "soon", "+2", "+9999w+", "2026-02-30", "+٣d"])
def test_no_day_is_told(text):
    with pytest.raises(UsageError, match="which is no day"):
        read_when("--to", text, TODAY)


@pytest.mark.parametrize(
    ("ids", "new"),
    [
        ([], "A1"),
        (["A1", "A3"], "A4"),
        (["A9", "A10"], "A11"),
        (["x"], "A1"),
        (["act-07"], "act-8"),
    ],
)
def test_the_next_id_is_free(ids, new):
    assert next_id(ids) == new
