"""PM5xx about people: were those in the room whom it takes, and only those?

How a meeting was run cannot be repaired, so none of these is ever an error. Who took part is
looked at once somebody is listed; a draft may be silent about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmkit.document.hydrate import is_todo
from pmkit.model.enums import Kind, Role
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.seats import Seat, person_key
from pmkit.visible import short

_PROJECT_ROLES = (
    Role.DELIVERY_LEAD,
    Role.TECHNICAL_LEAD,
    Role.CONTRIBUTOR,
    Role.ACCOUNT_LEAD,
    Role.AUTHOR,
)
"""Held by people who were on the project, as the facilitator must not be."""

_REQUIRED = _PROJECT_ROLES[:4]
_WANTED = dict.fromkeys(Kind, _REQUIRED) | {
    Kind.PILOT: (*_REQUIRED, Role.END_USER, Role.ADJACENT_TEAM),
    Kind.INCIDENT: (*_REQUIRED, Role.AUTHOR),
}
"""The roles that each kind asks for."""

_FROM_OUTSIDE = (Role.END_USER, Role.ADJACENT_TEAM, Role.SPONSOR)
"""Roles in which a pilot asks people of the client in."""


def required_roles(kind: Kind | None) -> tuple[Role, ...]:
    """Return the roles that the meeting about a post-mortem of `kind` needs."""
    return _WANTED[kind] if kind else _REQUIRED


@rule("PM506", Weight.ADVICE)
def role_missing(check: Check) -> Problems:
    """A role that the meeting needs is not among the participants.

    Delivery lead, technical lead, a contributor and the account lead each saw another part of the
    work. A pilot also needs an end user and the adjacent teams it touched, an incident its author:
    the person closest to it, who may also be named in `author` and take part in another role.

    Bad:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: ines, role: contributor}
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    """
    pm, roles = check.pm, _roles(check)
    if not pm.participants and not check.is_draft and not check.is_written("participants"):
        yield check.at_key(
            "participants",
            message="no participant of the meeting is listed",
            hint="add `participants:` with name and role of everybody who was there",
        )
    if pm.kind is None or not roles:
        return
    wanted = required_roles(pm.kind)
    missing = [f"`{role}`" for role in wanted if role not in roles and not _stands_in(check, role)]
    if missing:
        yield check.at_key(
            "participants",
            message=f"nobody took part as {_listed(missing)}",
            hint="invite them, or name who had that part",
        )


def _stands_in(check: Check, role: Role) -> bool:
    """Tell whether the file's author, who is the incident's, was there in another role."""
    author = check.pm.author
    if role is not Role.AUTHOR or not author or is_todo(author):
        return False
    key = person_key(check.registers, author)
    return any(seat.person == key for seat in check.seats)


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


@rule("PM507", Weight.ADVICE)
def no_facilitator(check: Check) -> Problems:
    """The meeting had no facilitator.

    Somebody who was not on the project keeps the time, asks the next why, and stops blame; who has
    a stake in the answer cannot do that.

    Bad:
        participants:
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    """
    roles = _roles(check)
    if roles and Role.FACILITATOR not in roles:
        yield check.at_key(
            "participants",
            message="nobody took part as `facilitator`",
            hint="ask somebody who was not on the project",
        )


@rule("PM508", Weight.ADVICE)
def unknown_role(check: Check) -> Problems:
    """The role of a participant is not one of the format.

    Whether the right people were in the room is told from these words: delivery-lead,
    technical-lead, contributor, account-lead, facilitator, end-user, adjacent-team, sponsor,
    author, client.

    Bad:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: tech lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    """
    for index, seat in enumerate(check.seats):
        word, near = seat.word, seat.role
        if word != near and word.strip() and not is_todo(word):
            yield check.at(
                "participants",
                index,
                "role",
                message=f"`{short(word)}` is no role of the format",
                hint=f"did you mean `{near}`?" if near else f"write one of {', '.join(Role)}",
            )


@rule("PM509", Weight.ADVICE)
def facilitator_on_project(check: Check) -> Problems:
    """The facilitator was on the project, or it is not said that they were not.

    Nobody can ask freely about decisions of their own. `on_project: false` says that the
    facilitator came from elsewhere; another role of the project says the opposite.

    Bad:
        participants:
          - {name: mira, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    Bad:
        participants:
          - {name: jonas, role: facilitator}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    """
    is_draft = check.is_draft
    for index, seat in enumerate(check.seats):
        if seat.role is not Role.FACILITATOR or not seat.person:
            continue
        where, on_project = ("participants", index), seat.participant.on_project
        name = f"`{short(seat.name)}`"
        other = next((r for r in _roles_beside(check, seat) if r in _PROJECT_ROLES), None)
        if other:
            message = f"{name} facilitated and was also there as `{other}`"
            yield check.at(*where, "role", message=message, hint=_OUTSIDE)
        elif on_project:
            message = f"{name} facilitated and was on the project"
            yield check.at(*where, "on_project", message=message, hint=_OUTSIDE)
        elif on_project is None and not (is_draft or check.is_written(*where, "on_project")):
            message = f"it is not said whether {name}, who facilitated, was on the project"
            hint = "add `on_project: false` if they were not"
            yield check.at_key(*where, message=message, hint=hint)


_OUTSIDE = "ask somebody of another team next time"


@rule("PM510", Weight.ADVICE)
def client_in_the_room(check: Check) -> Problems:
    """Somebody of the client took part in the internal meeting.

    With the client there, the team defends itself instead of looking. The client's view is asked
    for before and brought in as data, `signals.client`; the talk with them comes after. A person
    of the client is told by the role `client`, by a name that is the client's in
    register/clients.yml, or by an address in one of its domains. A pilot's users, adjacent teams
    and sponsor may be the client's.

    Bad:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
          - {name: Head of claims, role: client}
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
    """
    invited = _FROM_OUTSIDE if check.pm.kind is Kind.PILOT else ()
    for index, seat in enumerate(check.seats):
        if seat.is_known and seat.role is not Role.CLIENT:
            continue
        as_client = seat.word.strip().casefold() == Role.CLIENT
        if as_client or (seat.role not in invited and _is_of_client(check, seat)):
            name = f"`{short(seat.name)}`" if seat.name else "somebody"
            yield check.at(
                "participants",
                index,
                "name",
                message=f"{name} of the client took part in the internal meeting",
                hint="ask for the client's view before, and bring it in as `signals.client`",
            )


def _is_of_client(check: Check, seat: Seat) -> bool:
    """Tell whether the name is a client's, ends in one as in `Jo (Acme)`, or is its address."""
    registers, name = check.registers, seat.name
    if seat.is_known or not registers.clients or not 0 < len(name) <= _LONGEST_NAME:
        return False
    address = _ADDRESS.search(name)
    if address and registers.client_of_domain(address[1]):
        return True
    behind = _BEHIND_NAME.search(name)
    return bool(registers.client(behind[1] if behind else name))


_LONGEST_NAME = 200
_ADDRESS = re.compile(r"@([\w-]+(?:\.[\w-]+)+)")
_BEHIND_NAME = re.compile(r"(?:\(|,|\bof\b|\bat\b|\bfrom\b)\s*([^(),]+?)\)?\s*\Z")


@rule("PM511", Weight.ADVICE)
def sponsor_not_only_listening(check: Check) -> Problems:
    """A sponsor had another part in the meeting as well.

    A sponsor comes to listen. With a second part, what is said becomes a report to whoever pays.

    Bad:
        kind: pilot
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
          - {name: pia, role: end-user}
          - {name: sven, role: adjacent-team}
          - {name: olu, role: sponsor}
    Good:
        kind: pilot
        participants:
          - {name: jonas, role: facilitator, on_project: false}
          - {name: mira, role: delivery-lead}
          - {name: tariq, role: technical-lead}
          - {name: ines, role: contributor}
          - {name: olu, role: account-lead}
          - {name: pia, role: end-user}
          - {name: sven, role: adjacent-team}
          - {name: Head of operations, role: sponsor}
    """
    for index, seat in enumerate(check.seats):
        other = next(_roles_beside(check, seat), None) if seat.role is Role.SPONSOR else None
        if other:
            yield check.at(
                "participants",
                index,
                "role",
                message=f"`{short(seat.name)}` came as sponsor and as `{other}`",
                hint="a sponsor only listens: give the other part to somebody else",
            )


def _roles(check: Check) -> set[Role | None]:
    """Return the roles of all participants; none where one of them cannot be read."""
    if ("participants",) in check.reading.kept or not all(seat.word for seat in check.seats):
        return set()
    return {seat.role for seat in check.seats}


def _roles_beside(check: Check, seat: Seat) -> Iterator[Role]:
    """Yield every other role in which the same person is listed."""
    for other in check.seats:
        if other.person == seat.person != "" and other.role and other.role is not seat.role:
            yield other.role
