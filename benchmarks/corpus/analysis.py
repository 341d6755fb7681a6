"""Causes with their chains, and the actions that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from corpus.case import Case
from corpus.people import TODAY, Person
from corpus.words import in_quotes, scalar

LATE_STATES = ("verified", "verified", "implemented", "implemented", "in_progress", "open")
YOUNG_STATES = ("open", "open", "in_progress", "in_progress", "implemented")


def causes(case: Case) -> Iterator[str]:
    """Yield the ranked causes."""
    yield "causes:"
    for number, theme in enumerate(case.themes, 1):
        yield from cause(case, number, theme)


def cause(case: Case, number: int, theme: dict[str, Any]) -> Iterator[str]:
    """Yield one cause: what happened, why, and where else it could."""
    rng, say = case.rng, case.words.say
    category = theme.get("category") or rng.choice(("process", "process", "judgment"))
    yield f"  - id: C{number}"
    yield f"    what: {scalar(say(rng.choice(theme['what'])))}"
    yield f"    tags: [{', '.join(theme['tags'])}]"
    yield f"    category: {category}"
    if "trigger" in theme:
        yield f"    trigger: {scalar(theme['trigger'])}"
    if "bucket" in theme:
        yield from friction(case, theme)
    yield "    whys:"
    for why in theme["whys"][: rng.choice((3, 3, 3, 3, 4, 5))]:
        yield f"      - {scalar(say(why))}"
    yield f"    root: {scalar(theme['root'])}"
    yield f"    also_at_risk: {scalar(say(theme['risk']))}"


def friction(case: Case, theme: dict[str, Any]) -> Iterator[str]:
    """Yield what a pilot's cause has on top."""
    rng = case.rng
    roles = rng.sample(("sponsor", "delivery-lead", "account-lead", "technical-lead"), 2)
    decision = f"decision: {in_quotes(theme['upstream'])}"
    revisited = rng.choice(("true", "false"))
    yield f"    bucket: {theme['bucket']}"
    yield f"    first_bucket: {rng.choice(('technical', 'technical', theme['bucket']))}"
    yield f"    upstream: {{{decision}, made_by: [{', '.join(roles)}], revisited: {revisited}}}"


def actions(case: Case) -> Iterator[str]:
    """Yield three to five actions: one for each cause first, then more for the same causes."""
    drafts = [
        (number, theme["actions"][(turn + number - 1) % len(theme["actions"])])
        for turn in range(3)
        for number, theme in enumerate(case.themes, 1)
        if turn < len(theme["actions"])
    ]
    wanted = max(len(case.themes), case.rng.choice((3, 3, 3, 3, 3, 4, 5)))
    yield "actions:"
    for index, (number, draft) in enumerate(drafts[:wanted], 1):
        yield from action(case, index, number, draft)


def action(case: Case, index: int, number: int, draft: dict[str, str]) -> Iterator[str]:
    """Yield one action and how far it is."""
    rng, say = case.rng, case.words.say
    deadline = case.base + timedelta(days=rng.randint(14, 60))
    owner, checker = rng.sample(case.record.engagement.crew, 2)
    status = action_status(case, deadline, spare=index > max(3, len(case.themes)))
    yield f"  - id: A{index}"
    yield f"    what: {scalar(say(draft['what']))}"
    yield f"    owner: {owner.handle}"
    yield f"    deadline: {deadline}"
    yield f"    verification: {scalar(say(draft['verification']))}"
    if rng.random() < 0.15:
        yield f"    verify_by: {deadline + timedelta(days=rng.randint(20, 60))}"
    yield f"    status: {status}"
    yield f"    addresses: [C{number}]"
    if draft["target"] == "eval-case" or rng.random() < 0.2:
        yield f"    target: {draft['target']}"
    if rng.random() < 0.15:
        yield f"    ref: https://tracker.example.com/browse/PM-{rng.randint(100, 9999)}"
    yield from deferral(case, status, deadline)
    yield from progress(case, status, deadline, checker)


def action_status(case: Case, deadline: date, *, spare: bool) -> str:
    """Return how far an action is that is due at `deadline`; only a spare one is cancelled."""
    rng, status = case.rng, case.record.status
    if status == "draft":
        return "open"
    if status == "in_review":
        return rng.choice(("open", "open", "in_progress"))
    if spare and rng.random() < 0.3:
        return "cancelled"
    if status == "closed":
        return "verified"
    return rng.choice(YOUNG_STATES if deadline >= TODAY - timedelta(days=14) else LATE_STATES)


def deferral(case: Case, status: str, deadline: date) -> Iterator[str]:
    """Yield the move of a deadline, now and then, of an action that is not done."""
    if status in ("open", "in_progress") and case.rng.random() < 0.15:
        moved = deadline - timedelta(days=case.rng.randint(7, 13))
        why = in_quotes(case.some("deferral_reasons"))
        yield f"    deferred: [{{from: {moved}, to: {deadline}, why: {why}}}]"


def progress(case: Case, status: str, deadline: date, checker: Person) -> Iterator[str]:
    """Yield the traces that an action's status leaves behind."""
    rng = case.rng
    if status == "cancelled":
        yield f"    cancelled_reason: {scalar(case.some('cancel_reasons'))}"
    if status not in ("implemented", "verified"):
        return
    latest = min(deadline + timedelta(days=7), TODAY - timedelta(days=6))
    done = max(case.base, latest - timedelta(days=rng.randint(0, 20)))
    yield f"    implemented_on: {done}"
    yield f"    evidence: {scalar(case.some('evidence'))}"
    if status == "verified":
        yield f"    verified_on: {min(done + timedelta(days=rng.randint(5, 30)), TODAY)}"
        yield f"    verified_by: {checker.handle}"
        yield f"    result: {rng.choice(('effective', 'effective', 'partially_effective'))}"
