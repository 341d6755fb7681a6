"""PM22x: are the people of an action known to the register, and still here?

A `register/people.yml` that is absent or empty asks nothing of anybody.
"""

from __future__ import annotations

from pmkit.model.enums import ActionStatus
from pmkit.model.register import Person
from pmkit.rules.check import Check
from pmkit.rules.owners import is_one_person
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import MOST_GUESSES, action_name
from pmkit.visible import short

_CLOSED = (ActionStatus.VERIFIED, ActionStatus.CANCELLED)


@rule("PM220", Weight.FORM)
def owner_unknown(check: Check) -> Problems:
    """The owner of an action is not in register/people.yml.

    Under a word that nobody answers to, an action is on no one's list, and nobody is told when its
    owner leaves. A handle, a name or an alias will do; without people in the register, so does any
    name.

    Bad:
        # register/people.yml: [{handle: tariq}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tarik
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    Good:
        # register/people.yml: [{handle: tariq}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    registers = check.registers
    if not registers.people:
        return
    guesses = 0
    for index, action, person in check.owners:
        owner = (action.owner or "").strip()
        if person or not owner or not is_one_person(check, owner):
            continue
        guesses += 1
        near = registers.guesses.person(owner) if guesses <= MOST_GUESSES else None
        yield check.at(
            "actions",
            index,
            "owner",
            message=f"`{short(owner)}`, the owner of {action_name(index, action)}, is not in "
            "register/people.yml",
            hint=f"did you mean `{short(near)}`?" if near else _ADD,
        )


_ADD = "write a handle that stands there, or add this person"


@rule("PM221", Weight.FORM)
def owner_gone(check: Check) -> Problems:
    """The owner of an action that is still to be done or verified has left.

    Nobody works on it and nobody is asked about it. `pmkit overdue` puts such actions first until
    somebody else owns them. People who left stay in the register, with `active: false`.

    Bad:
        # register/people.yml: [{handle: tariq, active: false}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    Good:
        # register/people.yml: [{handle: tariq, active: false}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: ines
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action, person in check.owners:
        if person and person.active is False and action.status not in _CLOSED:
            yield check.at(
                "actions",
                index,
                "owner",
                message=f"`{short(action.owner or '')}`, the owner of "
                f"{action_name(index, action)}, has left",
                hint=f"write who took it over; `pmkit people leave {short(person.handle or '')} "
                "--to PERSON` hands over all of them",
            )


@rule("PM222", Weight.ADVICE)
def handle_not_used(check: Check) -> Problems:
    """The owner or the verifier of an action is not written by the handle.

    The register knows who is meant, so every report counts it rightly; with one word for one
    person a plain text search finds it too.

    Bad:
        # register/people.yml: [{handle: tariq, name: Tariq Osei}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: Tariq Osei
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    Good:
        # register/people.yml: [{handle: tariq, name: Tariq Osei}, {handle: ines}, {handle: mira}]
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    if not check.registers.people:
        return
    for index, action, person in check.owners:
        yield from _by_handle(check, index, "owner", action.owner, person)
        if action.verified_by:
            checker = check.registers.person(action.verified_by)
            yield from _by_handle(check, index, "verified_by", action.verified_by, checker)


def _by_handle(
    check: Check, index: int, key: str, word: str | None, person: Person | None
) -> Problems:
    if word and person and person.handle and word != person.handle:
        yield check.at(
            "actions",
            index,
            key,
            message=f"`{short(word)}` is `{short(person.handle)}` in register/people.yml",
            hint=f"write `{short(person.handle)}`",
        )
