"""PM3xx: what only pilots and only incidents are asked."""

from __future__ import annotations

from pmkit.model.enums import ActionStatus, Outcome, Target
from pmkit.model.postmortem import Incident, Pilot
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import cause_name

FAILURE_GROUP = "ai-incident"
"""The group of tags that name how an AI system failed in production."""


@rule("PM310", Weight.ADVICE)
def single_cause_pilot(check: Check) -> Problems:
    """A pilot that did not fully succeed has one cause only.

    Whether a pilot lands depends on the tool, the work around it and the people in it. A single
    cause is mostly the first one that was named.

    Bad:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
    Good:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
          - id: C2
            what: Case workers kept their own notes beside the assistant's.
    """
    pm = check.pm
    if type(pm) is not Pilot or pm.outcome is Outcome.SUCCEEDED:
        return
    if len(pm.causes) == 1 and ("causes",) not in check.reading.kept:
        yield check.at_key(
            "causes",
            message="this pilot has a single cause",
            hint="look for a second one in the buckets `technical`, `workflow` and `adoption`",
        )


@rule("PM311", Weight.COMPLETE)
def bucket_missing(check: Check) -> Problems:
    """A pilot's cause lacks the bucket it ended in, or the one the room named first.

    Much that is called technical at first turns out to sit in the workflow or in adoption. Both
    are kept, so that the next room can see how far off the first guess was.

    Bad:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
            bucket: workflow
    Good:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
            bucket: workflow
            first_bucket: technical
    """
    if type(check.pm) is not Pilot:
        return
    for index, cause in check.causes():
        missing = [
            f"`{key}`"
            for key, value in (("bucket", cause.bucket), ("first_bucket", cause.first_bucket))
            if value is None and not check.is_written("causes", index, key)
        ]
        if missing:
            yield check.at_key(
                "causes",
                index,
                message=f"{cause_name(index, cause)} has no {' and no '.join(missing)}",
                hint=f"add {' and '.join(missing)}: `technical`, `workflow` or `adoption`",
            )


@rule("PM312", Weight.COMPLETE)
def upstream_missing(check: Check) -> Problems:
    """A pilot's cause does not name the early decision that set it up.

    Friction that shows in the last week was mostly settled in the first one, by a decision or an
    assumption that nobody looked at again.

    Bad:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
            upstream: {made_by: [sponsor]}
    Good:
        kind: pilot
        causes:
          - id: C1
            what: Notes waited two days for a review that nobody had time for.
            upstream: {decision: Every note is reviewed by a team lead., made_by: [sponsor]}
    """
    if type(check.pm) is not Pilot:
        return
    for index, cause in check.causes():
        path: tuple[str | int, ...] = ("causes", index, "upstream")
        if cause.upstream:
            path = (*path, "decision")
        decision = cause.upstream.decision if cause.upstream else None
        if check.lacks_text(decision, *path):
            yield check.at_key(
                *path,
                message=f"{cause_name(index, cause)} names no upstream decision",
                hint="add `upstream:` with `decision:`, `made_by:` in roles, and `revisited:`",
            )


@rule("PM314", Weight.COMPLETE)
def incident_without_regression_case(check: Check) -> Problems:
    """No action of an incident adds a case to the eval set.

    A case that fails on the old behaviour is the only thing that notices when a later prompt or
    model brings the failure back.

    Bad:
        kind: incident
        actions:
          - id: A1
            what: Answer with a hand-over when retrieval returns nothing.
            owner: tariq
            deadline: 2025-11-20
            verification: A replay of the 41 sessions of that day shows 41 hand-overs.
            target: guardrail
    Good:
        kind: incident
        actions:
          - id: A1
            what: Add ten eval cases with an empty index.
            owner: ines
            deadline: 2025-11-20
            verification: All ten fail on the prompt of 3 November and pass on the new one.
            target: eval-case
    """
    if type(check.pm) is not Incident or _may_have_a_regression_case(check):
        return
    yield check.at_key(
        "actions",
        message="no action adds a regression case to the eval set",
        hint="add one with `target: eval-case` whose case fails on the old behaviour",
    )


def _may_have_a_regression_case(check: Check) -> bool:
    """Tell whether there is one, or a value that cannot be read and may have meant one."""
    if not check.pm.actions:
        return check.is_written("actions")
    return any(
        action.target is Target.EVAL_CASE
        or (action.target is None and check.is_written("actions", index, "target"))
        for index, action in check.actions()
        if action.status is not ActionStatus.CANCELLED
    )


@rule("PM316", Weight.COMPLETE)
def trigger_missing(check: Check) -> Problems:
    """A cause of an incident does not say what set it off.

    The trigger is what changed that day; the cause is what had been waiting for it. Kept apart,
    neither is taken for the other.

    Bad:
        kind: incident
        causes:
          - id: C1
            what: The assistant answered from its training when retrieval returned nothing.
    Good:
        kind: incident
        causes:
          - id: C1
            what: The assistant answered from its training when retrieval returned nothing.
            trigger: The tariff index was rebuilt and empty for three hours.
    """
    if type(check.pm) is not Incident:
        return
    for index, cause in check.causes():
        if check.lacks_text(cause.trigger, "causes", index, "trigger"):
            yield check.at_key(
                "causes",
                index,
                "trigger",
                message=f"{cause_name(index, cause)} has no trigger",
                hint="add `trigger:` with the change or event that set it off",
            )


@rule("PM317", Weight.ADVICE)
def lost_edge_missing(check: Check) -> Problems:
    """A pilot's path from trigger to value does not show the one hand-off that lost its energy.

    The model is rarely where a pilot dies; a hand-off is. Naming every one of them and marking a
    single one tells where the next pilot begins. A pilot that succeeded need not mark any.

    Bad:
        kind: pilot
        edges:
          - {from: case worker, to: assistant, moment: end of a call}
          - {from: assistant, to: team lead, moment: review of the note}
    Good:
        kind: pilot
        edges:
          - {from: case worker, to: assistant, moment: end of a call}
          - {from: assistant, to: team lead, moment: review of the note, lost_energy: true}
    """
    pm = check.pm
    if type(pm) is not Pilot:
        return
    if not pm.edges:
        if not check.is_written("edges"):
            yield check.at_key(
                "edges",
                message="the path from trigger to value is not mapped",
                hint="list each hand-off under `edges:` and mark one with `lost_energy: true`",
            )
        return
    lost = [index for index, edge in enumerate(pm.edges) if edge.lost_energy]
    if len(lost) > 1:
        yield check.at(
            "edges",
            lost[1],
            "lost_energy",
            message=f"{len(lost)} hand-offs are marked with `lost_energy: true`",
            hint="keep the mark where the path lost most",
        )
    elif not lost and pm.outcome is not Outcome.SUCCEEDED and not _unreadable_mark(check, pm):
        yield check.at_key(
            "edges",
            message="no hand-off is marked as the one that lost energy",
            hint="add `lost_energy: true` to one of them",
        )


def _unreadable_mark(check: Check, pm: Pilot) -> bool:
    return any(
        edge.lost_energy is None and check.is_written("edges", index, "lost_energy")
        for index, edge in enumerate(pm.edges)
    )


@rule("PM318", Weight.ADVICE)
def failure_tag_missing(check: Check) -> Problems:
    """No cause of an incident carries a tag that says how the AI failed.

    These tags are what incidents of different products have in common: with one, a hallucination
    here can be set beside a hallucination there.

    Bad:
        kind: incident
        causes:
          - id: C1
            what: The assistant answered from its training when retrieval returned nothing.
            tags: [process-gap]
    Good:
        kind: incident
        causes:
          - id: C1
            what: The assistant answered from its training when retrieval returned nothing.
            tags: [process-gap, hallucination]
    """
    if type(check.pm) is not Incident:
        return
    taxonomy = check.registers.taxonomy
    words = [tag for cause in check.pm.causes for tag in cause.tags or ()]
    if not words or not all(taxonomy.knows(word) for word in words):
        return
    if all(taxonomy.group(taxonomy.resolve(word)) != FAILURE_GROUP for word in words):
        names = [f"`{tag.name}`" for tag in taxonomy.tags.values() if tag.group == FAILURE_GROUP]
        yield check.at_key(
            "causes",
            message=f"no cause carries a tag of the group `{FAILURE_GROUP}`",
            hint=f"add the one that fits: {', '.join(names[:-1])} or {names[-1]}",
        )
