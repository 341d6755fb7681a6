"""In which post-mortems a cause came back after an action against it was in place.

This is about one action, where a repeat (see `repeats`) is about one post-mortem and names only the
actions that make its grade: an implemented fix did not hold either when a verified one failed too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pmkit.model.enums import ActionStatus, Result
from pmkit.reports.selecting import tags_of

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers


class Held(StrEnum):
    """Whether a change that was put in place keeps its cause away, the best first."""

    HELD = "held"
    UNPROVEN = "unproven"
    NOT_EFFECTIVE = "not_effective"
    CAME_BACK = "came_back"


def how_it_held(action: ActionRecord, *, came_back: bool) -> Held:
    """Return whether a change that is in place keeps its cause away."""
    if came_back:
        return Held.CAME_BACK
    if action.result == Result.NOT_EFFECTIVE:
        return Held.NOT_EFFECTIVE
    proven = action.verified_on is not None and action.status == ActionStatus.VERIFIED
    return Held.HELD if proven else Held.UNPROVEN


class Returns:
    """Knows where each tag of a sequence of post-mortems stands."""

    def __init__(self, sequence: Sequence[Record], registers: Registers) -> None:
        self._registers = registers
        self._places = {record.path: place for place, record in enumerate(sequence)}
        self._carriers: dict[str, list[tuple[int, Record]]] = {}
        for place, record in enumerate(sequence):
            for tag in tags_of(record.tags, registers):
                self._carriers.setdefault(tag, []).append((place, record))

    def of(self, record: Record, action: ActionRecord, tags: Iterable[str]) -> Iterator[str]:
        """Yield the later post-mortems, begun after `action` was in place, that carry a tag.

        Args:
            record: The post-mortem of the sequence that has the action.
            tags: Which tags count, of those that the action is against.
        """
        days = [day for day in (action.implemented_on, action.verified_on) if day]
        if not days:
            return
        since, place = min(days), self._places[record.path]
        later = {
            at: other.id
            for tag in tags
            for at, other in self._carriers.get(tag, ())
            if at > place and _begin(other) > since
        }
        yield from (later[at] for at in sorted(later))


def _begin(record: Record) -> date:
    return record.begins_on or record.anchor_on or date.min
