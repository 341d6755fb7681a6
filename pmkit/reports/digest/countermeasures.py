"""The changes of a period, and whether they keep their causes away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pmkit.reports.digest.parts import Countermeasure, Held
from pmkit.reports.digest.period import Period
from pmkit.reports.digest.told import Told, said
from pmkit.reports.recurring import in_sequence
from pmkit.reports.selecting import tags_of
from pmkit.reports.tracked import ref_of

if TYPE_CHECKING:
    from pmkit.model.parts import Action
    from pmkit.record import Record
    from pmkit.registers import Registers

Tell = Callable[["Record"], Told]
"""Reads the whole of a post-mortem."""


def find_countermeasures(
    every: Sequence[Record], registers: Registers, period: Period, tell: Tell
) -> list[Countermeasure]:
    """Return the actions that were put in place or checked within `period`.

    Whether one held is told as it stands on the day of the report.
    """
    came_back = _came_back(every, registers)
    found = []
    for record in every:
        places = [
            place
            for place, action in enumerate(record.actions)
            if action.status != "cancelled"
            and (period.holds(action.implemented_on) or period.holds(action.verified_on))
        ]
        actions = tell(record).postmortem.actions if places else ()
        for place in places:
            ref = ref_of(record, place)
            found.append(_countermeasure(ref, actions[place], record, place, registers, came_back))
    return sorted(found, key=lambda item: (list(Held).index(item.state), item.ref))


def _came_back(every: Sequence[Record], registers: Registers) -> dict[str, list[str]]:
    """Return for each action that was in place the post-mortems in which its cause came back."""
    found: dict[str, list[str]] = {}
    for item in in_sequence(every, registers):
        for repeat in item.repeats:
            for ref in repeat.actions if repeat.grade.is_failed_fix else ():
                if repeat.postmortem not in found.setdefault(ref, []):
                    found[ref].append(repeat.postmortem)
    return found


def _countermeasure(
    ref: str,
    action: Action,
    record: Record,
    place: int,
    registers: Registers,
    came_back: dict[str, list[str]],
) -> Countermeasure:
    again = tuple(came_back.get(ref, ()))
    return Countermeasure(
        ref=ref,
        what=said(action.what),
        target=action.target,
        tags=tags_of(record.actions[place].tags, registers),
        implemented_on=action.implemented_on,
        verified_on=action.verified_on,
        result=action.result,
        state=how_it_held(action, bool(again)),
        came_back_in=again,
    )


def how_it_held(action: Action, again: bool) -> Held:
    """Return whether a change that is in place keeps its cause away; `again`: it came back."""
    if again:
        return Held.CAME_BACK
    if action.result == "not_effective":
        return Held.NOT_EFFECTIVE
    proven = action.verified_on is not None and action.status == "verified"
    return Held.HELD if proven else Held.UNPROVEN
