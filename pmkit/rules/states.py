"""PM2xx about progress: a status and the dates that belong to it."""

from __future__ import annotations

from pmkit.document.nodes import Scalar, find
from pmkit.model.enums import ActionStatus, Result
from pmkit.model.parts import Action
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import action_name, lacks

_OF_STATE = {
    ActionStatus.IMPLEMENTED: ("implemented_on",),
    ActionStatus.VERIFIED: ("verified_on", "verified_by", "result"),
    ActionStatus.CANCELLED: ("cancelled_reason",),
}


_FIELD_HINTS = {
    "implemented_on": "the day it was done",
    "verified_on": "the day its effect was checked",
    "verified_by": "who checked it, somebody other than the owner",
    "result": "`effective`, `partially_effective` or `not_effective`",
    "cancelled_reason": "why it will not be done",
}


@rule("PM211", Weight.FORM)
def state_without_date(check: Check) -> Problems:
    """An action was moved on and lacks what its new status has to tell.

    Implemented tells when; verified tells when, by whom and with which result; cancelled tells
    why. Without these nobody can later say whether the fix came before the next failure.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-10
            verification: The next three kickoffs hold the filled-in section.
            status: implemented
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-10
            verification: The next three kickoffs hold the filled-in section.
            status: implemented
            implemented_on: 2025-12-09
    """
    for index, action in check.actions():
        for key in _OF_STATE.get(action.status, ()):
            value = getattr(action, key)
            if lacks(check, None if value is None else str(value), index, key):
                yield check.at(
                    "actions",
                    index,
                    "status",
                    message=f"{action_name(index, action)} is {action.status} and has no `{key}`",
                    hint=f"add `{key}:` with {_FIELD_HINTS[key]}",
                )


@rule("PM213", Weight.FORM)
def not_effective_yet_closed(check: Check) -> Problems:
    """An action is closed as verified though the check found that it does not work.

    The cause is then as open as before, while every report counts it as dealt with.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-01
            verification: The next three kickoffs hold the filled-in section.
            status: verified
            verified_on: 2025-12-09
            verified_by: mira
            result: not_effective
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-31
            verification: The next three kickoffs hold the filled-in section.
            status: open
    """
    for index, action in check.actions():
        if action.status is ActionStatus.VERIFIED and action.result is Result.NOT_EFFECTIVE:
            yield check.at(
                "actions",
                index,
                "result",
                message=f"{action_name(index, action)} is closed with the result `not_effective`",
                hint="reopen it with a new deadline, or cancel it and add what replaces it",
            )


_TOO_EARLY = {
    ActionStatus.OPEN: ("implemented_on", "verified_on"),
    ActionStatus.IN_PROGRESS: ("implemented_on", "verified_on"),
    ActionStatus.IMPLEMENTED: ("verified_on", "result"),
}


@rule("PM215", Weight.FORM)
def date_without_state(check: Check) -> Problems:
    """An action holds the date or result of a status that it does not have.

    One of the two is out of date. Reports go by the status, so an action that was done is called
    overdue.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-10
            verification: The next three kickoffs hold the filled-in section.
            status: open
            implemented_on: 2025-12-09
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-10
            verification: The next three kickoffs hold the filled-in section.
            status: implemented
            implemented_on: 2025-12-09
    """
    for index, action in check.actions():
        early = [key for key in _TOO_EARLY.get(action.status, ()) if getattr(action, key)]
        if not early or not _status_is_read(check, index, action):
            continue
        for key in early:
            state = "implemented" if key == "implemented_on" else "verified"
            yield check.at_key(
                "actions",
                index,
                key,
                message=f"{action_name(index, action)} has `{key}` and is {action.status}",
                hint=f"write `status: {state}`, or remove `{key}`",
            )


def _status_is_read(check: Check, index: int, action: Action) -> bool:
    """Tell whether the status is the file's own, and not the default for an unreadable one."""
    root = check.document.root
    path = check.reading.origin(("actions", index, "status"))
    node = find(root, path) if root else None
    return not check.is_written("actions", index, "status") or (
        isinstance(node, Scalar) and node.value == action.status
    )
