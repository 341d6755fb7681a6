"""Somebody leaves: the register says so, and somebody else gets what they had still to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pmkit.edits.change import Change
from pmkit.errors import UsageError
from pmkit.model.register import Person
from pmkit.people.register import (
    changed,
    find_person,
    leaving,
    put_people,
    read_people,
    with_people,
)
from pmkit.progress import moves
from pmkit.progress.desk import Desk
from pmkit.progress.moves import Moved
from pmkit.progress.standing import move_action
from pmkit.record import Record
from pmkit.registers import Registers, load_registers
from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.selecting import is_same_person
from pmkit.reports.tracked import State, TrackedAction
from pmkit.visible import short

_CLOSED = (moves.VERIFIED, moves.CANCELLED)


def leave_work(desk: Desk, records: Iterable[Record], word: str, to: str | None) -> None:
    """Prepare the change of every file, in memory; the register is written last.

    Args:
        records: The post-mortems whose actions may be the person's.
        to: Who gets the actions that are not closed; None leaves them as they are.

    Raises:
        PmkitError: It is not possible.
    """
    registers, raw = load_registers(desk.repository.root), read_people(desk.repository.root)
    person = find_person(registers, word)
    handle = person.handle or ""
    changes: list[Change] = leaving(raw, handle) if person.active else []
    desk.registers = with_people(registers, changed(raw, changes))
    if to is not None:
        heir = _heir(registers, person, to)
        for record in records:
            for action in record.actions:
                if action.status not in _CLOSED and is_same_person(handle, action.owner, registers):
                    move_action(desk, record, action, lambda at: moves.reassign(at, heir))
    told = f"{handle}: active → left" if changes else f"says already that `{handle}` has left"
    put_people(desk, raw, Moved(tuple(changes), told))


def find_owned(
    records: Iterable[Record], registers: Registers, word: str, as_of: date
) -> list[TrackedAction]:
    """Return the actions that the person owns and that are not closed, the most urgent first."""
    rows = find_actions(records, registers, as_of, ActionFilter(owner=word))
    return [row for row in rows if row.state is not State.CLOSED]


def _heir(registers: Registers, person: Person, word: str) -> str:
    """Return the handle of whoever takes over.

    Raises:
        UsageError: It is nobody, somebody who left as well, or the person themselves.
    """
    heir = find_person(registers, word)
    if heir.handle == person.handle:
        raise UsageError(f"--to is `{short(word)}`, who leaves", "name somebody else")
    if heir.active is False:
        raise UsageError(f"--to: `{short(word)}` has left, too", "name somebody who is here")
    return heir.handle or ""
