"""PM2xx: can each action be followed up, and are there as many as get done?"""

from __future__ import annotations

import re

from pmkit.document.nodes import Scalar, find
from pmkit.model.enums import ActionStatus, Outcome, Result
from pmkit.model.parts import Action
from pmkit.rules.analysis import is_written
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short

_WORD = re.compile(r"[^\W_]+")
_TODO = re.compile(r"\s*TODO\b")

NOBODY = re.compile(r"tb[adc]|todo|n/a|none|nobody|no one|unassigned|unknown")
"""What stands where nothing was decided."""

GROUP_WORD = re.compile(r"teams?|squad|department|dept|(?:every|any|some)(?:one|body)")
"""An owner with one of these words is a group, whatever stands beside it."""

GROUP = re.compile(
    r"all|both|us|we|they|them|you|alle|beide|uns|wir|(?:(?:each|one) )?of us|us all"
    r"|engineering|design|product|operations|ops|devops|mlops|delivery|sales|marketing|support"
    r"|security|legal|finance|hr|it|qa|research|data science|management|leadership|staff|devs"
)
"""An owner that is one of these, and no more, is a group."""

ROLE = re.compile(
    r"(?:(?:delivery|tech|technical|project|product|account|engineering|operations|ops)[ ])?"
    r"(?:lead|manager|owner)s?"
    r"|(?:(?:data|ml|on call)[ ])?(?:engineer|scientist|developer|designer|analyst|consultant)s?"
    r"|(?:contributor|facilitator|end user|sponsor|author|client|contractor|customer|vendor"
    r"|stakeholder)s?|c[efot]o|pm"
)
"""An owner that is one of these, and no more, is a role."""

_BETWEEN_NAMES = re.compile(r"[,/&+;|]|\s(?:and|or|und|oder)\s", re.IGNORECASE)
_MAIL = re.compile(r"([^@\s+]+)(?:\+[^@\s]*)?@[^@\s]+\.[^@\s]+")
_ARTICLE = re.compile(r"(?:the|our|all|das|die|der|unser) ")


@rule("PM201", Weight.FORM)
def action_without_owner(check: Check) -> Problems:
    """An action names nobody who answers for it.

    What nobody owns is done by nobody, and there is no one to ask in the monthly meeting.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
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
        if action.owner is None and is_written(check, "actions", index, "owner"):
            continue
        if not (action.owner or "").strip():
            yield check.at(
                "actions",
                index,
                "owner",
                message=f"{_name(index, action)} has no owner",
                hint="add `owner:` with the one person who answers for it",
            )


@rule("PM202", Weight.FORM)
def owner_not_one_person(check: Check) -> Problems:
    """The owner of an action is a group, a role, two people or nobody.

    Where two answer for it each waits for the other, and a group waits for all. Others may help;
    one person is asked. A handle or name in register/people.yml is always one person.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: the team
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
        owner = (action.owner or "").strip()
        if not owner or check.registers.person(owner):
            continue
        means = _not_a_person(owner, _team_names(check))
        if means:
            yield check.at(
                "actions",
                index,
                "owner",
                message=f"`{short(owner)}`, the owner of {_name(index, action)}, is {means}",
                hint=_OWNER_HINTS[means],
            )


_OWNER_HINTS = {
    "nobody": "write the one person who answers for it",
    "more than one person": "keep the one who answers for it",
    "a group": "write the one person in it who answers for it",
    "a role": "write the name of the person who holds it",
}


def _not_a_person(owner: str, teams: set[str]) -> str | None:
    """Tell what `owner` is when it is not one person; a key of `_OWNER_HINTS`."""
    mail = _MAIL.fullmatch(owner)
    text = " ".join((mail[1] if mail else owner).casefold().split())
    words = _WORD.findall(text)
    if _says_nothing(text) or NOBODY.fullmatch(words[0]):
        return "nobody"
    names = [part for part in _BETWEEN_NAMES.split(text) if _WORD.search(part)]
    if len(names) > 1 or len(re.findall(r"(?<!\S)@\w", text)) > 1:
        return "more than one person"
    bare = _ARTICLE.sub("", " ".join(words), count=1)
    if any(map(GROUP_WORD.fullmatch, words)) or GROUP.fullmatch(bare):
        return "a group"
    if bare in teams or text.lstrip("@") in teams:
        return "a group"
    return "a role" if ROLE.fullmatch(bare) else None


def _team_names(check: Check) -> set[str]:
    names = {person.team for person in check.registers.people} | {check.pm.team}
    return {name.casefold() for name in names if name}


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
        if action.deadline is None and not is_written(check, "actions", index, "deadline"):
            yield check.at(
                "actions",
                index,
                "deadline",
                message=f"{_name(index, action)} has no deadline",
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


@rule("PM205", Weight.FORM)
def action_without_verification(check: Check) -> Problems:
    """An action does not say how anybody can see that it works.

    Done and effective are two things. Evidence that is agreed beforehand can fail; a feeling
    afterwards cannot.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: n/a
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action in check.actions():
        if _lacks(check, action.verification, index, "verification"):
            said = (action.verification or "").strip()
            yield check.at(
                "actions",
                index,
                "verification",
                message=f"{_name(index, action)} has no verification"
                + (f": `{short(said)}` is none" if said else ""),
                hint="write the evidence somebody else can look at: a sample, a period, a test",
            )


@rule("PM206", Weight.ADVICE)
def verification_repeats_action(check: Check) -> Problems:
    """The verification of an action says the action again.

    That the change was made is what `implemented` tells. The verification tells what is different
    because of it, in words the action does not have.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The data audit was added to the discovery checklist.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in audit section.
    """
    for index, action in check.actions():
        if not action.what or not action.verification or _says_nothing(action.verification):
            continue
        said = _content(action.verification)
        new = said - _content(action.what)
        if len(new) < 2 and len(new) <= 0.2 * len(said):
            yield check.at(
                "actions",
                index,
                "verification",
                message=f"the verification of {_name(index, action)} says no more than the action",
                hint="write what will be different once it is done, and where that can be seen",
            )


_NO_CONTENT = re.compile(
    r"an?|and|are|as|at|be|been|by|for|from|had|has|have|in|into|is|its?|now|of|on|or|our|that"
    r"|the|their|there|this|to|up|was|were|with|new|sure|place|make|does|done|works?|exists?"
    r"|check(?:ed)?|completed?|confirm(?:ed)?|ensured?|finished|implemented|verif(?:y|ied)"
)
"""Words that say only that something is there or done."""

_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")


def _content(text: str) -> set[str]:
    """Return the words that carry meaning, without the endings that grammar asks for."""
    words = _WORD.findall(text.casefold())
    return {_ENDING.sub("", word) for word in words if not _NO_CONTENT.fullmatch(word)}


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
        if _lacks(check, action.what, index, "what"):
            yield check.at(
                "actions",
                index,
                "what",
                message=f"{_name(index, action)} does not say what changes",
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
        if _lacks(check, action.id, index, "id"):
            yield check.at(
                "actions",
                index,
                "id",
                message=f"action number {index + 1} has no id",
                hint="add `id:` with a short name no other action of this file has, such as A1",
            )


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
            if _lacks(check, None if value is None else str(value), index, key):
                yield check.at(
                    "actions",
                    index,
                    "status",
                    message=f"{_name(index, action)} is {action.status} and has no `{key}`",
                    hint=f"add `{key}:` with {_FIELD_HINTS[key]}",
                )


@rule("PM212", Weight.FORM)
def verified_by_owner(check: Check) -> Problems:
    """An action was verified by its own owner.

    Whoever made the change looks at what they meant; somebody else looks at what is there.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-01
            verification: The next three kickoffs hold the filled-in section.
            status: verified
            verified_on: 2025-12-09
            verified_by: Tariq
            result: effective
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2025-12-01
            verification: The next three kickoffs hold the filled-in section.
            status: verified
            verified_on: 2025-12-09
            verified_by: mira
            result: effective
    """
    for index, action in check.actions():
        owner, checker = _person(check, action.owner), _person(check, action.verified_by)
        if owner and owner == checker and not _says_nothing(owner):
            yield check.at(
                "actions",
                index,
                "verified_by",
                message=f"{_name(index, action)} was verified by its owner, "
                f"`{short(action.verified_by or '')}`",
                hint="let somebody else check it, and write who in `verified_by:`",
            )


def _person(check: Check, word: str | None) -> str:
    """Return what tells two people apart: the handle where it is known, else the word."""
    person = check.registers.person(word) if word else None
    return ((person and person.handle) or word or "").strip().lstrip("@").casefold()


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
                message=f"{_name(index, action)} is closed with the result `not_effective`",
                hint="reopen it with a new deadline, or cancel it and add what replaces it",
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
                message=f"{_name(index, action)} has `{key}` and is {action.status}",
                hint=f"write `status: {state}`, or remove `{key}`",
            )


def _status_is_read(check: Check, index: int, action: Action) -> bool:
    """Tell whether the status is the file's own, and not the default for an unreadable one."""
    root = check.document.root
    path = check.reading.origin(("actions", index, "status"))
    node = find(root, path) if root else None
    return not is_written(check, "actions", index, "status") or (
        isinstance(node, Scalar) and node.value == action.status
    )


def _lacks(check: Check, value: str | None, index: int, key: str) -> bool:
    """Tell whether an action's field is missing, or filled with a word that says nothing."""
    return not is_written(check, "actions", index, key) if value is None else _says_nothing(value)


def _says_nothing(text: str) -> bool:
    bare = text.strip().rstrip(".").casefold()
    return bool(NOBODY.fullmatch(bare) or _TODO.match(text)) or not _WORD.search(bare)


def _name(index: int, action: Action) -> str:
    """Name an action for a message: by its id, else by its place in the list."""
    return f"action `{short(action.id)}`" if action.id else f"action number {index + 1}"
