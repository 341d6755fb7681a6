"""The actions of a file, and how far they are."""

from __future__ import annotations



def actions(case: Case) -> Iterator[str]:
    """Yield three to five actions: one for each cause, then second and third ones."""
    drafts = [
        (number, theme["actions"][turn])
        for turn in range(3)
        for number, theme in enumerate(case.themes, 1)
        if turn < len(theme["actions"])
    ]
    wanted = max(len(case.themes), case.rng.choice((3, 3, 4, 4, 5)))
    yield "actions:"
    for index, (cause, draft) in enumerate(drafts[:wanted], 1):
        yield from action(case, index, cause, draft)


def action(case: Case, index: int, cause: int, draft: dict[str, str]) -> Iterator[str]:
    """Yield one action and how far it is."""
    rng, say = case.rng, case.words.say
    deadline = case.base + timedelta(days=rng.randint(14, 60))
    owner, checker = rng.sample(case.record.engagement.crew, 2)
    status = action_status(case, deadline, spare=index > max(3, len(case.themes)))
    yield f"  - id: A{index}"
    yield f"    what: {quoted(say(draft['what']))}"
    yield f"    owner: {owner.handle}"
    yield f"    deadline: {deadline}"
    yield f"    verification: {quoted(say(draft['verification']))}"
    if rng.random() < 0.5:
        yield f"    verify_by: {deadline + timedelta(days=rng.randint(20, 60))}"
    yield f"    status: {status}"
    yield f"    addresses: [C{cause}]"
    yield f"    target: {draft['target']}"
    if rng.random() < 0.5:
        yield f"    ref: https://tracker.example.com/browse/PM-{rng.randint(100, 9999)}"
    if status in ("open", "in_progress") and rng.random() < 0.15:
        moved = deadline - timedelta(days=rng.randint(7, 13))
        why = case.some("deferral_reasons")
        yield f"    deferred: [{{from: {moved}, to: {deadline}, why: {quoted(why)}}}]"
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
    if deadline >= TODAY - timedelta(days=14):
        return rng.choice(("open", "open", "in_progress", "in_progress", "implemented"))
    return rng.choice(("verified", "verified", "implemented", "implemented", "in_progress", "open"))


def progress(case: Case, status: str, deadline: date, checker: Person) -> Iterator[str]:
    """Yield the traces that an action's status leaves behind."""
    rng = case.rng
    if status == "cancelled":
        yield f"    cancelled_reason: {quoted(case.some('cancel_reasons'))}"
    if status not in ("implemented", "verified"):
        return
    latest = min(deadline + timedelta(days=7), TODAY - timedelta(days=6))
    done = max(case.base, latest - timedelta(days=rng.randint(0, 20)))
    yield f"    implemented_on: {min(done, TODAY)}"
    yield f"    evidence: {quoted(case.some('evidence'))}"
    if status == "verified":
        yield f"    verified_on: {min(done + timedelta(days=rng.randint(5, 30)), TODAY)}"
        yield f"    verified_by: {checker.handle}"
        effective = ("effective", "effective", "effective", "partially_effective")
        yield f"    result: {rng.choice(effective)}"
