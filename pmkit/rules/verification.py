"""PM2xx about verification: evidence that somebody else can look at."""

from __future__ import annotations

import re

from pmkit.document.problem import Problem
from pmkit.model.parts import Action
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import WORD, action_name, lacks, says_nothing
from pmkit.visible import short
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.rewrite import rewrite
from pmkit.wording.tasks import evidence


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
        if _says_again(check, action):
            yield check.at(
                "actions",
                index,
                "verification",
                message=f"the verification of {action_name(index, action)} says the action again",
                hint="write what will be different once it is done, and where that can be seen",
            )


def _says_again(check: Check, action: Action) -> bool:
    what, verification = action.what, action.verification
    if not what or not verification or says_nothing(verification):
        return False
    lexicon = check.vocabulary.lexicon
    if _is_clearly_new(verification.casefold(), what.casefold(), lexicon.words("empty")):
        return False
    said = _content(verification, lexicon)
    new = said - _content(what, lexicon)
    return bool(said) and len(new) < 2 and len(new) <= 0.2 * len(said)


_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|ly|s|e)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def _is_clearly_new(verification: str, what: str, empty: frozenset[str]) -> bool:
    """The sieve before the exact count: two words whose first letters the action does not have.

    An ending is only taken off behind three letters, so such words are new in the exact count too,
    but for the odd verb: `written` for `write` shares its first two letters at most.
    """
    first = ""
    for word in verification.split():
        if len(word) > 3 and word[:2] not in what and word.isalpha() and word != first:
            if word in empty:
                continue
            if first:
                return True
            first = word
    return False


def _content(text: str, lexicon: Lexicon) -> set[str]:
    """Return the words that carry meaning, without the endings that grammar asks for."""
    empty, odd = lexicon.words("empty"), lexicon.odd_forms
    words = (odd.get(word, word) for word in WORD.findall(text.casefold()) if word not in empty)
    return {_stem(word) for word in words if word not in empty}


def _stem(word: str) -> str:
    return _DOUBLED.sub(r"\1", _ENDING.sub("", word))


@rule("PM232", Weight.ADVICE)
def verification_cannot_fail(check: Check) -> Problems:
    """The verification of an action cannot fail.

    `It works` is true as soon as somebody says so. Evidence that counts can come out the other way:
    a sample, a period with a figure, a reviewer from elsewhere, a test that fails on the old state.

    Bad:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: Check that it works.
    Good:
        actions:
          - id: A1
            what: Add a data audit to the discovery checklist.
            owner: tariq
            deadline: 2026-01-15
            verification: The next three kickoffs hold the filled-in section.
    """
    found = {hit.statement.path: hit for hit in evidence(check.wording)}
    for index, action in check.actions():
        said, path = action.verification or "", ("actions", index, "verification")
        hit = found.get(path)
        if not (hit or _is_too_short(check, said)) or _says_again(check, action):
            continue
        if hit:
            hint = _COULD_FAIL + rewrite(hit, "cannot-fail")
            yield Problem(hit.span, _cannot_fail(hit.quote), hint)
        else:
            yield check.at(*path, message=_cannot_fail(said), hint=f"{_COULD_FAIL}{_EXAMPLE}")


_COULD_FAIL = "write evidence that can come out the other way, such as "
_EXAMPLE = "`the next three kickoffs hold the filled-in section`"
_TOO_SHORT = 3
"""Evidence of no more words names no sample, no period and nobody who looks."""


def _cannot_fail(said: str) -> str:
    return f"`{short(said)}` cannot fail: nothing would show that it does not work"


def _is_too_short(check: Check, said: str) -> bool:
    if len(said) > 60 or says_nothing(said):
        return False
    words = WORD.findall(said.casefold())
    known = check.vocabulary.lexicon.words("evidence")
    is_evidence = any(word in known or word[0].isdigit() for word in words)
    return len(words) <= _TOO_SHORT and not is_evidence
