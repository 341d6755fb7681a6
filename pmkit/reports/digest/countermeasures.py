"""The changes of a period, and whether they keep their causes away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
    every: Sequence[Record], registers: Registers, period: Period, as_of: date
) -> list[Countermeasure]:
    """Return the actions that were put in place or checked within `period`.

    Whether one held is told as it stands on `as_of`; what was done or checked later is not told.
    """
    returns = Returns(every, registers)
    within = Period(period.name, period.first_on, min(period.last_on, as_of))
    found = [
        _countermeasure(record, index, registers, returns, as_of)
        for record in every
        for index, action in enumerate(record.actions)
        if action.status != "cancelled"
        and (within.holds(action.implemented_on) or within.holds(action.verified_on))
    ]
    return sorted(found, key=lambda item: (list(Held).index(item.state), item.ref))


def _countermeasure(
    record: Record, index: int, registers: Registers, returns: Returns, as_of: date
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
        state=how_it_held(action, as_of, came_back=bool(again)),
        came_back_in=again,
    )
