"""A new action at the end of a post-mortem's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmkit.edits.change import Append, Value
from pmkit.errors import UsageError
from pmkit.model.enums import ActionStatus, Target
from pmkit.model.postmortem import PostMortem
from pmkit.progress.desk import Desk
from pmkit.progress.moves import Moved
from pmkit.record import Record
from pmkit.visible import short, visible

_NUMBERED = re.compile(r"(.*?)([0-9]{1,9})\Z")


@dataclass(frozen=True, slots=True)
class NewAction:
    """What every action needs, and what it may tell."""

    what: str
    owner: str
    deadline: date
    verification: str
    addresses: tuple[str, ...] = ()
    target: Target | None = None


def add_action(desk: Desk, record: Record, new: NewAction) -> None:
    """Add an action to a post-mortem, in memory; one that says the same is there already.

    Raises:
        PmkitError: It is not possible.
    """
    file = desk.open(record.path)
    pm = desk.read(file).postmortem
    if there := find_same(pm, new):
        desk.change(file, f"{record.id}:{there}", Moved((), "is there already"))
        return
    _require_causes(record.id, pm, new)
    action_id = next_id(action.id for action in pm.actions if action.id)
    desk.change(file, f"{record.id}:{action_id}", Moved((add(action_id, new),), "added"))


def _require_causes(name: str, pm: PostMortem, new: NewAction) -> None:
    known = {cause.id for cause in pm.causes}
    for cause in new.addresses:
        if cause not in known:
            ids = ", ".join(visible(word or "") for word in sorted(filter(None, known)))
            raise UsageError(
                f"{visible(name)} has no cause `{short(cause)}`", f"its causes: {ids or 'none'}"
            )


def next_id(ids: Iterable[str]) -> str:
    """Return the id behind the highest of `ids`: A4 behind A1, A3; A1 where there is none."""
    found = [(int(match[2]), match[1]) for word in ids if (match := _NUMBERED.match(word))]
    if not found:
        return "A1"
    number, letters = max(found)
    return f"{letters}{number + 1}"


def find_same(pm: PostMortem, new: NewAction) -> str | None:
    """Return the id of an action that says the same, so that adding twice adds once."""
    wanted = (new.what, new.owner, new.deadline, new.verification)
    for action in pm.actions:
        if (action.what, action.owner, action.deadline, action.verification) == wanted:
            return action.id
    return None


def add(action_id: str, new: NewAction) -> Append:
    """Return the change that adds the action."""
    item: dict[str, Value | tuple[str, ...]] = {
        "id": action_id,
        "what": new.what,
        "owner": new.owner,
        "deadline": new.deadline,
        "verification": new.verification,
        "status": ActionStatus.OPEN.value,
    }
    if new.addresses:
        item["addresses"] = new.addresses
    if new.target:
        item["target"] = new.target.value
    return Append(("actions",), item)
