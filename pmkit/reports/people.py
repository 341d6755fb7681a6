"""`people`: what the register says of everybody, and who left with something still to do.

Nothing here counts or ranks what persons do or leave undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.reports.selecting import is_same_word, person_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers

_CLOSED = ("verified", "cancelled")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the register; the fields are the keys of its JSON.

    Attributes:
        still_owns: Whether somebody who left owns an action that is not closed; None for those
            who are here.
    """

    handle: str
    name: str | None
    aliases: tuple[str, ...]
    team: str | None
    active: bool
    still_owns: bool | None


def find_people(
    records: Iterable[Record], registers: Registers, team: str | None = None, left: bool = False
) -> list[PersonRow]:
    """Return the people of the register by handle.

    Args:
        team: Only those of this team.
        left: Only those who left.
    """
    owners = {
        person_of(action.owner, registers)
        for record in records
        for action in record.actions
        if action.owner and action.status not in _CLOSED
    }
    rows = (
        PersonRow(
            person.handle or "",
            person.name,
            person.aliases,
            person.team,
            person.active,
            None if person.active else person.handle in owners,
        )
        for person in registers.people
    )
    chosen = (row for row in rows if is_same_word(team, row.team) and not (left and row.active))
    return sorted(chosen, key=lambda row: row.handle)
