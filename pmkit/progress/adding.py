"""A new action at the end of a post-mortem's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmkit.edits.change import Append, Value
from pmkit.model.enums import ActionStatus, Target
from pmkit.model.postmortem import PostMortem

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
