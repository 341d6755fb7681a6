"""PM3xx about the chain of whys: does it reach a root, and where else could that bite?"""

from __future__ import annotations

from pmkit.document.nodes import Path
from pmkit.document.problem import Problem
from pmkit.model.parts import Cause
from pmkit.rules.blame import every_blame
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import cause_name
from pmkit.visible import short


@rule("PM305", Weight.COMPLETE)
def short_chain(check: Check) -> Problems:
    """The chain of whys of a cause stops too early.

    The first answers tell what happened; the system behind it shows only further down. A cause
    outside our control has a chain too: why did it reach us unprepared? `lint.whys_min` sets the
    shortest length.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            whys:
              - The training set held only digital invoices.
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            whys:
              - The training set held only digital invoices.
              - Discovery sampled the archive by hand.
              - The discovery checklist names no sampling method.
    """
    wanted = check.settings.lint.whys_min
    for index, cause in check.causes():
        have = len(cause.whys or ())
        if have >= wanted or _lost_a_why(check, index, cause):
            continue
        length = f"{have} why{'s' * (have != 1)}" if have else "no whys"
        yield check.at_key(
            "causes",
            index,
            "whys",
            message=f"{cause_name(index, cause)} has {length}; at least {wanted} are wanted",
            hint="ask of the last one why it was neither prevented nor seen, and add the answer",
        )


def _lost_a_why(check: Check, index: int, cause: Cause) -> bool:
    """Tell whether the chain holds what could not be read, and is reported for that."""
    if cause.whys is None:
        return check.is_written("causes", index, "whys")
    return check.reading.origin(("causes", index, "whys")) in check.reading.kept


@rule("PM306", Weight.COMPLETE)
def no_root(check: Check) -> Problems:
    """A cause has neither a root nor a chain that could end in one.

    The root is what an action has to change; what lies above it only tells how the failure came
    to be seen. Where there are whys, the last one is the root unless `root` says otherwise.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            root: The discovery checklist has no owner who revises it.
    """
    for index, cause in check.causes():
        has_whys = cause.whys or check.is_written("causes", index, "whys")
        if not has_whys and check.lacks_text(cause.root, "causes", index, "root"):
            yield check.at(
                "causes",
                index,
                "root",
                message=f"{cause_name(index, cause)} has neither a root nor whys",
                hint="add `root:` with the system, rule or habit that let it happen",
            )


@rule("PM307", Weight.ADVICE)
def chain_ends_in_a_person(check: Check) -> Problems:
    """The root of a cause is a person.

    A person is where an analysis stops too early. Ask once more: what made that the likely thing to
    do, and what was there to catch it?

    Bad:
        causes:
          - id: C1
            what: The tariff index was empty for three hours.
            root: Tariq did not check the index after the rebuild.
    Good:
        causes:
          - id: C1
            what: The tariff index was empty for three hours.
            root: A rebuild reports success whatever it has written.
    """
    told = set()
    for hit in every_blame(check) if check.wording else ():
        path = hit.statement.path
        if path not in told and _is_root(check, path):
            told.add(path)
            yield Problem(
                hit.span,
                f"the chain ends in a person: `{short(hit.quote)}`",
                "ask once more what made it likely and what was there to catch it",
            )


def _is_root(check: Check, path: Path | None) -> bool:
    """Tell whether the text at `path` is the root of a cause: as written, else its last why."""
    if path is None or path[0] != "causes":
        return False
    _, index, key, *place = path
    assert isinstance(index, int)
    cause = check.pm.causes[index]
    if cause.root or key != "whys":
        return key == "root"
    return place == [len(cause.whys or ()) - 1]


@rule("PM308", Weight.COMPLETE)
def no_systemic_risk(check: Check) -> Problems:
    """A cause does not say where else its root could bite.

    This is the question that turns one project's bad luck into a warning for the others, while
    they can still act on it.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            also_at_risk: The two document projects that are in discovery now.
    """
    for index, cause in check.causes():
        if check.lacks_text(cause.also_at_risk, "causes", index, "also_at_risk"):
            yield check.at(
                "causes",
                index,
                "also_at_risk",
                message=f"{cause_name(index, cause)} does not say what else is at risk",
                hint="add `also_at_risk:` with the projects, clients or systems of the same root",
            )
