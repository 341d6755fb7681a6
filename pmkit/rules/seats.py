"""The participants of a meeting as rules look at them: in which role, and which person."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pmkit.document.hydrate import is_todo
from pmkit.model.enums import Role
from pmkit.model.parts import Participant
from pmkit.model.postmortem import PostMortem
from pmkit.registers import Registers
from pmkit.similar import nearest

_MOST = 200
"""A longer list is no meeting; the rest of it is not looked at."""

_ROLES = {str(role): role for role in Role}


class Seat(NamedTuple):
    """One participant.

    Attributes:
        word: The role as written; empty where there is none that can be read.
        role: The role that is meant, None where that cannot be told.
        person: What tells two people apart; empty for a name still to be filled in.
        is_known: Whether the register of people has them.
    """

    participant: Participant
    word: str
    role: Role | None
    person: str
    is_known: bool

    @property
    def name(self) -> str:
        """The name as written; empty where there is none."""
        return self.participant.name or ""


def seats_of(pm: PostMortem, registers: Registers) -> list[Seat]:
    """Return the participants in the order of the file."""
    return [_seat(one, registers) for one in pm.participants[:_MOST]]


def _seat(participant: Participant, registers: Registers) -> Seat:
    word, name = participant.role or "", participant.name or ""
    role = _ROLES.get(word) or (meant_role(word) if word else None)
    person = registers.person(name) if name else None
    if person and person.handle:
        return Seat(participant, word, role, person.handle.casefold(), True)
    return Seat(participant, word, role, "" if is_todo(name) else plain_name(name), False)


def person_key(registers: Registers, word: str | None) -> str:
    """Return what tells two people apart: the handle where it is known, else the word."""
    person = registers.person(word) if word else None
    return plain_name((person and person.handle) or word or "")


def plain_name(word: str) -> str:
    """Return a name without what does not tell people apart: case, blanks, the sign before it."""
    return word.strip().lstrip("@").casefold()


@lru_cache(1_000)
def meant_role(word: str) -> Role | None:
    """Return the role that `word` is, or most likely was meant to be."""
    near = nearest("-".join(word[:40].casefold().replace("_", " ").split()), _ROLES, 0.7)
    return _ROLES[near] if near else None
