"""PM4xx: is it blameless? Persons, blame, hindsight, human error, and the question who."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.problem import Problem
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short
from pmkit.wording.blame import blaming, hindsight, human_error, who_questions
from pmkit.wording.hits import Hit
from pmkit.wording.people import blamed
from pmkit.wording.rewrite import missing_step, rewrite, without_should


@rule("PM401", Weight.ADVICE)
def person_in_finding(check: Check) -> Problems:
    """A finding names a person as the one who did it.

    Somebody else would have done the same on that day. What let it happen is still there when that
    person has moved on, and only that can be changed. Names belong to owners, participants, thanks
    and facts; a role that is told for what it could see and do is fine.

    Bad:
        causes:
          - id: C1
            what: Tariq deployed a bad prompt.
    Good:
        causes:
          - id: C1
            what: Our deploy process did not require an eval pass.
    Bad:
        causes:
          - id: C1
            what: The junior engineer pushed the change without a review.
    Good:
        causes:
          - id: C1
            what: The repository accepts a change that nobody has reviewed.
    """
    for person in blamed(check.wording):
        yield Problem(
            person.span,
            f"`{short(person.quote)}` makes a person the finding, "
            "and the next one would have done the same",
            _what_let_it_happen(person.hit),
        )


@rule("PM402", Weight.ADVICE)
def blame_phrase(check: Check) -> Problems:
    """A finding blames.

    Who reads it learns to say less next time, and the system stays as it was.

    Bad:
        causes:
          - id: C1
            what: The team was careless with the labels.
    Good:
        causes:
          - id: C1
            what: Labels were entered without a second pair of eyes.
    Bad:
        causes:
          - id: C1
            what: The team failed to test the fallback.
    Good:
        causes:
          - id: C1
            what: Our release checklist has no step for the fallback.
    """
    for hit in blaming(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` blames: it tells who was wrong, not what let it happen",
            _what_let_it_happen(hit),
        )


@rule("PM403", Weight.ADVICE)
def hindsight_phrase(check: Check) -> Problems:
    """A finding tells what would have been right, as it is known today.

    On that day something made the other way look right. That is what the next team will meet again,
    and `should have` passes over it.

    Bad:
        causes:
          - id: C1
            what: We should have checked the scans before the offer.
    Good:
        causes:
          - id: C1
            what: The offer template asks for a target and not for a sample of scans.
    """
    for hit in hindsight(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is hindsight: it tells what is known today, "
            "not what was known then",
            _what_was_so(hit),
        )


@rule("PM407", Weight.ADVICE)
def human_error_as_cause(check: Check) -> Problems:
    """A finding stops at a human error.

    People slip every day, and mostly something catches it. The cause is what did not.

    Bad:
        causes:
          - id: C1
            what: The wrong index was live because of human error.
    Good:
        causes:
          - id: C1
            what: The console lists test and live indexes side by side under the same name.
    """
    for hit in human_error(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is where the question begins: "
            "people slip, and nothing caught it",
            _what_let_it_happen(hit),
        )


@rule("PM408", Weight.ADVICE)
def who_question(check: Check) -> Problems:
    """A finding asks who did it.

    The answer is a name, and nothing can be changed about a name. What and how lead to something
    that can: which step let it pass, what was on the screen. Who will own something is a fair
    question.

    Bad:
        ## Open questions

        Who approved the release?
    Good:
        ## Open questions

        What does an approval look at before a release?
    """
    for hit in who_questions(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` asks for a name, and a name cannot be changed",
            "ask what and how: " + rewrite(hit, "who-question"),
        )


def _what_let_it_happen(hit: Hit) -> str:
    step = missing_step(hit)
    return f"write what let it happen{f': {step}' if step else _example(hit)}"


def _what_was_so(hit: Hit) -> str:
    said = without_should(hit)
    return f"write what was so and why{f': {said}' if said else _example(hit)}"


def _example(hit: Hit) -> str:
    return f", such as {rewrite(hit, 'blame')}"


def every_blame(check: Check) -> Iterator[Hit]:
    """Yield what makes a person the cause: for the rule that looks at the end of a chain."""
    for person in blamed(check.wording):
        yield person.hit
    yield from blaming(check.wording)
    yield from human_error(check.wording)
    yield from check.wording.hits("person-as-root")
