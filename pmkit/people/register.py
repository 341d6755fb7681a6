"""`register/people.yml` as a file that changes, its comments and its shape kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path as FilePath

from pmkit.document.nodes import Node, Path, Scalar, Sequence, find
from pmkit.document.tree import parse_tree
from pmkit.edits.change import Append, Change, EditRefused, Put, Rename
from pmkit.edits.edit import edit_yaml
from pmkit.errors import UsageError, WriteError
from pmkit.files import FileProblem, read_bytes
from pmkit.model.register import Person
from pmkit.progress.desk import Desk
from pmkit.progress.moves import Moved
from pmkit.register_entries import parse_entries, places_of
from pmkit.registers import CAP, FOLDER, Registers
from pmkit.visible import short

PATH = f"{FOLDER}/people.yml"


def find_person(registers: Registers, word: str) -> Person:
    """Return the person that `word` names: a handle, a name or an alias.

    Raises:
        UsageError: It names nobody.
    """
    person = registers.person(word)
    if person is not None:
        return person
    if not registers.people:
        raise UsageError(f"{PATH} lists nobody", "list people there first")
    near = registers.guesses.person(word)
    hint = f"did you mean `{short(near)}`?" if near else "`pmkit people` lists who is"
    raise UsageError(f"`{short(word)}` is not in {PATH}", hint)


def find_present(registers: Registers, word: str, option: str) -> str:
    """Return the handle of somebody who is here; the word itself where nobody is registered.

    Args:
        option: What the word was given with.

    Raises:
        UsageError: It is empty, the register knows nobody of that name, or they have left.
    """
    handle = word.strip().lstrip("@")
    if not handle:
        raise UsageError(f"{option} is empty", "name a person")
    if not registers.people:
        return handle
    person = find_person(registers, handle)
    if person.active is False:
        raise UsageError(f"`{short(handle)}` has left", "name somebody who is here")
    return person.handle or handle


def read_people(root: FilePath) -> bytes:
    """Return the bytes of the register.

    Raises:
        WriteError: It cannot be read.
    """
    try:
        return read_bytes(root / PATH, CAP)
    except FileProblem as problem:
        raise WriteError(f"{PATH}: {problem.message}", problem.hint) from None


def renaming(raw: bytes, old: str, new: str, keep: bool) -> list[Change]:
    """Return the changes of the register that give the person `old` the handle `new`.

    Args:
        keep: Whether the old handle stays, as an alias.

    Raises:
        UsageError: The entry cannot be told.
    """
    place, entry = _entry(raw, old)
    changes: list[Change] = []
    known = {new.casefold(), *map(str.casefold, _aliases(entry))}
    if keep and old.casefold() not in known:
        changes.append(Append((*place, "aliases"), old))
    stands_inside = find(entry, ("handle",)) is not None
    changes.append(Put((*place, "handle"), new) if stands_inside else Rename(place, new))
    return changes


def leaving(raw: bytes, handle: str) -> list[Change]:
    """Return the change of the register that says that the person called `handle` has left.

    Raises:
        UsageError: The entry cannot be told.
    """
    place, _ = _entry(raw, handle)
    return [Put((*place, "active"), False)]


def changed(raw: bytes, changes: Iterable[Change]) -> bytes:
    """Return the register after `changes`.

    Raises:
        EditRefused: One of them cannot be made alone.
    """
    try:
        return edit_yaml(raw, changes)
    except EditRefused as error:
        raise EditRefused(f"{PATH}: {error.message}", error.hint) from None


def put_people(desk: Desk, raw: bytes, moved: Moved) -> None:
    """Put what `moved` makes of the register `raw` on the desk.

    Raises:
        PmkitError: It cannot be made, or somebody changed the file meanwhile.
    """
    file = desk.open(PATH)
    if file.new != raw:
        raise WriteError(f"{PATH} changed since it was read", "run the command again")
    desk.put(file, changed(raw, moved.changes), PATH, moved)


def with_people(registers: Registers, raw: bytes) -> Registers:
    """Return `registers` with the people of the register's bytes `raw`."""
    people = parse_entries("people", raw.decode("utf-8-sig"))
    return dataclasses.replace(registers, people=people)


def _aliases(entry: Node) -> list[str]:
    found = find(entry, ("aliases",))
    items = found.items if isinstance(found, Sequence) else []
    return [item.value for item in items if isinstance(item, Scalar)]


def _entry(raw: bytes, handle: str) -> tuple[Path, Node]:
    """Return where the entry of one person stands, and its node.

    Raises:
        UsageError: There is none, or there are several.
    """
    root = parse_tree(raw.decode("utf-8-sig")).root
    places = [place for place, word in places_of(root, "people") if word == handle]
    node = find(root, places[0]) if root and len(places) == 1 else None
    if node is None:
        told = f"`{short(handle)}` stands there {len(places)} times"
        raise UsageError(f"{PATH}: {told}", "put its entries together; `pmkit lint` names them")
    return places[0], node
