"""The front matter, part by part, each a function from a case to lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from corpus.case import Case
from corpus.people import TODAY
from corpus.words import VOCABULARY, in_quotes, scalar


def header(case: Case) -> Iterator[str]:
    """Yield what the post-mortem is about."""
    record, rng = case.record, case.rng
    engagement = record.engagement
    yield f"kind: {record.kind}"
    yield f"status: {record.status}"
    yield f"title: {scalar(case.words.say(rng.choice(VOCABULARY['titles'][record.kind])))}"
    yield from nature(case)
    yield f"client: {engagement.client.handle}"
    yield f"project: {engagement.handle}"
    yield f"team: {engagement.team}"
    if rng.random() < 0.4:
        yield f"visibility: {rng.choice(('participants', 'internal', 'client', 'public'))}"
    yield f"author: {engagement.crew[2 if record.kind == 'incident' else 0].handle}"


def nature(case: Case) -> Iterator[str]:
    """Yield the keys of the header that differ by kind."""
    kind, rng = case.record.kind, case.rng
    if kind == "checkpoint":
        yield f"reason: {rng.choice(('quarter', 'milestone', 'scope-shift'))}"
    if kind == "incident":
        yield f"severity: {rng.choice(('sev1', 'sev2', 'sev2', 'sev3', 'sev3', 'sev4'))}"
        yield f"detected_by: {rng.choice(('monitoring', 'user', 'staff'))}"
    else:
        yield f"outcome: {rng.choice(('succeeded', 'mixed', 'mixed', 'failed'))}"


def days(case: Case) -> Iterator[str]:
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
    yield from meeting(case)


def meeting(case: Case) -> Iterator[str]:
    """Yield the days of the meetings that were held."""
    if case.meeting is None:
        return
    yield f"pre_read_on: {case.meeting.pre_read}"
    yield f"held_on: {case.meeting.held}"
    yield f"published_on: {case.meeting.published}"
    yield f"minutes: {case.rng.randrange(60, 121, 5)}"
    if case.record.kind == "pilot" and case.record.age > 16:
        yield f"second_session_on: {case.meeting.held + timedelta(days=case.rng.randint(6, 8))}"
    if case.client_met_on:
        yield f"client_meeting_on: {case.client_met_on}"


def participants(case: Case) -> Iterator[str]:
    """Yield who was there, one a line."""
    yield "participants:"
    yield f"  - {{name: {case.facilitator.handle}, role: facilitator, on_project: false}}"
    roles = ["delivery-lead", "technical-lead", "contributor", "account-lead"]
    if case.rng.random() < 0.3:
        roles.append("contributor")
    seats = list(zip(case.record.engagement.crew, roles, strict=False))
    if case.record.kind == "pilot":
        seats += zip(case.guests, ("end-user", "adjacent-team"), strict=True)
    for person, role in seats:
        yield f"  - {{name: {person.handle}, role: {role}}}"


def insights(case: Case) -> Iterator[str]:
    """Yield lessons and commitments."""
    say = case.words.say
    yield "lessons:"
    for theme in case.themes[: case.rng.choice((1, 1, 1, 2))]:
        yield f"  - lesson: {scalar(say(theme['lesson']))}"
        yield f"    implication: {scalar(say(theme['implication']))}"
        yield f"    tags: [{theme['tags'][0]}]"
    if case.record.kind == "pilot" or case.rng.random() < 0.2:
        yield "commitments:"
        speakers = case.record.engagement.crew[:2]
        changes = case.rng.sample(VOCABULARY["commitments"], len(speakers))
        for person, change in zip(speakers, changes, strict=True):
            yield f"  - {{person: {person.handle}, change: {in_quotes(change)}}}"


def afterwards(case: Case) -> Iterator[str]:
    """Yield the reviews that were held, and the ties to other post-mortems."""
    held = list(reviews(case))
    if held:
        yield "reviews:"
        yield from held
    if case.earlier:
        yield f"related: [{', '.join(case.earlier)}]"
        if case.rng.random() < 0.2:
            yield "prevented:"
            yield f"  - what: {scalar(case.some('prevented'))}"
            yield f"    thanks_to: [{case.earlier[0]}:A{case.rng.randint(1, 3)}]"
    handle = case.record.engagement.handle
    yield f'links: {{tracker: "https://tracker.example.com/projects/{handle}"}}'


def reviews(case: Case) -> Iterator[str]:
    """Yield the reviews whose day has come; of a reviewed file a few are still missing."""
    rng, status = case.rng, case.record.status
    if case.meeting is None or status == "in_review":
        return
    due = {kind: case.meeting.held + timedelta(days=int(kind[:2])) for kind in ("30-day", "90-day")}
    if case.client_met_on:
        due["client-follow-up"] = case.client_met_on + timedelta(days=30)
    for kind, day in due.items():
        held = day + timedelta(days=rng.randint(-3, 4))
        if held > TODAY or (status == "reviewed" and rng.random() < 0.03):
            continue
        outcome = rng.choice(("effective", "effective", "partially_effective"))
        note = in_quotes(case.some("review_notes"))
        yield f"  - {{kind: {kind}, held_on: {held}, outcome: {outcome}, note: {note}}}"
