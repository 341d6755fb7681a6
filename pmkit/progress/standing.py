"""An action in its file, where a move begins."""

from __future__ import annotations

from dataclasses import replace

from pmkit.document.nodes import Mapping, Scalar, find
from pmkit.edits.change import EditRefused
from pmkit.errors import WriteError
from pmkit.progress.desk import Desk, Edited
from pmkit.progress.moves import CANCELLED, VERIFIED, Move, Moved, Standing
from pmkit.record import ActionRecord, Record
from pmkit.registers import Registers
from pmkit.reports.tracked import ref_of
from pmkit.visible import short, visible


def move_action(desk: Desk, record: Record, action: ActionRecord, move: Move) -> None:
    """Make `move` with one action, in memory; an action that was moved already stays as it is.

    Raises:
        PmkitError: It is not possible.
    """
    file, index = desk.open(record.path), record.actions.index(action)
    ref = ref_of(record, index)
    if not any(done.ref == ref for done in file.done):
        at = _standing(desk, file, ref, action.id, index)
        desk.change(file, ref, _with_owner_note(desk.registers, at, move(at)))


def _with_owner_note(registers: Registers, at: Standing, moved: Moved) -> Moved:
    """Return the move with a note where it opens again what belongs to somebody who left."""
    owner = at.action.owner or ""
    person = registers.person(owner)
    if at.action.status not in (VERIFIED, CANCELLED) or not person or person.active is not False:
        return moved
    return replace(moved, note=f"its owner, {short(owner)}, has left: reassign it")


def same_person(registers: Registers, one: str, other: str) -> bool:
    """Tell whether two words name one person: a handle, a name, an alias, whatever the case."""
    first, second = registers.person(one), registers.person(other)
    if first and second:
        return first.handle == second.handle
    return one.strip().lstrip("@").casefold() == other.strip().lstrip("@").casefold()


def _standing(desk: Desk, file: Edited, ref: str, action_id: str | None, index: int) -> Standing:
    reading = desk.read(file)
    actions = reading.postmortem.actions
    if action_id:
        places = [n for n, action in enumerate(actions) if action.id == action_id]
    else:
        places = [index] if index < len(actions) and not actions[index].id else []
    if len(places) != 1:
        raise WriteError(f"{visible(ref)} changed since it was read", "run the command again")
    path = reading.origin(("actions", places[0]))
    root, action = reading.document.root, actions[places[0]]
    node = find(root, path) if root else None
    keys = frozenset(node.entries) if isinstance(node, Mapping) else frozenset()
    status = node.entries.get("status") if isinstance(node, Mapping) else None
    if isinstance(status, Scalar) and status.value not in ("", action.status):
        raise EditRefused(
            f"{visible(ref)} has the status `{short(status.value)}`, which is none",
            "correct it first; `pmkit lint` names the line",
        )
    return Standing(
        visible(ref),
        path,
        action,
        keys,
        lambda one, other: same_person(desk.registers, one, other),
    )
