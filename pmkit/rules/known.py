"""PM73x: do client, project, team and people agree with the registers?

A register that is absent or empty asks nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Path
from pmkit.model.enums import Role
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import MOST_GUESSES, says_nothing
from pmkit.visible import short


@rule("PM730", Weight.COMPLETE)
def client_unknown(check: Check) -> Problems:
    """The client is not in register/clients.yml.

    Filters and counts by client miss the file, and an anonymised text cannot leave out a name that
    nobody listed. A handle, a name or an alias will do.

    Bad:
        # register/clients.yml: [{handle: halden, name: Halden Logistics}, {handle: orsa}]
        client: haldn
    Good:
        # register/clients.yml: [{handle: halden, name: Halden Logistics}, {handle: orsa}]
        client: halden
    """
    word, registers = check.pm.client, check.registers
    if not registers.clients or not word or registers.client(word) or says_nothing(word):
        return
    near = registers.guesses.client(word)
    yield check.at(
        "client",
        message=f"`{short(word)}` is not in register/clients.yml",
        hint=f"did you mean `{short(near)}`?"
        if near
        else "write a handle that stands there, or add this client",
    )


@rule("PM731", Weight.COMPLETE)
def project_unknown(check: Check) -> Problems:
    """The project is not in register/projects.yml.

    `pmkit coverage` looks for the project's handle in post-mortems: under any other word the
    project counts as one that nobody looked back on.

    Bad:
        # register/projects.yml: [{handle: halden-invoices}, {handle: halden-notes}]
        project: halden-invoice
    Good:
        # register/projects.yml: [{handle: halden-invoices}, {handle: halden-notes}]
        project: halden-invoices
    """
    word, registers = check.pm.project, check.registers
    if not registers.projects or not word or registers.project(word) or says_nothing(word):
        return
    near = registers.guesses.project(word)
    yield check.at(
        "project",
        message=f"`{short(word)}` is no project of register/projects.yml",
        hint=f"did you mean `{short(near)}`?"
        if near
        else "write a handle that stands there, or add this project",
    )


@rule("PM732", Weight.COMPLETE)
def client_not_of_project(check: Check) -> Problems:
    """The client is another one than that of the project in register/projects.yml.

    One of the two is wrong, and reports by client go by the file.

    Bad:
        # register/projects.yml: [{handle: halden-invoices, client: orsa}]
        client: halden
        project: halden-invoices
    Good:
        # register/projects.yml: [{handle: halden-invoices, client: halden}]
        client: halden
        project: halden-invoices
    """
    pm, registers = check.pm, check.registers
    project = registers.project(pm.project) if pm.project else None
    if not project or not project.client or not pm.client:
        return
    here, there = registers.client_handle(pm.client), registers.client_handle(project.client)
    if _folded(here) != _folded(there) and not says_nothing(pm.client):
        yield check.at(
            "client",
            message=f"`client` is `{short(pm.client)}`, and register/projects.yml has "
            f"`{short(project.client)}` for this project",
            hint="correct the one that is wrong",
        )


@rule("PM733", Weight.ADVICE)
def team_not_of_project(check: Check) -> Problems:
    """The team is another one than that of the project in register/projects.yml.

    Whether a cause crossed teams is told from this word. Where another team did this part of the
    work, keep it and suppress the finding with that reason.

    Bad:
        # register/projects.yml: [{handle: halden-invoices, team: nlp}]
        project: halden-invoices
        team: vision
    Good:
        # register/projects.yml: [{handle: halden-invoices, team: vision}]
        project: halden-invoices
        team: vision
    """
    pm, registers = check.pm, check.registers
    project = registers.project(pm.project) if pm.project else None
    if not project or not project.team or not pm.team:
        return
    if _folded(pm.team) != _folded(project.team) and not says_nothing(pm.team):
        yield check.at(
            "team",
            message=f"`team` is `{short(pm.team)}`, and register/projects.yml has "
            f"`{short(project.team)}` for this project",
            hint="correct the one that is wrong",
        )


@rule("PM734", Weight.ADVICE)
def team_misspelt(check: Check) -> Problems:
    """The team is nearly, but not quite, one that the registers know.

    Teams are compared as they are written: `NLP` and `nlp` are two, and a cause that both carry
    seems to cross teams. Known are the teams of register/people.yml and register/projects.yml.

    Bad:
        # register/people.yml: [{handle: mira, team: vision}, {handle: jonas, team: agents}]
        team: Vision
    Good:
        # register/people.yml: [{handle: mira, team: vision}, {handle: jonas, team: agents}]
        team: vision
    """
    word, registers = check.pm.team, check.registers
    if not word or word in registers.teams or says_nothing(word):
        return
    near = registers.guesses.team(word)
    if near:
        yield check.at(
            "team",
            message=f"`{short(word)}` is no team of the registers",
            hint=f"did you mean `{short(near)}`?",
        )


_OURS = frozenset(
    (Role.DELIVERY_LEAD, Role.TECHNICAL_LEAD, Role.CONTRIBUTOR, Role.ACCOUNT_LEAD, Role.AUTHOR)
)
"""Roles that people of the house have; the others may come from outside."""


@rule("PM735", Weight.ADVICE)
def person_unknown(check: Check) -> Problems:
    """Somebody who wrote, took part, promised or verified is not in register/people.yml.

    Names that the register knows are one person in every spelling. Of the participants only those
    with a role of the house are looked up: facilitators, users and sponsors may come from outside.

    Bad:
        # register/people.yml: [{handle: mira}, {handle: tariq}, {handle: ines}, {handle: olu}]
        author: mirra
    Good:
        # register/people.yml: [{handle: mira}, {handle: tariq}, {handle: ines}, {handle: olu}]
        author: mira
    """
    registers = check.registers
    if not registers.people:
        return
    unknown = [(p, w) for p, w in _people(check) if not (registers.person(w) or says_nothing(w))]
    for number, (path, word) in enumerate(unknown):
        near = registers.guesses.person(word) if number < MOST_GUESSES else None
        yield check.at(
            *path,
            message=f"`{short(word)}` is not in register/people.yml",
            hint=f"did you mean `{short(near)}`?"
            if near
            else "write a handle that stands there, or add this person",
        )


def _people(check: Check) -> Iterator[tuple[Path, str]]:
    """Yield words that name a person of the house, but for owners, with their paths."""
    pm = check.pm
    if pm.author:
        yield ("author",), pm.author
    for index, seat in enumerate(check.seats):
        if not seat.is_known and seat.role in _OURS and seat.name:
            yield ("participants", index, "name"), seat.name
    for index, action in check.actions():
        if action.verified_by:
            yield ("actions", index, "verified_by"), action.verified_by
    for index, commitment in enumerate(pm.commitments):
        if commitment.person:
            yield ("commitments", index, "person"), commitment.person


def _folded(word: str | None) -> str:
    return (word or "").strip().casefold()
