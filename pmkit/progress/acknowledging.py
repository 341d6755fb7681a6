"""Who read a brief, at the end of `register/briefs.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.edits.change import Append, Value
from pmkit.people.register import find_present
from pmkit.progress.desk import Desk, Done
from pmkit.progress.moves import Moved
from pmkit.register_entries import parse_entries
from pmkit.registers import FOLDER, Registers
from pmkit.reports.selecting import person_of
from pmkit.scaffold.place import require_inside
from pmkit.scaffold.starter import BRIEFS

if TYPE_CHECKING:
    from pmkit.model.register import ReadBrief

NAME = "briefs"
PATH = f"{FOLDER}/{NAME}.yml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody read; `postmortems` and `lessons` are references, in the list's order."""

    project: str
    person: str
    read_on: date
    postmortems: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()


def reader(registers: Registers, word: str) -> str:
    """Return the handle of the person who read it: somebody here, where people are registered.

    Raises:
        UsageError: The register knows nobody of that name, or they have left.
    """
    return find_present(registers, word, "--ack")


def acknowledge(desk: Desk, new: Reading) -> None:
    """Record that somebody read a brief, in memory; the register is made where it is missing.

    Raises:
        PmkitError: It is not possible.
    """
    require_inside(desk.repository.root, Path(FOLDER))
    file = desk.open(PATH, BRIEFS)
    known = parse_entries(NAME, file.new.decode("utf-8-sig"))
    told = _told(new)
    if (day := _read_already(known, new, desk.registers)) is not None:
        file.done.append(Done(PATH, Moved((), f"{told}, recorded already on {day}")))
        return
    item: dict[str, Value | tuple[str, ...]] = {
        "project": new.project,
        "person": new.person,
        "read_on": new.read_on,
    }
    item |= {
        key: refs
        for key, refs in (("postmortems", new.postmortems), ("lessons", new.lessons))
        if refs
    }
    desk.add_entry(file, NAME, item, Moved((Append((NAME,), item),), told))


def _read_already(known: Iterable[ReadBrief], new: Reading, registers: Registers) -> date | None:
    """Return the day since which everything on this list has been read; None if not all was."""
    mine = [
        entry
        for entry in known
        if entry.project == new.project
        and person_of(entry.person or "", registers) == new.person
        and entry.read_on is not None
        and entry.read_on <= new.read_on
    ]
    read = {ref for entry in mine for ref in (*entry.postmortems, *entry.lessons)}
    if not mine or not read.issuperset((*new.postmortems, *new.lessons)):
        return None
    return max(entry.read_on for entry in mine if entry.read_on)


def _told(new: Reading) -> str:
    read = [
        f"{len(refs)} {noun if len(refs) == 1 else noun + 's'}"
        for refs, noun in ((new.postmortems, "post-mortem"), (new.lessons, "lesson"))
    ]
    what = " with ".join(read) if new.postmortems else "that nothing resembles it"
    return f"{new.person} read for {new.project}: {what}"
