"""`overdue`: what was promised and not done, or done and never checked.

Definitions (commands.md, "Meanings that must be exact"): overdue is an open or in-progress
action whose deadline is before the day; unverified is an implemented one whose `verify_by` is.
Both whatever the document's status or anchor date, drafts included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.selecting import Selection, person_of
from pmkit.reports.tracked import State, TrackedAction, due_on

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers

NOBODY = "(none)"
"""The group of the rows that say nothing about what they are grouped by."""


def find_overdue(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
    owner: str | None = None,
    within: int | None = None,
) -> list[TrackedAction]:
    """Return what is overdue or unverified on the day `as_of`.

    Those of owners who have left come first; of either sort overdue before unverified, then the
    latest, then by reference. `within` adds to each sort, behind what is late and the soonest
    first, the actions that are due in that many days.
    """
    states: tuple[State, ...] = (State.OVERDUE, State.UNVERIFIED)
    if within is not None:
        states += (State.DUE,)
    wanted = ActionFilter(selection or Selection(), owner, states=states)
    rows = find_actions(records, registers, as_of, wanted)
    if within is None:
        return rows
    return [row for row in rows if row.state is not State.DUE or _is_near(row, within)]


def _is_near(row: TrackedAction, within: int) -> bool:
    return row.days_overdue is not None and -row.days_overdue <= within


def find_undated(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
    owner: str | None = None,
) -> list[TrackedAction]:
    """Return the actions to do or to verify of which nobody can say whether they are late."""
    wanted = ActionFilter(selection or Selection(), owner, states=(State.DUE, State.WAITING))
    undated = (r for r in records if any(due_on(a) is None for a in r.actions))
    rows = find_actions(undated, registers, as_of, wanted)
    return sorted((row for row in rows if row.days_overdue is None), key=lambda row: row.ref)


def group_overdue(
    rows: Iterable[TrackedAction], key: str, registers: Registers
) -> dict[str, list[TrackedAction]]:
    """Sort rows into groups by `owner`, `client`, `team` or `postmortem`, in the groups' order.

    Groups that hold an action whose owner has left come first, then by name; rows without a value
    come last. Within a group the rows keep their order.
    """
    name = _group_of(key, registers)
    groups: dict[str, list[TrackedAction]] = {}
    for row in rows:
        groups.setdefault(name(row) or NOBODY, []).append(row)
    return dict(sorted(groups.items(), key=_orphaned_first))


def _orphaned_first(group: tuple[str, list[TrackedAction]]) -> tuple[bool, bool, str]:
    name, rows = group
    return not any(row.orphaned for row in rows), name == NOBODY, name


def _group_of(key: str, registers: Registers) -> Callable[[TrackedAction], str | None]:
    keys: dict[str, Callable[[TrackedAction], str | None]] = {
        "owner": lambda row: person_of(row.owner, registers) if row.owner else None,
        "client": lambda row: row.client,
        "team": lambda row: row.team,
        "postmortem": lambda row: row.postmortem,
    }
    return keys[key]
