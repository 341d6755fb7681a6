"""The moves of an action: pure functions, an action → what changes in its file.

Each move knows the statuses it starts from. A move that was made already, with the same words,
changes nothing; so a command can be run twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pmkit.document.nodes import Path
from pmkit.edits.change import Append, Change, Drop, Put, Value
from pmkit.errors import PmkitError
from pmkit.model.enums import ActionStatus, Result
from pmkit.model.parts import Action
from pmkit.visible import short

OPEN, STARTED = ActionStatus.OPEN, ActionStatus.IN_PROGRESS
DONE, VERIFIED, CANCELLED = (
    ActionStatus.IMPLEMENTED,
    ActionStatus.VERIFIED,
    ActionStatus.CANCELLED,
)

_FROM = {
    "start": (OPEN,),
    "implement": (OPEN, STARTED),
    "verify": (DONE,),
    "defer": (OPEN, STARTED),
    "reassign": (OPEN, STARTED, DONE),
    "cancel": (OPEN, STARTED, DONE),
    "reopen": (DONE, VERIFIED, CANCELLED),
}
"""The statuses that each move starts from."""

_TO_OPEN = ("implemented_on", "evidence", "verified_on", "verified_by", "result")


class MoveRefused(PmkitError):
    """The action does not stand where this move begins."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move does.

    Attributes:
        changes: In the action's file; none where it was done already.
        told: What to say about it: `open → implemented`.
        note: What the person should know beside that.
    """

    changes: tuple[Change, ...]
    told: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An action as its file has it.

    Attributes:
        ref: How it is named in messages.
        path: Where it stands in the front matter.
        keys: The keys that are written there.
        is_same_person: Tells whether two words name one person.
    """

    ref: str
    path: Path
    action: Action
    keys: frozenset[str]
    is_same_person: Callable[[str, str], bool]

    def put(self, key: str, value: str | date) -> Put:
        """Return the change that sets one value of the action."""
        return Put((*self.path, key), value)

    def drop(self, *keys: str) -> tuple[Drop, ...]:
        """Return the changes that remove those of `keys` that are there."""
        return tuple(Drop((*self.path, key)) for key in keys if key in self.keys)

    def refuse(self, why: str, hint: str) -> MoveRefused:
        """Return the refusal of a move."""
        return MoveRefused(f"{self.ref}: {why}", hint)


Move: TypeAlias = Callable[[Standing], Moved]


def possible(status: ActionStatus) -> list[str]:
    """Return the moves that start from `status`."""
    return [move for move, starts in _FROM.items() if status in starts]


def _begin(at: Standing, move: str) -> None:
    status = at.action.status
    if status not in _FROM[move]:
        raise at.refuse(
            f"`{move}` is not possible, the action is {status}",
            f"possible now: {', '.join(possible(status))}",
        )


def _told(at: Standing, status: ActionStatus) -> str:
    return f"{at.action.status} → {status}"


def _already(what: str) -> Moved:
    return Moved((), f"is {what} already")


def start(at: Standing) -> Moved:
    """Somebody is working on it."""
    if at.action.status is STARTED:
        return _already(STARTED)
    _begin(at, "start")
    return Moved((at.put("status", STARTED),), _told(at, STARTED))


def implement(at: Standing, on: date, evidence: str, *, day_given: bool = True) -> Moved:
    """It was done on the day `on`; `evidence` shows it."""
    action = at.action
    same_day = action.implemented_on == on or not day_given
    if action.status is DONE and action.evidence == evidence and same_day:
        return _already(DONE)
    _begin(at, "implement")
    changes: tuple[Change, ...] = (
        at.put("status", DONE),
        *at.drop("verified_on", "verified_by", "result"),  # of a check that found it ineffective
        at.put("implemented_on", on),
        at.put("evidence", evidence),
    )
    return Moved(changes, _told(at, DONE))


def verify(
    at: Standing, on: date, result: Result, checker: str, *, day_given: bool = True
) -> Moved:
    """Its effect was checked by somebody other than its owner; what has none is open again."""
    action = at.action
    if action.owner and at.is_same_person(action.owner, checker):
        raise at.refuse(
            f"`{short(checker)}` owns it and cannot verify it", "let somebody else check it"
        )
    same = (action.result, action.verified_by) == (result, checker)
    if action.status is VERIFIED and same and (action.verified_on == on or not day_given):
        return _already(VERIFIED)
    _begin(at, "verify")
    if action.implemented_on and on < action.implemented_on:
        raise at.refuse(
            f"it was implemented on {action.implemented_on}, after {on}", "check the day of --on"
        )
    found = (at.put("verified_by", checker), at.put("result", result))
    if result is Result.NOT_EFFECTIVE:
        return Moved(
            (
                at.put("status", OPEN),
                *at.drop("implemented_on", "evidence", "verified_on"),
                *found,
            ),
            _told(at, OPEN),
            f"the check found it not effective, so it is open again, due on {action.deadline}; "
            "its evidence and dates were removed, who checked it and the result stay",
        )
    changes = (at.put("status", VERIFIED), at.put("verified_on", on), *found)
    return Moved(changes, _told(at, VERIFIED))


def defer(at: Standing, to: date, why: str) -> Moved:
    """Its deadline moves to a later day; the move is recorded."""
    action = at.action
    last = action.deferred[-1] if action.deferred else None
    if action.deadline == to and last and (last.to, last.why) == (to, why):
        return _already(f"due on {to}")
    _begin(at, "defer")
    if action.deadline is None:
        raise at.refuse("it has no deadline that can be read", "write one into the file first")
    if to <= action.deadline:
        raise at.refuse(
            f"{to} is not after its deadline, {action.deadline}",
            "defer to a later day; +2w counts from today",
        )
    item: dict[str, Value] = {"from": action.deadline, "to": to, "why": why}
    changes = (at.put("deadline", to), Append((*at.path, "deferred"), item, in_braces=True))
    note = ""
    if action.verify_by and action.verify_by < to:
        note = f"its `verify_by`, {action.verify_by}, now lies before its deadline"
    return Moved(changes, f"{action.deadline} → {to}", note)


def reassign(at: Standing, owner: str) -> Moved:
    """Somebody else answers for it."""
    if at.action.owner == owner:
        return _already(f"owned by {short(owner)}")
    _begin(at, "reassign")
    return Moved((at.put("owner", owner),), f"{short(at.action.owner or 'nobody')} → {owner}")


def cancel(at: Standing, why: str) -> Moved:
    """It will not be done."""
    if at.action.status is CANCELLED and at.action.cancelled_reason == why:
        return _already(CANCELLED)
    _begin(at, "cancel")
    changes = (at.put("status", CANCELLED), at.put("cancelled_reason", why))
    return Moved(changes, _told(at, CANCELLED))


def reopen(at: Standing) -> Moved:
    """It is to be done after all, or again; what was said of its end is removed."""
    if at.action.status is OPEN:
        return _already(OPEN)
    _begin(at, "reopen")
    changes: tuple[Change, ...] = (at.put("status", OPEN), *at.drop(*_TO_OPEN, "cancelled_reason"))
    return Moved(changes, _told(at, OPEN))
