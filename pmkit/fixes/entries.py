"""What an entry lacks and pmkit can know: ids, and the days on which an action moved on."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.edits.change import Put
from pmkit.fixes.fix import Fix, Patient, fixer
from pmkit.model.enums import ActionStatus
from pmkit.progress.adding import next_id

_DAYS = {ActionStatus.IMPLEMENTED: "implemented_on", ActionStatus.VERIFIED: "verified_on"}


@fixer("PM210")
def give_action_id(patient: Patient) -> Iterator[Fix]:
    """Give an action the next free id of its file."""
    yield from _ids(patient, "actions", "A")


@fixer("PM120")
def give_cause_id(patient: Patient) -> Iterator[Fix]:
    """Give a cause the next free id of its file."""
    yield from _ids(patient, "causes", "C")


def _ids(patient: Patient, name: str, letter: str) -> Iterator[Fix]:
    check = patient.check
    items = getattr(check.pm, name)
    taken = [item.id for item in items if item.id]
    for index, item in enumerate(items):
        if item.id:
            continue
        new = next_id(taken) if taken else f"{letter}1"
        taken = [new]  # the highest of them
        path = (name, index, "id") if name == "actions" else (name, index)
        span = check.reading.span(*path) if name == "actions" else check.reading.key_span(*path)
        change = Put(check.reading.origin((name, index, "id")), new)
        yield Fix(span, (change,), f"give number {index + 1} of `{name}` the id {new}")


@fixer("PM211")
def tell_day(patient: Patient) -> Iterator[Fix]:
    """Add the day on which an action took its status: git's where it knows, else today's."""
    check = patient.check
    for index, action in check.actions():
        key = _DAYS.get(action.status)
        if key is None or check.is_written("actions", index, key):
            continue
        known = patient.day_of(action.id, action.status) if action.id else None
        day = known or check.as_of
        change = Put(check.reading.origin(("actions", index, key)), day)
        told = f"add {key}: {day}" + (", the day of the commit" if known else "")
        yield Fix(
            check.reading.span("actions", index, "status"), (change,), told, known is not None
        )
