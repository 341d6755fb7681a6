"""PM3xx: does the analysis go deep enough, and does something follow from it?"""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.hydrate import is_todo
from pmkit.document.nodes import find, to_data
from pmkit.model.enums import ActionStatus, Outcome
from pmkit.model.parts import Cause, Lesson
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
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
    if pm.causes or pm.outcome is Outcome.SUCCEEDED or is_written(check, "causes"):
        return
    ended = f" though the outcome is `{pm.outcome}`" if pm.outcome else ""
    yield check.at_key(
        "causes",
        message=f"no cause is listed{ended}",
        hint="add the weightiest one under `causes:`, or `outcome: succeeded` if there is none",
    )


@rule("PM302", Weight.COMPLETE)
def unknown_tag(check: Check) -> Problems:
    """A cause or a lesson carries a tag that nobody defined.

    Recurrence is counted by tag. A word that stands in one file only can never be seen to recur,
    and a typing slip hides one that does.

    Bad:
        lessons:
          - lesson: Hand-picked samples hide scan quality.
            implication: Ask for a random draw from production.
            tags: [data-quality-suprise]
    Good:
        lessons:
          - lesson: Hand-picked samples hide scan quality.
            implication: Ask for a random draw from production.
            tags: [data-quality-surprise]
    """
    taxonomy = check.registers.taxonomy
    for where, index, place, tag in _tags(check):
        if taxonomy.knows(tag):
            continue
        near = taxonomy.similar(tag)
        yield check.at(
            where,
            index,
            "tags",
            place,
            message=f"`{short(tag)}` is no tag that pmkit or this repository knows",
            hint=f"did you mean `{short(near)}`?"
            if near
            else "choose one that `pmkit tags` lists, or add this one to register/tags.yml",
        )


@rule("PM303", Weight.ADVICE)
def aliased_tag(check: Check) -> Problems:
    """A tag is written by one of its aliases.

    It is counted rightly all the same; with one word for one thing a plain text search finds it
    too.

    Bad:
        lessons:
          - lesson: Small wishes added up to a quarter of the hours.
            implication: Book each of them as a change request.
            tags: [scope-creep]
    Good:
        lessons:
          - lesson: Small wishes added up to a quarter of the hours.
            implication: Book each of them as a change request.
            tags: [scope]
    """
    taxonomy = check.registers.taxonomy
    for where, index, place, tag in _tags(check):
        real = taxonomy.resolve(tag)
        if real != tag:
            yield check.at(
                where,
                index,
                "tags",
                place,
                message=f"`{short(tag)}` is another word for the tag `{short(real)}`",
                hint=f"write `{short(real)}`",
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
        if cause.category is None and not is_written(check, "causes", index, "category"):
            yield check.at(
                "causes",
                index,
                "category",
                message=f"{cause_name(index, cause)} has no category",
                hint="add `category:` with `process`, `judgment` or `external`",
            )


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
        return is_written(check, "causes", index, "whys")
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
        has_whys = cause.whys or is_written(check, "causes", index, "whys")
        if not has_whys and lacks_text(check, cause.root, "causes", index, "root"):
            yield check.at(
                "causes",
                index,
                "root",
                message=f"{cause_name(index, cause)} has neither a root nor whys",
                hint="add `root:` with the system, rule or habit that let it happen",
            )


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
        if lacks_text(check, cause.also_at_risk, "causes", index, "also_at_risk"):
            yield check.at(
                "causes",
                index,
                "also_at_risk",
                message=f"{cause_name(index, cause)} does not say what else is at risk",
                hint="add `also_at_risk:` with the projects, clients or systems of the same root",
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


@rule("PM313", Weight.COMPLETE)
def cause_without_tag(check: Check) -> Problems:
    """A cause carries no tag.

    Tags are what makes it comparable: without one it takes part in no count of what recurs, and
    no next project finds it.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            category: process
            tags: []
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            category: process
            tags: [data-quality-surprise]
    """
    for index, cause in check.causes():
        if not cause.tags and not is_written(check, "causes", index, "tags"):
            yield check.at_key(
                "causes",
                index,
                "tags",
                message=f"{cause_name(index, cause)} has no tag",
                hint="add `tags:` with one or two that `pmkit tags` lists",
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


def is_written(check: Check, *path: str | int) -> bool:
    """Tell whether the file has a value at the model's `path`, readable or not.

    What is written and cannot be read is reported as such, and is not missing as well.
    """
    root = check.document.root
    node = find(root, check.reading.origin(path)) if root else None
    return node is not None and to_data(node) not in (None, [], {})


def lacks_text(check: Check, value: str | None, *path: str | int) -> bool:
    """Tell whether the model's `value` at `path` is missing or says nothing."""
    return not is_written(check, *path) if value is None else not value.strip()


def cause_name(index: int, cause: Cause) -> str:
    """Name a cause for a message: by its id, else by its place in the list."""
    return f"cause `{short(cause.id)}`" if cause.id else f"cause number {index + 1}"


def _tags(check: Check) -> Iterator[tuple[str, int, int, str]]:
    """Yield the list, the item, the place and the word of each tag; blanks are left out."""
    lists: tuple[tuple[str, tuple[Cause | Lesson, ...]], ...] = (
        ("causes", check.pm.causes),
        ("lessons", check.pm.lessons),
    )
    for where, items in lists:
        for index, item in enumerate(items):
            for place, tag in enumerate(item.tags or ()):
                if not is_todo(tag):
                    yield where, index, place, tag
