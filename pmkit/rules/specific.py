"""PM4xx: is it specific? What is outside our control, and what could stand in any post-mortem."""

from __future__ import annotations

from pmkit.document.problem import Problem
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short
from pmkit.wording.outside import outside
from pmkit.wording.rewrite import rewrite
from pmkit.wording.vague import findings, successes


@rule("PM404", Weight.ADVICE)
def outside_our_control(check: Check) -> Problems:
    """A finding complains about those whom we cannot change.

    It may be true, and nothing follows from it. What follows is a question: which process of ours
    met that client, that provider, those users, and what did it do about it?

    Bad:
        causes:
          - id: C1
            what: The client kept changing requirements.
    Good:
        causes:
          - id: C1
            what: Our change process let nine requests in without a price or a date.
    Bad:
        causes:
          - id: C1
            what: Users did not adopt the assistant.
    Good:
        causes:
          - id: C1
            what: Our rollout plan asked nobody on the night shift to try the assistant.
    """
    for hit in outside(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is outside our control: no action of ours can change it",
            f"ask: {check.wording.lexicon.hints.get(hit.of, 'which process of ours met it')}",
        )


@rule("PM405", Weight.ADVICE)
def vague_finding(check: Check) -> Problems:
    """A finding could stand in any post-mortem.

    Whoever reads it in a year learns nothing, and no action can address it. A figure, a day, a
    hand-off or a document makes it this project's own.

    Bad:
        causes:
          - id: C1
            what: Communication was poor.
    Good:
        causes:
          - id: C1
            what: The change of the export format reached the vision team nine days late.
    """
    for hit in findings(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` could stand in any post-mortem: nothing here can be changed",
            f"write what was seen, where and how much, such as {rewrite(hit, 'vague-finding')}",
        )


@rule("PM406", Weight.ADVICE)
def vague_success(check: Check) -> Problems:
    """A success is told without what made it one.

    The next team cannot copy `great communication`. It can copy a mail every Monday with three
    numbers in it.

    Bad:
        ## What went well

        Communication with the client was great.
    Good:
        ## What went well

        Three numbers went to the client every Monday, and no question stayed open over a week.
    """
    for hit in successes(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is praise that nobody can copy",
            f"write the practice and what it did, such as {rewrite(hit, 'vague-success')}",
        )
