"""The front matter: what a post-mortem computes over, line by line."""

from __future__ import annotations



def header(case: Case) -> Iterator[str]:
    """Yield what the post-mortem is about."""
    record, rng = case.record, case.rng
    engagement = record.engagement
    yield f"kind: {record.kind}"
    yield f"status: {record.status}"
    yield f"title: {case.words.say(rng.choice(VOCABULARY['titles'][record.kind]))}"
    if record.kind == "checkpoint":
        yield f"reason: {rng.choice(('quarter', 'milestone', 'scope-shift'))}"
    if record.kind == "incident":
        yield f"severity: {rng.choice(('sev1', 'sev2', 'sev2', 'sev3', 'sev3', 'sev4'))}"
        yield f"detected_by: {rng.choice(('monitoring', 'user', 'staff'))}"
    else:
        yield f"outcome: {rng.choice(('succeeded', 'mixed', 'mixed', 'failed'))}"
    yield f"client: {engagement.client.handle}"
    yield f"project: {engagement.handle}"
    yield f"team: {engagement.team}"
    if rng.random() < 0.4:
        yield f"visibility: {rng.choice(('participants', 'internal', 'client', 'public'))}"
    yield f"author: {engagement.crew[2 if record.kind == 'incident' else 0].handle}"


def meeting(case: Case) -> Iterator[str]:
    """Yield the days, from the work's beginning to the summary."""
    record = case.record
    if record.kind == "incident":
        names = ("started_at", "detected_at", "contained_at", "mitigated_at", "resolved_at")
        offset = record.engagement.client.offset
        for name, moment in zip(names, record.moments, strict=False):
            yield f"{name}: {moment.isoformat()}{offset}"
    else:
        yield f"started_on: {record.began}"
        yield f"completed_on: {record.anchor}"
    if case.held:
        yield f"pre_read_on: {case.pre_read}"
        yield f"held_on: {case.held}"
        yield f"published_on: {case.published}"
        yield f"minutes: {case.rng.randrange(60, 121, 5)}"
        if record.kind == "pilot" and record.age > 16:
            yield f"second_session_on: {case.held + timedelta(days=case.rng.randint(6, 8))}"
        if has_client_meeting(record):
            yield f"client_meeting_on: {case.held + timedelta(days=10)}"


def has_client_meeting(record: Record) -> bool:
    """Tell whether the client was met; told from the record, so that all parts agree."""
    return record.kind in ("project", "incident") and record.age > 60 and record.age % 7 == 0


def cast(case: Case) -> Iterator[str]:
    """Yield the participants, one a line."""
    crew = case.record.engagement.crew
    yield "participants:"
    yield f"  - {{name: {case.facilitator.handle}, role: facilitator, on_project: false}}"
    roles = ["delivery-lead", "technical-lead", "contributor", "account-lead"]
    if case.rng.random() < 0.4:
        roles.append("contributor")
    for person, role in zip(crew, roles, strict=False):
        yield f"  - {{name: {person.handle}, role: {role}}}"
    if case.record.kind == "pilot":
        for person, role in zip(case.guests, ("end-user", "adjacent-team"), strict=True):
            yield f"  - {{name: {person.handle}, role: {role}}}"


def facts_and_figures(case: Case) -> Iterator[str]:
    """Yield metrics, deliverables, signals and cost, and a pilot's adoption and edges."""
    rng = case.rng
    yield "metrics:"
    yield from incident_metrics(case) if case.record.kind == "incident" else plan_metrics(case)
    if case.record.kind != "incident":
        yield "deliverables:"
        for name in rng.sample(VOCABULARY["deliverables"], rng.randint(2, 3)):
            yield f"  - {{name: {name}, accepted: {rng.choice(('yes', 'yes', 'partly', 'no'))}}}"
        yield "signals:"
        yield f"  nps: {rng.randint(-40, 70)}"
        yield f"  renewal: {rng.choice(('won', 'lost', 'open'))}"
        yield f"  client: {quoted(case.some('client_signals'))}"
        yield f"  team: {quoted(case.some('team_signals'))}"
    loss, future = rng.randrange(2000, 90000, 100), rng.randrange(20000, 400000, 5000)
    yield f"cost: {{currency: EUR, direct_loss: {loss}, future_loss: {future}, review: 3200}}"
    if case.record.kind == "pilot":
        yield from path_of(case)


def plan_metrics(case: Case) -> Iterator[str]:
    """Yield what was planned and what it came to."""
    rng = case.rng
    actual = (case.record.anchor - case.record.began).days
    planned = max(10, round(actual * rng.uniform(0.6, 1.05)))
    yield f"  - {{name: duration, unit: days, planned: {planned}, actual: {actual}}}"
    for name, unit, low, high in (("budget", "EUR", 40000, 300000), ("hours", "h", 200, 3000)):
        planned = rng.randrange(low, high, low // 20)
        actual = round(planned * rng.uniform(0.85, 1.7))
        yield f"  - {{name: {name}, unit: {unit}, planned: {planned}, actual: {actual}}}"
    planned = rng.randint(80, 95)
    share = round(planned - rng.uniform(-2, 14), 1)
    yield f'  - {{name: accuracy, unit: "%", planned: {planned}, actual: {share}, better: higher}}'


def incident_metrics(case: Case) -> Iterator[str]:
    """Yield how long detection took, and how many answers were wrong."""
    moments = case.record.moments
    seen = int((moments[1] - moments[0]).total_seconds()) // 60
    wrong = round(case.rng.uniform(1, 30), 1)
    yield f"  - {{name: time to detect, unit: minutes, planned: 30, actual: {seen}}}"
    yield f'  - {{name: wrong results, unit: "%", planned: 1, actual: {wrong}}}'


def path_of(case: Case) -> Iterator[str]:
    """Yield how far a pilot was taken up, and its path from trigger to value."""
    rng = case.rng
    target = rng.randint(40, 90)
    yield f'adoption: {{target: {target}, actual: {rng.randint(15, target)}, unit: "%"}}'
    yield "edges:"
    stops = rng.sample(VOCABULARY["edge_roles"], 4)
    weak = rng.randrange(3)
    for index, (giver, taker) in enumerate(zip(stops, stops[1:], strict=False)):
        yield f"  - from: {giver}"
        yield f"    to: {taker}"
        yield f"    moment: {rng.choice(VOCABULARY['edge_moments'])}"
        yield f"    lost_energy: {'true' if index == weak else 'false'}"
        if index == weak:
            yield f"    note: {case.some('edge_notes')}"


def causes(case: Case) -> Iterator[str]:
    """Yield the ranked causes with their chains."""
    rng, say = case.rng, case.words.say
    yield "causes:"
    for number, theme in enumerate(case.themes, 1):
        yield f"  - id: C{number}"
        yield f"    what: {quoted(say(rng.choice(theme['what'])))}"
        yield f"    tags: [{', '.join(theme['tags'])}]"
        category = theme.get("category") or rng.choice(("process", "process", "judgment"))
        yield f"    category: {category}"
        if "trigger" in theme:
            yield f"    trigger: {theme['trigger']}"
        if "bucket" in theme:
            yield from friction(case, theme)
        yield "    whys:"
        for why in theme["whys"]:
            yield f"      - {quoted(say(why))}"
        yield f"    root: {theme['root']}"
        yield f"    also_at_risk: {quoted(say(theme['risk']))}"


def friction(case: Case, theme: dict[str, Any]) -> Iterator[str]:
    """Yield what a pilot's cause has on top."""
    roles = case.rng.sample(("sponsor", "delivery-lead", "account-lead", "technical-lead"), 2)
    yield f"    bucket: {theme['bucket']}"
    yield f"    first_bucket: {case.rng.choice(('technical', 'technical', theme['bucket']))}"
    yield "    upstream:"
    yield f"      decision: {theme['upstream']}"
    yield f"      made_by: [{', '.join(roles)}]"
    yield f"      revisited: {case.rng.choice(('true', 'false'))}"


def insights(case: Case) -> Iterator[str]:
    """Yield lessons and commitments."""
    say = case.words.say
    yield "lessons:"
    for theme in case.themes[: case.rng.randint(1, 2)]:
        yield f"  - lesson: {quoted(say(theme['lesson']))}"
        yield f"    implication: {quoted(say(theme['implication']))}"
        yield f"    tags: [{theme['tags'][0]}]"
    if case.record.kind == "pilot" or case.rng.random() < 0.2:
        yield "commitments:"
        for person in case.rng.sample(case.record.engagement.crew[:4], 2):
            yield f'  - {{person: {person.handle}, change: "{case.some("commitments")}"}}'


def afterwards(case: Case) -> Iterator[str]:
    """Yield reviews that were held, and the ties to other post-mortems."""
    rng, record = case.rng, case.record
    reviews = list(review_lines(case))
    if reviews:
        yield "reviews:"
        yield from reviews
    if case.earlier:
        yield f"related: [{', '.join(case.earlier)}]"
        if rng.random() < 0.25:
            yield "prevented:"
            yield f"  - what: {quoted(case.some('prevented'))}"
            yield f"    thanks_to: [{case.earlier[0]}:A{rng.randint(1, 3)}]"
    handle = record.engagement.handle
    yield f'links: {{tracker: "https://tracker.example.com/projects/{handle}"}}'


def review_lines(case: Case) -> Iterator[str]:
    """Yield the reviews whose day has come; a few are still missing, but not in a closed file."""
    rng, record = case.rng, case.record
    if case.held is None or record.status not in ("reviewed", "closed"):
        return
    due = [("30-day", case.held + timedelta(days=30)), ("90-day", case.held + timedelta(days=90))]
    if has_client_meeting(record):
        due.insert(1, ("client-follow-up", case.held + timedelta(days=40)))
    for kind, day in due:
        held = day + timedelta(days=rng.randint(-3, 4))
        if held > TODAY or (record.status == "reviewed" and rng.random() < 0.03):
            continue
        outcome = rng.choice(("effective", "effective", "partially_effective"))
        note = quoted(case.some("review_notes"))
        yield f"  - {{kind: {kind}, held_on: {held}, outcome: {outcome}, note: {in_flow(note)}}}"
