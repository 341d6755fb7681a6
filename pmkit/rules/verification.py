"""PM2xx about verification: evidence that somebody else can look at."""

from __future__ import annotations

import re

from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import WORD, action_name, lacks, says_nothing
from pmkit.visible import short


@rule("PM205", Weight.FORM)
def action_without_verification(check: Check) -> Problems:
    """An action does not say how anybody can see that it works.

    Done and effective are two things. Evidence that is agreed beforehand can fail; a feeling
    afterwards cannot.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: n/a
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    for index, action in check.actions():
        if lacks(check, action.verification, index, "verification"):
            said = (action.verification or "").strip()
            yield check.at(
                "actions",
                index,
                "verification",
                message=f"{action_name(index, action)} has no verification"
                + (f": `{short(said)}` is none" if said else ""),
                hint="write the evidence somebody else can look at: a sample, a period, a test",
            )


@rule("PM206", Weight.ADVICE)
def verification_repeats_action(check: Check) -> Problems:
    """The verification of an action says the action again.

    That the change was made is what `implemented` tells. The verification tells what is different
    because of it, in words the action does not have.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The data audit was added to the discovery checklist.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in audit section.
    """
    for index, action in check.actions():
        if not action.what or not action.verification or says_nothing(action.verification):
            continue
        if _is_clearly_new(action.verification.casefold(), action.what.casefold()):
            continue
        said = _content(action.verification)
        new = said - _content(action.what)
        if len(new) < 2 and len(new) <= 0.2 * len(said):
            yield check.at(
                "actions",
                index,
                "verification",
                message=f"the verification of {action_name(index, action)} says the action again",
                hint="write what will be different once it is done, and where that can be seen",
            )


_NO_CONTENT = re.compile(
    r"an?|and|are|as|at|be|been|by|for|from|had|has|have|in|into|is|its?|now|of|on|or|our|that"
    r"|the|their|there|this|to|up|was|were|with|new|sure|place|make|does|done|works?|exists?"
    r"|check(?:ed)?|completed?|confirm(?:ed)?|ensured?|finished|implemented|verif(?:y|ied)"
)
"""Words that say only that something is there or done."""


_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")


def _is_clearly_new(verification: str, what: str) -> bool:
    """The sieve before the exact count: two words whose first letters the action does not have.

    An ending is only taken off behind three letters, so such words are new in the exact count too.
    """
    first = ""
    for word in verification.split():
        if len(word) > 3 and word[:3] not in what and word.isalpha() and word != first:
            if _NO_CONTENT.fullmatch(word):
                continue
            if first:
                return True
            first = word
    return False


def _content(text: str) -> set[str]:
    """Return the words that carry meaning, without the endings that grammar asks for."""
    words = WORD.findall(text.casefold())
    return {_ENDING.sub("", word) for word in words if not _NO_CONTENT.fullmatch(word)}
