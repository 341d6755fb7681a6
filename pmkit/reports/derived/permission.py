"""Whether a client may be told about a post-mortem, and whose name must not be in what is told.

Definition: format.md, "Who may see what": client and public may be; internal only when somebody
approved it, which the file records; participants never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pmkit.document.hydrate import Reading
from pmkit.errors import PmkitError
from pmkit.model.enums import Visibility
from pmkit.model.postmortem import PostMortem
from pmkit.registers import Registers
from pmkit.visible import short, visible

APPROVALS = "x-client-approvals"
"""Where the file records who approved it: the format has no key of its own for that."""

_MOST_NAMED = 3


class ReportRefused(PmkitError):
    """The document may not be made; nothing was written."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A line of a document that names somebody."""

    line: int
    word: str


def approvals_of(reading: Reading) -> list[dict[str, Any]]:
    """Return who approved that the client is told, as the file records it."""
    found = reading.document.data.get(APPROVALS)
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict) and item.get("by")]


def require_permission(ref: str, reading: Reading, approved_by: str | None) -> None:
    """Refuse to tell the client what they may not be told.

    Raises:
        ReportRefused: It is for its participants alone, a draft, or internal and not approved.
    """
    pm = reading.postmortem
    if pm.visibility is Visibility.PARTICIPANTS:
        raise ReportRefused(
            f"{visible(ref)} is for its participants alone",
            "its `visibility` decides; nobody outside may be told more than that it took place",
        )
    if pm.status in (None, "draft"):
        raise ReportRefused(
            f"{visible(ref)} is a draft", "finish the internal analysis first, then tell the client"
        )
    if pm.visibility is Visibility.INTERNAL and not approved_by and not approvals_of(reading):
        raise ReportRefused(
            f"{visible(ref)} is internal, and nobody approved that the client is told",
            "add --approve NAME, which the file records, or write `visibility: client`",
        )


def people_of(pm: PostMortem, registers: Registers) -> set[str]:
    """Return every word that names a person of this post-mortem or of the register."""
    words = {one.name for one in pm.participants}
    words |= {pm.author, *(one.person for one in pm.commitments)}
    words |= {word for action in pm.actions for word in (action.owner, action.verified_by)}
    for person in registers.people:
        words |= {person.handle, person.name, *person.aliases}
        words |= set((person.name or "").split()[:1])
    return {word.strip().lstrip("@") for word in words if word and len(word.strip("@ ")) > 2}


def other_clients(client: str | None, registers: Registers) -> set[str]:
    """Return every word that names another client than `client`."""
    own = registers.client(client) if client else None
    words: set[str | None] = set()
    for one in registers.clients:
        if one is not own and not (own and one.handle == own.handle):
            words |= {one.handle, one.name, *one.aliases, *one.domains}
    return {word.strip() for word in words if word and len(word.strip()) > 2}


def find_named(text: str, names: Iterable[str]) -> Iterator[Named]:
    """Yield the places of `text` that hold one of `names`; case decides for ordinary words."""
    wanted = sorted({re.escape(word) for word in names}, key=len, reverse=True)
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(wanted)})(?![\w-])", re.IGNORECASE)
    for number, line in enumerate(text.split("\n"), 1):
        for match in pattern.finditer(line):
            if not match[0].islower() or match[0] not in _ORDINARY:
                yield Named(number, match[0])


_ORDINARY = frozenset(
    {"will", "may", "mark", "grace", "rose", "joy", "hope", "art", "bill", "rob", "sue", "pat"}
)
"""Names that are words as well: they name somebody only with a capital."""


def require_no_name(ref: str, text: str, names: Iterable[str]) -> None:
    """Refuse a document for the client that names a person or another client.

    Raises:
        ReportRefused: It does; the message says where.
    """
    found = list(find_named(text, names))
    if found:
        places = ", ".join(f"`{short(one.word)}` on line {one.line}" for one in found[:_MOST_NAMED])
        raise ReportRefused(
            f"the document about {visible(ref)} would name somebody: {places}",
            "say the role, or the sector, in the internal file, and make it again",
        )
