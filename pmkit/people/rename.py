"""A new handle for somebody, in the register and wherever a post-mortem names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pmkit.edits.change import Append, Change, EditRefused
from pmkit.edits.edit import edit_yaml
from pmkit.errors import UsageError
from pmkit.people.references import find_readings, find_references
from pmkit.people.register import (
    PATH,
    changed,
    find_person,
    put_people,
    read_people,
    renaming,
    with_people,
)
from pmkit.progress.acknowledging import PATH as BRIEFS
from pmkit.progress.desk import Desk
from pmkit.progress.moves import Moved
from pmkit.registers import Registers, load_registers
from pmkit.visible import short, visible

_HANDLE = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is asked for.

    Attributes:
        keeps_alias: Whether the old handle goes on naming the person.
    """

    old: str
    new: str
    keeps_alias: bool = True


def rename_person(desk: Desk, wanted: Renaming) -> None:
    """Prepare the change of every file, in memory; the register is written last.

    As long as the register has the old handle, a run that was killed can be done again.

    Raises:
        PmkitError: It is not possible, or a file that may name the person cannot be read.
    """
    registers, new = load_registers(desk.repository.root), wanted.new
    handle, raw = _handle_now(registers, wanted), read_people(desk.repository.root)
    old, changes = wanted.old.lstrip("@"), list[Change]()
    if handle and handle != new:
        old, changes = handle, renaming(raw, handle, new, wanted.keeps_alias)
    desk.registers = with_people(registers, changed(raw, changes))
    for path, puts in find_references(desk.repository, old, new):
        if not handle:
            raise _unknown(wanted, path)
        told = f"{len(puts)} × {old} → {new}"
        desk.change(desk.open(path), path, Moved(tuple(puts), told))
    if handle:
        _rename_readings(desk, old, new)
    put_people(desk, raw, _moved(old, new, changes, handle))


def _rename_readings(desk: Desk, old: str, new: str) -> None:
    """Prepare the change of the register of briefs, where there is one that names `old`.

    Raises:
        EditRefused: It cannot be made alone.
    """
    if not desk.registers.briefs:
        return
    file = desk.open(BRIEFS)
    if puts := find_readings(file.new, old, new):
        try:
            raw = edit_yaml(file.new, puts)
        except EditRefused as error:
            raise EditRefused(f"{BRIEFS}: {error.message}", error.hint) from None
        desk.put(file, raw, BRIEFS, Moved(tuple(puts), f"{len(puts)} × {old} → {new}"))


def _handle_now(registers: Registers, wanted: Renaming) -> str:
    """Return the handle that is to change; empty where there is nobody left to rename.

    Raises:
        UsageError: There is nobody to rename, or the new handle is none or somebody else's.
    """
    if not _HANDLE.fullmatch(wanted.new):
        raise UsageError(f"`{short(wanted.new)}` is no handle", "write one word, such as dana")
    person, other = registers.person(wanted.old), registers.person(wanted.new)
    if person is None and other and other.handle == wanted.new:
        return ""
    handle = find_person(registers, wanted.old).handle or ""
    if other and other.handle != handle:
        raise UsageError(f"`{wanted.new}` names somebody else in {PATH}", "choose another handle")
    if handle.casefold() != wanted.old.lstrip("@").casefold() and handle != wanted.new:
        raise UsageError(
            f"`{short(wanted.old)}` is another word for `{short(handle)}`", "write the handle"
        )
    return handle


def _unknown(wanted: Renaming, path: str) -> UsageError:
    """Say that nobody has the old handle, though a file names it."""
    return UsageError(
        f"`{short(wanted.old)}` is not in {PATH}, and {visible(path)} names it",
        f"if that is `{wanted.new}`, add it there as an alias first",
    )


def _moved(old: str, new: str, changes: Sequence[Change], handle: str) -> Moved:
    if not changes:
        return Moved((), f"has `{new}` already" + ("" if handle else f"; nothing names `{old}`"))
    kept = any(isinstance(change, Append) for change in changes)
    return Moved(tuple(changes), f"{old} → {new}", f"`{old}` stays as an alias" if kept else "")
