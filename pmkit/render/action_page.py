"""One action in lines, alone or within its post-mortem."""

from __future__ import annotations

from datetime import date

from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, count, slips_of, words
from pmkit.reports.show import ShownAction
from pmkit.reports.tracked import State, TrackedAction


def action_sections(shown: ShownAction, as_of: date) -> list[Section]:
    """Return everything about one action."""
    row = shown.row
    head = facts((("post-mortem", row.postmortem), ("title", row.title), ("client", row.client)))
    place = facts((("team", row.team), ("file", f"{row.path}:{row.line}")))
    return [
        Section(row.ref, (*action_lines(shown), *head, *place, Line(as_of_note(as_of)))),
    ]


def action_lines(shown: ShownAction) -> tuple[Line, ...]:
    """Return an action in its lines: where it stands, then what is known of it."""
    row, told = shown.row, shown.action
    gone = " (has left)" if row.orphaned else ""
    done = (("implemented", told.implemented_on), ("evidence", told.evidence))
    checked = (("verified", told.verified_on), ("by", told.verified_by), ("result", told.result))
    moves = ((("moved", f"{one.from_} to {one.to}: {one.why}")) for one in told.deferred or ())
    return (
        Line(f"{row.ref.rpartition(':')[2]} {standing(shown)}: {row.what or ''}"),
        *facts((("owner", f"{row.owner}{gone}" if row.owner else "nobody"),), 1),
        *facts((("deadline", row.deadline), *moves, ("slips", slips(row))), 1),
        *facts((("verification", told.verification),), 1),
        *facts((("verify by", row.verify_by), *done, *checked), 1),
        *facts((("addresses", words(shown.addresses)), ("tags", words(row.tags))), 1),
        *facts((("target", told.target), ("ticket", told.ref)), 1),
        *facts((("cancelled because", told.cancelled_reason),), 1),
    )


def slips(row: TrackedAction) -> str:
    """Return how often the deadline moved later, in words; empty when it never did."""
    late = f", {row.moved_after_due} after it was due" if row.moved_after_due else ""
    return slips_of(row.slips, row.slipped_days) + late


def standing(shown: ShownAction) -> str:
    """Return where an action stands, in words."""
    row = shown.row
    if row.state is State.CLOSED:
        return row.status
    if row.days_overdue is None:
        return f"{row.status}, no readable deadline"
    days = count(abs(row.days_overdue), "day")
    return {
        State.OVERDUE: f"{row.status}, overdue by {days}",
        State.UNVERIFIED: f"implemented, its check overdue by {days}",
        State.DUE: f"{row.status}, due in {days}"
        if row.days_overdue
        else f"{row.status}, due today",
        State.WAITING: f"implemented, to be verified within {days}",
    }[row.state]
