"""What a meeting may be told of the post-mortems before it: of the same client, or the same team.

Nothing that came after the day of the meeting, and nothing that those in the room may not see: of
another client's file only what is no stricter than internal, and nothing of it at all where people
of the client are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.facilitation.returns import phase_for
from pmkit.model.enums import Kind, Role
from pmkit.reports.selecting import Selection, client_of, counted, is_same_word, tags_of
from pmkit.reports.tracked import ref_of
from pmkit.rules.seats import seats_of

if TYPE_CHECKING:
    from pmkit.model.postmortem import PostMortem
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers
    from pmkit.reports.digest.told import Tell

_MOST = 2
"""Questions of so many tags: each takes minutes of a phase that has its own."""

_OUTSIDE = (Role.CLIENT, Role.END_USER, Role.ADJACENT_TEAM, Role.SPONSOR)
"""Roles that people of the client hold, or may hold."""


@dataclass(frozen=True, slots=True)
class TagPrompts:
    """What is asked about one tag that the team or the client met before.

    Attributes:
        count: In how many post-mortems it was met.
        phase: The title of the phase in which it is asked.
    """

    tag: str
    count: int
    questions: tuple[str, ...]
    phase: str


def is_client_there(pm: PostMortem, registers: Registers) -> bool:
    """Tell whether people of the client may be in the meeting: always in that of a pilot."""
    outside = (seat.role in _OUTSIDE for seat in seats_of(pm, registers))
    return pm.kind is Kind.PILOT or any(outside)


def find_earlier(
    record: Record,
    records: Iterable[Record],
    registers: Registers,
    day: date,
    tell: Tell,
    *,
    client_there: bool,
) -> list[Record]:
    """Return what was known on `day` of the same client or team and may be told in the room."""
    return [
        other
        for other in counted(records, registers, day, Selection())
        if other.path != record.path
        and not (other.held_on and other.held_on > day)
        and _is_related(record, other, registers)
        and _may_be_told(record, other, registers, tell, client_there)
    ]


def _is_related(record: Record, other: Record, registers: Registers) -> bool:
    client = client_of(record, registers)
    same_client = client is not None and is_same_word(client, client_of(other, registers))
    return same_client or (record.team is not None and is_same_word(record.team, other.team))


def _may_be_told(
    record: Record, other: Record, registers: Registers, tell: Tell, client_there: bool
) -> bool:
    mine, theirs = client_of(record, registers), client_of(other, registers)
    is_same = theirs is None if mine is None else is_same_word(mine, theirs)
    if client_there and not is_same:
        return False
    return (is_same and not client_there) or tell(other).is_open


def questions_before(
    kind: Kind, record: Record, earlier: Sequence[Record], registers: Registers
) -> Iterator[TagPrompts]:
    """Yield the best question of each of two tags, first of those that are back, then by count."""
    counts = Counter(tag for one in earlier for tag in tags_of(one.tags, registers))
    mine = tags_of(record.tags, registers)
    known, told = registers.taxonomy.tags, 0
    for tag, count in sorted(
        counts.items(), key=lambda pair: (pair[0] not in mine, -pair[1], pair)
    ):
        phase = phase_for(kind, known[tag].group) if tag in known else None
        if phase and known[tag].questions and told < _MOST:
            told += 1
            yield TagPrompts(tag, count, known[tag].questions[:1], phase)


def open_before(earlier: Iterable[Record], day: date) -> Iterator[str]:
    """Yield each action that was still to be done on `day`, with its owner and due date."""
    for record in earlier:
        for index, action in enumerate(record.actions):
            if action.is_pending or (action.implemented_on and action.implemented_on > day):
                yield f"{ref_of(record, index)} {_told(action)}"


def _told(action: ActionRecord) -> str:
    due = f"due {action.deadline}" if action.deadline else "no due date"
    return f"{(action.what or '').strip()} ({action.owner or 'no owner'}, {due})".lstrip()
