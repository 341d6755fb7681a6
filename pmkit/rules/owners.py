"""PM2xx about people: exactly one owner, and somebody else who verifies."""

from __future__ import annotations

import re

from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.seats import person_key
from pmkit.rules.words import NOBODY, WORD, action_name, says_nothing
from pmkit.visible import short

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
        if action.owner is None and check.is_written("actions", index, "owner"):
            continue
        if not (action.owner or "").strip():
            yield check.at(
                "actions",
                index,
                "owner",
                message=f"{action_name(index, action)} has no owner",
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
                message=f"`{short(owner)}`, the owner of {action_name(index, action)}, is {means}",
                hint=_OWNER_HINTS[means],
            )


_OWNER_HINTS = {
    "nobody": "write the one person who answers for it",
    "more than one person": "keep the one who answers for it",
    "a group": "write the one person in it who answers for it",
    "a role": "write the name of the person who holds it",
}


def is_one_person(check: Check, owner: str) -> bool:
    """Tell whether an owner may be one person's name, and no group, role or nobody."""
    return _not_a_person(owner, _team_names(check)) is None


def _not_a_person(owner: str, teams: set[str]) -> str | None:
    """Tell what `owner` is when it is not one person; a key of `_OWNER_HINTS`."""
    mail = _MAIL.fullmatch(owner)
    text = " ".join((mail[1] if mail else owner).casefold().split())
    words = WORD.findall(text)
    if says_nothing(text) or NOBODY.fullmatch(words[0]):
        return "nobody"
    names = [part for part in _BETWEEN_NAMES.split(text) if WORD.search(part)]
    if len(names) > 1 or len(re.findall(r"(?<!\S)@\w", text)) > 1:
        return "more than one person"
    bare = _ARTICLE.sub("", " ".join(words), count=1)
    if any(map(GROUP_WORD.fullmatch, words)) or GROUP.fullmatch(bare):
        return "a group"
    if bare in teams or text.lstrip("@") in teams:
        return "a group"
    return "a role" if ROLE.fullmatch(bare) else None


def names_nobody(text: str) -> bool:
    """Tell whether `text` stands where a person should and is a group, a role or a blank.

    `Dana's team` is not: there is a name in it.
    """
    bare = _ARTICLE.sub("", " ".join(WORD.findall(text.casefold())), count=1)
    return says_nothing(text) or any(
        pattern.fullmatch(bare) for pattern in (GROUP, GROUP_WORD, ROLE, NOBODY)
    )


def _team_names(check: Check) -> set[str]:
    names = {person.team for person in check.registers.people} | {check.pm.team}
    return {name.casefold() for name in names if name}


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
    registers = check.registers
    for index, action in check.actions():
        owner = person_key(registers, action.owner)
        checker = person_key(registers, action.verified_by)
        if owner and owner == checker and not says_nothing(owner):
            yield check.at(
                "actions",
                index,
                "verified_by",
                message=f"{action_name(index, action)} was verified by its owner, "
                f"`{short(action.verified_by or '')}`",
                hint="let somebody else check it, and write who in `verified_by:`",
            )
