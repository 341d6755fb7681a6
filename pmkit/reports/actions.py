"""`actions`: every action of the repository, with filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.selecting import Selection, has_tag, is_same_person
from pmkit.reports.tracked import TrackedAction, by_urgency, track

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Filters over actions; what is None or empty asks nothing.

    Attributes:
        selection: Of the post-mortems they stand in.
        owner: Any spelling that the register of people knows.
        statuses: As the files write them.
        states: As they are computed.
        tag: Of a cause the action addresses; an alias will do.
        due_before: The deadline lies before this day.
    """

    selection: Selection = field(default_factory=Selection)
    owner: str | None = None
    statuses: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    tag: str | None = None
    due_before: date | None = None

    def fits(self, row: TrackedAction, registers: Registers) -> bool:
        """Tell whether `row` passes the filters of the action itself."""
        return (
            (not self.statuses or row.status in self.statuses)
            and (not self.states or row.state in self.states)
            and is_same_person(self.owner, row.owner, registers)
            and (self.tag is None or has_tag(self.tag, row.tags, registers))
            and (
                self.due_before is None
                or (row.deadline is not None and row.deadline < self.due_before)
            )
        )


def find_actions(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    wanted: ActionFilter | None = None,
) -> list[TrackedAction]:
    """Return the actions that fit, those of owners who have left first, then the most urgent."""
    wanted = wanted or ActionFilter()
    chosen = (record for record in records if wanted.selection.fits(record, registers))
    tracked = track(chosen, registers, as_of, wanted.states)
    return sorted((row for row in tracked if wanted.fits(row, registers)), key=by_urgency)
