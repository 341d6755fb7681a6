"""The changes of a period, and whether they keep their causes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmkit.reports.digest.parts import Countermeasure
from pmkit.reports.digest.period import Period
from pmkit.reports.digest.told import said
from pmkit.reports.returns import Held, Returns, how_it_held
from pmkit.reports.selecting import tags_of
from pmkit.reports.tracked import ref_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers


def find_countermeasures(
    every: Sequence[Record], registers: Registers, period: Period
) -> list[Countermeasure]:
    """Return the actions that were put in place or checked within `period`.

    Whether one held is told as it stands on the day of the report.
    """
    returns = Returns(every, registers)
    found = [
        _countermeasure(record, index, registers, returns)
        for record in every
        for index, action in enumerate(record.actions)
        if action.status != "cancelled"
        and (period.holds(action.implemented_on) or period.holds(action.verified_on))
    ]
    return sorted(found, key=lambda item: (list(Held).index(item.state), item.ref))


def _countermeasure(
    record: Record, index: int, registers: Registers, returns: Returns
) -> Countermeasure:
    action = record.actions[index]
    tags = tags_of(action.tags, registers)
    again = returns.of(record, action, tags)
    return Countermeasure(
        ref=ref_of(record, index),
        what=said(action.what),
        target=action.target,
        tags=tags,
        implemented_on=action.implemented_on,
        verified_on=action.verified_on,
        result=action.result,
        state=how_it_held(action, came_back=bool(again)),
        came_back_in=again,
    )
