"""PM2xx about wording: does an action say what will be different, and not only what is wished?"""

from __future__ import annotations

from pmkit.document.problem import Problem
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short
from pmkit.wording.promises import dates, owners
from pmkit.wording.rewrite import rewrite
from pmkit.wording.tasks import open_ended, wishes


@rule("PM230", Weight.ADVICE)
def weak_action(check: Check) -> Problems:
    """An action is a wish.

    Nobody can tell whether it was done, and everybody meant to do it before. What changes is a
    process, a template, a tool or a practice, and by how much.

    Bad:
        actions:
          - id: A1
            what: Be more careful with prompts.
            owner: tariq
            deadline: 2026-01-15
            verification: The log of January shows an eval pass for each of the prompts.
    Good:
        actions:
          - id: A1
            what: Make an eval pass of 40 cases a condition of each prompt deployment.
            owner: tariq
            deadline: 2026-01-15
            verification: A prompt that fails two cases is rejected by the pipeline.
    """
    for hit in wishes(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is a wish: nobody can tell when it is done",
            f"write which process, template or tool changes, such as {rewrite(hit, 'wish')}",
        )


@rule("PM231", Weight.ADVICE)
def open_ended_action(check: Check) -> Problems:
    """An action has no end state.

    Looking into something is never done and always done. Say what will be there afterwards: a
    decision, a page, a setting, a number.

    Bad:
        actions:
          - id: A1
            what: Look into monitoring for the index.
            owner: tariq
            deadline: 2026-01-15
            verification: The alert fires in a rehearsal with the rebuild of 3 November.
    Good:
        actions:
          - id: A1
            what: Alert when the index holds fewer than 90 % of yesterday's documents.
            owner: tariq
            deadline: 2026-01-15
            verification: The alert fires in a rehearsal with the rebuild of 3 November.
    """
    for hit in open_ended(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` has no end: it is never done and always done",
            f"write what will be there afterwards, such as {rewrite(hit, 'open-ended')}",
        )


@rule("PM233", Weight.ADVICE)
def vague_date(check: Check) -> Problems:
    """A promise has a date that is none.

    `Soon` and `next sprint` are read differently by everybody. A day belongs into `deadline:`; in
    the text, what has no day is no promise.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist as soon as possible.
            owner: tariq
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
    for hit in dates(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` is no date: everybody reads it differently",
            "write one day as YYYY-MM-DD, or leave it to `deadline:`",
        )


@rule("PM234", Weight.ADVICE)
def vague_owner(check: Check) -> Problems:
    """A promise is left to nobody.

    `The team will` and `someone should` name nobody who can be asked. A promise in the text belongs
    into `actions:` with one owner.

    Bad:
        ## Open questions

        Someone should clean up the old index.
    Good:
        ## Open questions

        Is the old index still read by the archive?
    """
    for hit in owners(check.wording):
        yield Problem(
            hit.span,
            f"`{short(hit.quote)}` leaves it to nobody: there is no one person to ask",
            "make it an action with one `owner:`, or write what will be different",
        )
