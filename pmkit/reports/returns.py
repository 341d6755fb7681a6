"""In which post-mortems a cause came back after an action against it was in place.

This is about one action, where a repeat (see `repeats`) is about one post-mortem and names only the
actions that make its grade: an implemented fix did not hold either when a verified one failed too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from pmkit.model.enums import ActionStatus, Result
from pmkit.reports.selecting import tags_of

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers


class Held(StrEnum):
    """Whether a change that was put in place keeps its cause away, the best first.

    untracked: effective, and against no cause with a tag that could come back.
    unproven: nobody has told by the day of the report what a check found.
    """

    HELD = "held"
    UNTRACKED = "untracked"
    PARTIALLY_EFFECTIVE = "partially_effective"
    UNPROVEN = "unproven"
    NOT_EFFECTIVE = "not_effective"
    CAME_BACK = "came_back"


WORKED = (Held.HELD, Held.UNTRACKED)
FAILED = (Held.NOT_EFFECTIVE, Held.CAME_BACK)


def how_it_held(action: ActionRecord, as_of: date, *, came_back: bool) -> Held:
    """Return whether a change that is in place keeps its cause away, as far as known on `as_of`."""
    if came_back:
        return Held.CAME_BACK
    if (action.verified_on or date.min) > as_of:
        return Held.UNPROVEN
    if action.result == Result.NOT_EFFECTIVE:
        return Held.NOT_EFFECTIVE
    if action.verified_on is None or action.status != ActionStatus.VERIFIED:
        return Held.UNPROVEN
    if action.result == Result.PARTIALLY_EFFECTIVE:
        return Held.PARTIALLY_EFFECTIVE
    if action.result != Result.EFFECTIVE:
        return Held.UNPROVEN
    return Held.HELD if action.tags else Held.UNTRACKED


class Returns:
    """Knows where each tag of a sequence of post-mortems stands."""

    def __init__(self, sequence: Sequence[Record], registers: Registers) -> None:
        self._places = {record.path: place for place, record in enumerate(sequence)}
        self._carriers: dict[str, list[tuple[int, Record]]] = {}
        for place, record in enumerate(sequence):
            for tag in tags_of(record.tags, registers):
                self._carriers.setdefault(tag, []).append((place, record))

    def of(self, record: Record, action: ActionRecord, tags: Iterable[str]) -> tuple[str, ...]:
        """Return the later post-mortems, begun after `action` was in place, that carry a tag.

        Args:
            record: The post-mortem of the sequence that has the action.
            tags: Which tags count, of those that the action is against.
        """
        return tuple(found for _, found in sorted(set(self._later(record, action, tags))))

    def has(self, record: Record, action: ActionRecord, tags: Iterable[str]) -> bool:
        """Tell whether there is any of them, which is soon found out."""
        return any(True for _ in self._later(record, action, tags))

    def _later(
        self, record: Record, action: ActionRecord, tags: Iterable[str]
    ) -> Iterator[tuple[int, str]]:
        since = min(filter(None, (action.implemented_on, action.verified_on)), default=date.max)
        for tag in tags:
            carriers = self._carriers.get(tag, [])
            after = bisect_right(carriers, self._places[record.path], key=itemgetter(0))
            for place, other in islice(carriers, after, None):
                if (other.begins_on or other.anchor_on or date.min) > since:
                    yield place, other.id
