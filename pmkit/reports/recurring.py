"""`recurring`: which causes keep coming back, and which fixes did not hold.

Definitions: commands.md, "Meanings that must be exact" (counts, order, streak, cross-team,
repeat) and domain.md, "Signals to compute".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pmkit.reports.repeats import Carrier, Repeat, find_repeats
from pmkit.reports.selecting import Selection, client_of, counted
from pmkit.reports.sequence import is_cross_team, streaks
from pmkit.reports.tracked import ref_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers

OVERHAUL = 3
"""From this streak on the process is to be overhauled, not tweaked."""
UNGROUPED = "ungrouped"
"""Stands for the group of tags that neither pmkit nor the repository knows."""


class By(StrEnum):
    """What is counted, and within which sequences."""

    TAG = "tag"
    GROUP = "group"
    CLIENT = "client"
    TEAM = "team"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One tag, or group of tags, in the sequence of post-mortems; fields are its JSON keys.

    Attributes:
        group: None for a tag that neither pmkit nor the repository knows.
        postmortems: Those that carry it, in order.
        longest_streak: The longest run of consecutive post-mortems that all carry it.
        current_streak: The run that ends at the newest post-mortem; 0 if that lacks it.
        open_actions: What is still to be done about it.
    """

    tag: str
    group: str | None
    count: int
    postmortems: tuple[str, ...]
    first_on: date
    last_on: date
    longest_streak: int
    current_streak: int
    overhaul: bool
    cross_team: bool
    teams: tuple[str, ...]
    clients: tuple[str, ...]
    repeats: tuple[Repeat, ...]
    open_actions: tuple[str, ...]

    @property
    def has_failed_fix(self) -> bool:
        """Whether it came back after something had been done about it."""
        return any(repeat.grade.is_failed_fix for repeat in self.repeats)


@dataclass(frozen=True, slots=True)
class RecurrenceWithin(Recurrence):
    """A recurrence within the sequence of one client, team or kind, which `by` names."""

    by: dict[str, str]


def find_recurring(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
    by: By = By.TAG,
    minimum: int = 2,
) -> list[Recurrence]:
    """Return what stands in at least `minimum` of the post-mortems that count and are selected.

    Failed fixes come first, then what calls for an overhaul, then the most frequent, the latest,
    and by name. Post-mortems that name no client, team or kind are in no such sequence.
    """
    sequence = counted(records, registers, as_of, selection or Selection())
    if by in (By.TAG, By.GROUP):
        found = in_sequence(sequence, registers, by is By.GROUP)
    else:
        parts = split(sequence, registers, by)
        found = [
            RecurrenceWithin(**_values(item), by={by.value: name})
            for name, part in parts.items()
            for item in in_sequence(part, registers)
        ]
    return sorted((item for item in found if item.count >= minimum), key=_by_weight)


def split(sequence: Iterable[Record], registers: Registers, by: By) -> dict[str, list[Record]]:
    """Return the sequence of each client, team or kind; who names none is in none of them."""
    parts: dict[str, list[Record]] = {}
    for record in sequence:
        name = client_of(record, registers) if by is By.CLIENT else getattr(record, by.value)
        if name:
            parts.setdefault(str(name), []).append(record)
    return parts


def left_out(sequence: Sequence[Record], registers: Registers, by: By) -> int:
    """Return how many post-mortems name no client, team or kind to be counted within."""
    if by in (By.TAG, By.GROUP):
        return 0
    return len(sequence) - sum(map(len, split(sequence, registers, by).values()))


def in_sequence(
    sequence: Sequence[Record], registers: Registers, groups: bool = False
) -> list[Recurrence]:
    """Return every tag, or every group of tags, of a sequence of post-mortems."""
    key_of = _group_key(registers) if groups else registers.taxonomy.resolve
    places: dict[str, list[int]] = {}
    carriers: dict[str, list[Carrier]] = {}
    for place, record in enumerate(sequence):
        for key, carrier in _carriers(record, key_of).items():
            places.setdefault(key, []).append(place)
            carriers.setdefault(key, []).append(carrier)
    last = len(sequence) - 1
    found = []
    for key, at in places.items():
        group = registers.taxonomy.group(key) if not groups else None if key == UNGROUPED else key
        found.append(_recurrence(key, group, streaks(at, last), carriers[key], registers))
    return found


def _group_key(registers: Registers) -> Callable[[str], str]:
    taxonomy = registers.taxonomy
    return lambda word: taxonomy.group(taxonomy.resolve(word)) or UNGROUPED


def _carriers(record: Record, key_of: Callable[[str], str]) -> dict[str, Carrier]:
    """Return what `record` carries, each with its actions that address it."""
    found: dict[str, list[int]] = {key_of(word): [] for word in record.tags}
    for index, action in enumerate(record.actions):
        for key in {key_of(word) for word in action.tags} & found.keys():
            found[key].append(index)
    return {
        key: Carrier(record, tuple((ref_of(record, index), record.actions[index]) for index in at))
        for key, at in found.items()
    }


def _recurrence(
    key: str,
    group: str | None,
    runs: tuple[int, int],
    carriers: Sequence[Carrier],
    registers: Registers,
) -> Recurrence:
    records = [carrier.record for carrier in carriers]
    clients = [client_of(record, registers) for record in records]
    days = [record.anchor_on or date.min for record in records]
    pending = [ref for c in carriers for ref, action in c.actions if action.is_pending]
    return Recurrence(
        tag=key,
        group=group,
        count=len(records),
        postmortems=tuple(record.id for record in records),
        first_on=days[0],
        last_on=days[-1],
        longest_streak=runs[0],
        current_streak=runs[1],
        overhaul=runs[0] >= OVERHAUL,
        cross_team=is_cross_team(days, [record.team for record in records], clients),
        teams=_distinct(record.team for record in records),
        clients=_distinct(clients),
        repeats=tuple(find_repeats(carriers)),
        open_actions=tuple(pending),
    )


def _distinct(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _values(item: Recurrence) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def _by_weight(item: Recurrence) -> tuple[object, ...]:
    place = tuple(item.by.values()) if isinstance(item, RecurrenceWithin) else ()
    return (
        not item.has_failed_fix,
        not item.overhaul,
        -item.count,
        -item.last_on.toordinal(),
        item.tag,
        place,
    )
