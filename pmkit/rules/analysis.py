"""PM3xx: is the analysis deep enough, and does something follow from it?"""

from __future__ import annotations

from pmkit.model.enums import ActionStatus, Outcome
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import cause_name
from pmkit.visible import short


@rule("PM301", Weight.COMPLETE)
def no_cause(check: Check) -> Problems:
    """Work that did not fully succeed lists no cause.

    Without a cause nothing can be compared across post-mortems, so the same failure comes back
    unseen. Only `outcome: succeeded` needs none.

    Bad:
        outcome: failed
        causes: []
    Good:
        outcome: succeeded
        causes: []
    """
    pm = check.pm
    if pm.causes or pm.outcome is Outcome.SUCCEEDED or check.is_written("causes"):
        return
    ended = f" though the outcome is `{pm.outcome}`" if pm.outcome else ""
    yield check.at_key(
        "causes",
        message=f"no cause is listed{ended}",
        hint="add the weightiest one under `causes:`, or `outcome: succeeded` if there is none",
    )


@rule("PM304", Weight.COMPLETE)
def cause_without_category(check: Check) -> Problems:
    """A cause does not say where its lever lies.

    A process is changed, judgment is trained, and what is outside our control is watched for: the
    category decides which kind of action has a chance.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            tags: [data-quality-surprise]
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            tags: [data-quality-surprise]
            category: process
    """
    for index, cause in check.causes():
        if cause.category is None and not check.is_written("causes", index, "category"):
            yield check.at(
                "causes",
                index,
                "category",
                message=f"{cause_name(index, cause)} has no category",
                hint="add `category:` with `process`, `judgment` or `external`",
            )


@rule("PM309", Weight.COMPLETE)
def cause_without_action_or_lesson(check: Check) -> Problems:
    """Nothing follows from a cause: no action addresses it and no lesson shares a tag with it.

    A cause that was found and left alone will be found again. An action that was cancelled leaves
    its cause open.

    Bad:
        lessons: []
        actions:
          - id: A1
            what: Put a scan-quality gate of 200 dpi in front of the extraction step.
            owner: ines
            deadline: 2026-01-31
            verification: The gate rejects the twelve files kept from this project.
            status: cancelled
            cancelled_reason: The client replaces the scanners.
    Good:
        lessons: []
        actions:
          - id: A1
            what: Put a scan-quality gate of 200 dpi in front of the extraction step.
            owner: ines
            deadline: 2026-01-31
            verification: The gate rejects the twelve files kept from this project.
            addresses: [C1]
    """
    pm, resolve = check.pm, check.registers.taxonomy.resolve
    live = (action for action in pm.actions if action.status is not ActionStatus.CANCELLED)
    addressed = {id(cause) for action in live for cause in pm.causes_of(action)}
    learnt = {resolve(tag) for lesson in pm.lessons for tag in lesson.tags or ()}
    for index, cause in check.causes():
        if id(cause) in addressed or learnt & {resolve(tag) for tag in cause.tags or ()}:
            continue
        named = f"`{short(cause.id)}`" if cause.id else "its id"
        yield check.at_key(
            "causes",
            index,
            message=f"{cause_name(index, cause)} has no action and no lesson",
            hint=f"name {named} in the `addresses:` of an action, or give a lesson one of its tags",
        )


@rule("PM315", Weight.COMPLETE)
def duplicate_cause_id(check: Check) -> Problems:
    """Two causes of one file have the same id.

    An action that addresses it would then act on both, or on the wrong one.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
          - id: C1
            what: The gate for low resolution came after the extraction step.
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
          - id: C2
            what: The gate for low resolution came after the extraction step.
    """
    first: dict[str, int] = {}
    for index, cause in check.causes():
        if cause.id and first.setdefault(cause.id, index) != index:
            line = check.reading.span("causes", first[cause.id], "id").line
            yield check.at(
                "causes",
                index,
                "id",
                message=f"`{short(cause.id)}` is already the id of the cause on line {line}",
                hint="number this one on, and correct the `addresses:` that mean it",
            )
