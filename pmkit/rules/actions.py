"""PM2xx about what, when and how many: can every action be followed up?"""

from __future__ import annotations

from pmkit.model.enums import ActionStatus, Outcome
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import action_name, lacks
from pmkit.visible import short


@rule("PM203", Weight.FORM)
def action_without_deadline(check: Check) -> Problems:
    """An action has no deadline.

    Without a day it is never late, so nobody is ever reminded of it.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            verification: The next three kickoffs hold the filled-in section.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action in check.actions():
        if action.deadline is None and not check.is_written("actions", index, "deadline"):
            yield check.at(
                "actions",
                index,
                "deadline",
                message=f"{action_name(index, action)} has no deadline",
                hint="add `deadline:` with the last day on which it is in time, as YYYY-MM-DD",
            )


@rule("PM204", Weight.FORM)
def deadline_not_a_date(_check: Check) -> Problems:
    """The deadline of an action is not a day.

    `soon`, a quarter or a sprint is read differently by everybody, and by no calendar at all. The
    reader reports it while it reads the value.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: next sprint
            verification: The next three kickoffs hold the filled-in section.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    return ()


@rule("PM209", Weight.FORM)
def action_without_what(check: Check) -> Problems:
    """An action does not say what changes.

    Owner and deadline of nothing cannot be kept.

    Bad:
        actions:
          - id: A1
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action in check.actions():
        if lacks(check, action.what, index, "what"):
            yield check.at(
                "actions",
                index,
                "what",
                message=f"{action_name(index, action)} does not say what changes",
                hint="add `what:` with the process, template, tool or practice and its new state",
            )


@rule("PM210", Weight.FORM)
def action_without_id(check: Check) -> Problems:
    """An action has no id.

    Commands, reports and other post-mortems refer to it by that; its place in the list changes.

    Bad:
        actions:
          - what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action in check.actions():
        if lacks(check, action.id, index, "id"):
            yield check.at(
                "actions",
                index,
                "id",
                message=f"action number {index + 1} has no id",
                hint="add `id:` with a short name no other action of this file has, such as A1",
            )


@rule("PM214", Weight.FORM)
def duplicate_action_id(check: Check) -> Problems:
    """Two actions of one file have the same id.

    A command that is told the id would not know which of the two to change.

    Bad:
        actions:
          - {id: A1, what: Add a data audit to the discovery checklist.}
          - {id: A1, what: Name an owner of each checklist.}
    Good:
        actions:
          - {id: A1, what: Add a data audit to the discovery checklist.}
          - {id: A2, what: Name an owner of each checklist.}
    """
    first: dict[str, int] = {}
    for index, action in check.actions():
        if action.id and first.setdefault(action.id, index) != index:
            line = check.reading.span("actions", first[action.id], "id").line
            yield check.at(
                "actions",
                index,
                "id",
                message=f"`{short(action.id)}` is already the id of the action on line {line}",
                hint="give this one an id that is free",
            )


@rule("PM207", Weight.ADVICE)
def too_few_actions(check: Check) -> Problems:
    """Work that did not fully succeed leads to fewer actions than usual.

    One action for a failure with several causes mostly means that the meeting ran out of time.
    Cancelled actions do not count; `lint.actions_min` sets the number.

    Bad:
        actions: []
    Good:
        outcome: succeeded
        actions: []
    """
    wanted, have = check.settings.lint.actions_min, _live_actions(check)
    if have is None or have >= wanted or check.pm.outcome is Outcome.SUCCEEDED:
        return
    listed = "no action is" if not have else "one action is" if have == 1 else f"{have} actions are"
    yield check.at_key(
        "actions",
        message=f"{listed} listed; at least {wanted} are wanted",
        hint="add the change with the most effect for its effort",
    )


@rule("PM208", Weight.ADVICE)
def too_many_actions(check: Check) -> Problems:
    """There are more actions than get done.

    Past a handful each further one takes time from the others, and the ones that matter drown.
    Cancelled actions do not count; `lint.actions_max` sets the number.

    Bad:
        actions:
          - {id: A1, what: Add a data audit to the checklist.}
          - {id: A2, what: Put a gate of 200 dpi before the extraction.}
          - {id: A3, what: Name an owner of each checklist.}
          - {id: A4, what: Compare hours with the estimate each week.}
          - {id: A5, what: Book each wish as a change request.}
          - {id: A6, what: Train two more people on the index.}
    Good:
        actions:
          - {id: A1, what: Add a data audit to the checklist.}
          - {id: A2, what: Put a gate of 200 dpi before the extraction.}
          - {id: A3, what: Name an owner of each checklist.}
    """
    most, have = check.settings.lint.actions_max, _live_actions(check)
    if have is not None and have > most:
        yield check.at_key(
            "actions",
            message=f"{have} actions are listed; more than {most} seldom get done",
            hint=f"keep the {most} with the most effect for their effort",
        )


def _live_actions(check: Check) -> int | None:
    """Count the actions that are not cancelled; None where the list cannot be read."""
    listed = check.document.data.get("actions") or []
    if not isinstance(listed, list):
        return None
    return len(listed) - sum(action.status is ActionStatus.CANCELLED for action in check.pm.actions)
