"""Write a realistic repository of post-mortems, the same one for the same seed.

    python benchmarks/generate.py DIR --files 1000 --seed 7

Every file is valid format 1 and free of lint errors when it is read as of 2026-04-01; a few
carry warnings, as in life. The sentences are in `vocabulary.yml`.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

TODAY = date(2026, 4, 1)
"""The day all recorded dates stop before; lint the repository with `--as-of 2026-04-01`."""

FIRST_DAYS_AGO = 2300
VOCABULARY: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("vocabulary.yml").read_text(encoding="utf-8")
)

PATTERNS: tuple[tuple[str, ...], ...] = (
    ("project",),
    ("project",),
    ("project", "incident"),
    ("pilot",),
    ("pilot", "project"),
    ("pilot", "project", "incident"),
    ("checkpoint", "project"),
    ("checkpoint", "checkpoint", "project", "incident"),
    ("checkpoint", "checkpoint", "checkpoint", "incident"),
)
"""What one engagement leaves behind; one without `project` is still running, pilots apart."""

DRAWS: dict[str, Callable[[Random], object]] = {
    "n": lambda rng: rng.randint(12, 480),
    "pct": lambda rng: rng.randint(11, 38),
    "days": lambda rng: rng.randint(3, 9),
    "weeks": lambda rng: rng.randint(3, 11),
    "hours": lambda rng: rng.randint(2, 9),
    "times": lambda rng: rng.randint(2, 4),
    "artefact": lambda rng: rng.choice(VOCABULARY["artefacts"]),
    "stage": lambda rng: rng.choice(VOCABULARY["stages"]),
    "forum": lambda rng: rng.choice(VOCABULARY["forums"]),
}

Section = tuple[str, str, int, int, str]
SUMMARY: Section = ("Summary", "summary", 6, 8, "prose")
TIMELINE: Section = ("Timeline", "events", 8, 11, "timeline")
WELL: Section = ("What went well", "well", 4, 6, "bullets")
NOT_WELL: Section = ("What did not go well", "not_well", 4, 6, "paragraphs")
QUESTIONS: Section = ("Open questions", "questions", 2, 4, "bullets")

SECTIONS: dict[str, tuple[Section, ...]] = {
    "project": (SUMMARY, TIMELINE, WELL, NOT_WELL, QUESTIONS),
    "checkpoint": (SUMMARY, TIMELINE, WELL, NOT_WELL, QUESTIONS),
    "pilot": (
        SUMMARY,
        ("What we set out to prove", "prove", 3, 4, "bullets"),
        TIMELINE,
        WELL,
        ("Next pilot", "next_pilot", 3, 5, "steps"),
        QUESTIONS,
    ),
    "incident": (
        ("Summary", "incident_summary", 3, 4, "prose"),
        ("Timeline", "incident_events", 5, 7, "clock"),
        ("Impact", "impact", 2, 3, "bullets"),
        ("What worked", "worked", 2, 3, "bullets"),
        ("What made it worse", "worse", 2, 3, "bullets"),
        QUESTIONS,
    ),
}
"""The body by kind: heading, where its sentences come from, how many, and in which form."""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of register/people.yml."""

    handle: str
    name: str
    team: str
    active: bool


@dataclass(frozen=True, slots=True)
class Client:
    """An entry of register/clients.yml."""

    handle: str
    name: str
    sector: str
    offset: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """An entry of register/projects.yml, and who works on it."""

    handle: str
    client: Client
    team: str
    topic: dict[str, str]
    started: date
    completed: date | None
    crew: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One post-mortem before it is written out; `moments` are an incident's, in order."""

    kind: str
    engagement: Engagement
    began: date
    anchor: date
    status: str
    moments: tuple[datetime, ...] = ()

    @property
    def age(self) -> int:
        """Days from the anchor date to `TODAY`."""
        return (TODAY - self.anchor).days


class Words(dict[str, object]):
    """The slots of a sentence: the file's own facts, everything else drawn at each use."""

    def __init__(self, rng: Random, facts: dict[str, str]) -> None:
        """Start from `facts`, which never change within a file."""
        super().__init__(facts)
        self.rng = rng

    def __missing__(self, slot: str) -> object:
        """Draw a value for a slot that is no fact of the file."""
        return DRAWS[slot](self.rng)

    def say(self, sentence: str) -> str:
        """Fill the slots of `sentence` and give it a capital."""
        filled = sentence.format_map(self) if "{" in sentence else sentence
        return filled[0].upper() + filled[1:]


@dataclass(slots=True)
class Case:
    """All that is drawn once for a file, before its lines are written."""

    record: Record
    rng: Random
    words: Words
    facilitator: Person
    guests: tuple[Person, ...]
    themes: list[dict[str, Any]]
    pre_read: date | None = None
    held: date | None = None
    published: date | None = None
    earlier: list[str] = field(default_factory=list)

    def some(self, pool: str) -> str:
        """Return a filled sentence of the vocabulary's list `pool`."""
        return self.words.say(self.rng.choice(VOCABULARY[pool]))

    @property
    def base(self) -> date:
        """The day from which deadlines count."""
        return self.held or self.record.anchor + timedelta(days=5)


# -- people, clients, engagements ----------------------------------------------------------


def slug(text: str) -> str:
    """Return `text` in lower case, ASCII, with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def make_people(rng: Random, files: int) -> list[Person]:
    """Return the people; each team holds at least eight active ones."""
    firsts, lasts = VOCABULARY["first_names"], VOCABULARY["last_names"]
    names = [f"{first} {last}" for first in firsts for last in lasts]
    rng.shuffle(names)
    teams = VOCABULARY["teams"]
    count = min(max(files // 25, 8 * len(teams)), 640)
    active = [
        Person(slug(name), name, teams[index % len(teams)], True)
        for index, name in enumerate(names[:count])
    ]
    gone = [
        Person(slug(name), name, rng.choice(teams), False)
        for name in names[count : count + count // 8]
    ]
    return active + gone


def make_clients(rng: Random, files: int) -> list[Client]:
    """Return the clients, each with a sector and a time zone of its own."""
    pairs = [(name, sector) for name in VOCABULARY["client_names"] for sector in SECTORS]
    rng.shuffle(pairs)
    return [
        Client(slug(f"{name} {sector}"), f"{name} {sector}", sector.lower(), rng.choice(OFFSETS))
        for name, sector in pairs[: max(files // 30, 8)]
    ]


SECTORS: list[str] = VOCABULARY["sectors"]
OFFSETS = ("Z", "+01:00", "+02:00", "-05:00")


def make_engagements(
    rng: Random, people: list[Person], clients: list[Client]
) -> Iterator[tuple[Engagement, tuple[str, ...]]]:
    """Yield engagements with the kinds of post-mortem they left, the more the later."""
    crews = {
        team: [person for person in people if person.active and person.team == team]
        for team in VOCABULARY["teams"]
    }
    taken: dict[str, int] = {}
    while True:
        kinds = rng.choice(PATTERNS)
        client, topic = rng.choice(clients), rng.choice(VOCABULARY["topics"])
        team = rng.choice(VOCABULARY["teams"])
        ended = TODAY - timedelta(days=1 + int(FIRST_DAYS_AGO * rng.random() ** 2))
        handle = unique(f"{client.handle}-{slug(topic['topic'])}", taken)
        runs_on = "checkpoint" in kinds and "project" not in kinds
        yield (
            Engagement(
                handle=handle,
                client=client,
                team=team,
                topic=topic,
                started=ended - timedelta(days=rng.randint(60, 300)),
                completed=None if runs_on else ended,
                crew=tuple(rng.sample(crews[team], 6)),
            ),
            kinds,
        )


def unique(name: str, taken: dict[str, int]) -> str:
    """Return `name`, with a number behind it from its second use on."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


# -- which post-mortems there are ----------------------------------------------------------


def plan(rng: Random, engagement: Engagement, kinds: tuple[str, ...]) -> Iterator[Record]:
    """Yield the post-mortems of one engagement, its stretches first, then its incidents."""
    stretches = [kind for kind in kinds if kind != "incident"]
    end = engagement.completed or TODAY - timedelta(days=rng.randint(1, 60))
    end = max(end, engagement.started + timedelta(days=40))
    length = (end - engagement.started).days
    for index, kind in enumerate(stretches):
        first, last = length * index // len(stretches), length * (index + 1) // len(stretches)
        began = engagement.started + timedelta(days=0 if kind == "project" else first)
        anchor = engagement.started + timedelta(days=last)
        yield Record(kind, engagement, began, anchor, draw_status(rng, (TODAY - anchor).days))
    for _ in range(len(kinds) - len(stretches)):
        yield plan_incident(rng, engagement, length)


def plan_incident(rng: Random, engagement: Engagement, length: int) -> Record:
    """Return an incident some time after the middle of `engagement`."""
    day = engagement.started + timedelta(days=rng.randint(length // 2, length + 120))
    day = min(day, TODAY - timedelta(days=rng.randint(3, 60)))
    at = datetime(day.year, day.month, day.day, rng.randint(6, 18), rng.randint(0, 59))
    moments = [at]
    for shortest, longest in ((5, 200), (10, 240), (20, 400), (60, 1500)):
        moments.append(moments[-1] + timedelta(minutes=rng.randint(shortest, longest)))
    status = draw_status(rng, (TODAY - moments[-1].date()).days)
    if status == "draft" and rng.random() < 0.4:
        return Record("incident", engagement, day, day, status, tuple(moments[:2]))
    return Record("incident", engagement, day, moments[-1].date(), status, tuple(moments))


def draw_status(rng: Random, age: int) -> str:
    """Return how far a post-mortem is that has its anchor date `age` days ago."""
    if age < 14:
        return "draft" if age < 9 or rng.random() < 0.5 else "in_review"
    if age <= 45:
        return "in_review" if rng.random() < 0.35 else "reviewed"
    return "closed" if age > 180 and rng.random() < 0.85 else "reviewed"


def plan_all(
    rng: Random, files: int, people: list[Person], clients: list[Client]
) -> tuple[list[Engagement], list[tuple[str, Record]]]:
    """Return the engagements, and exactly `files` records with their ids, oldest first."""
    engagements: list[Engagement] = []
    records: list[Record] = []
    for engagement, kinds in make_engagements(rng, people, clients):
        engagements.append(engagement)
        records += plan(rng, engagement, kinds)
        if len(records) >= files:
            break
    records = sorted(records[:files], key=lambda record: record.anchor)
    taken: dict[str, int] = {}
    return engagements, [(unique(stem(record), taken), record) for record in records]


def stem(record: Record) -> str:
    """Return the id of a record: its anchor date and what it is about."""
    ending = "" if record.kind == "project" else f"-{record.kind}"
    return f"{record.anchor}-{record.engagement.handle}{ending}"


# -- one file ------------------------------------------------------------------------------


def make_case(record: Record, rng: Random, people: list[Person], earlier: list[str]) -> Case:
    """Draw what all parts of a file have to agree on."""
    topic = record.engagement.topic
    facts = {**topic, "Topic": topic["topic"].capitalize()}
    outsiders = [
        person
        for person in rng.sample(people, 24)
        if person.active and person.team != record.engagement.team
    ]
    themes = VOCABULARY["themes"]["project" if record.kind == "checkpoint" else record.kind]
    count = rng.choice((2, 2, 2, 3, 3, 4))
    case = Case(
        record=record,
        rng=rng,
        words=Words(rng, {**facts, "client": record.engagement.client.name}),
        facilitator=outsiders[0],
        guests=tuple(outsiders[1:3]),
        themes=rng.sample(themes, count),
        earlier=earlier,
    )
    set_meeting(case)
    return case


def set_meeting(case: Case) -> None:
    """Fix the days of the meeting; a draft's has not been held."""
    record, rng = case.record, case.rng
    if record.status == "draft":
        return
    late = rng.random() < 0.04 and record.status == "reviewed" and record.age > 20
    case.held = record.anchor + timedelta(days=rng.randint(9, 15) if late else rng.randint(3, 7))
    case.pre_read = case.held - timedelta(days=rng.randint(2, 3))
    case.published = case.held + timedelta(days=rng.randint(1, 2))


def text_of(case: Case) -> str:
    """Return the whole file."""
    parts = (header, meeting, cast, facts_and_figures, causes, actions, insights, afterwards)
    lines = ["---", *(line for part in parts for line in part(case)), "---", ""]
    return "\n".join([*lines, *body(case)]) + "\n"


def quoted(text: str) -> str:
    """Return `text` as a YAML scalar, in quotes where it needs them."""
    if ": " in text or " #" in text or not (text[0].isalnum()) or text[-1] == ":":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


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


def in_flow(text: str) -> str:
    """Return a scalar as a flow mapping needs it: in quotes when it holds a comma."""
    return f'"{text}"' if "," in text and not text.startswith('"') else text


# -- the body ------------------------------------------------------------------------------


def body(case: Case) -> Iterator[str]:
    """Yield the sections of the file's kind."""
    for heading, pool, least, most, form in SECTIONS[case.record.kind]:
        yield from ("", f"## {heading}", "")
        if case.record.status == "draft":
            yield from ("<!-- Facts first: what was planned, and what happened? -->", "")
        sentences = VOCABULARY["body"][pool]
        count = min(case.rng.randint(least, most), len(sentences))
        chosen = [case.words.say(sentence) for sentence in case.rng.sample(sentences, count)]
        yield from FORMS[form](case, chosen)
        if case.record.status == "draft" and heading == "Open questions":
            yield "- TODO"


def prose(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph, a few sentences a line."""
    for start in range(0, len(sentences), 2):
        yield " ".join(sentences[start : start + 2])


def paragraphs(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph a sentence, the first with a detail of its own."""
    extra = case.words.say(case.rng.choice(VOCABULARY["body"]["summary"]))
    for index, sentence in enumerate(sentences):
        yield from ("",) if index else ()
        yield f"**{index + 1}.** {sentence}" + (f" {extra}" if index == 0 else "")


def bullets(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a list."""
    return (f"- {sentence}" for sentence in sentences)


def steps(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a numbered list."""
    return (f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))


def timeline(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield the events with their days, then hours by month."""
    record = case.record
    length = max((record.anchor - record.began).days, 1)
    days = sorted(case.rng.randrange(length) for _ in sentences)
    for day, sentence in zip(days, sentences, strict=True):
        yield f"- **{record.began + timedelta(days=day)}** {sentence}"
    yield from ("", "| month | hours on data | hours on model | hours on interfaces |")
    yield "| --- | ---: | ---: | ---: |"
    for month in range(1, 4):
        hours = " | ".join(str(case.rng.randint(20, 190)) for _ in range(3))
        yield f"| {month} | {hours} |"


def clock(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield an incident's events with their times, and a few lines of its log."""
    at = case.record.moments[0]
    for sentence in sentences:
        yield f"- {at:%H:%M} {sentence}"
        at += timedelta(minutes=case.rng.randint(4, 55))
    yield from ("", "```text")
    for _ in range(4):
        at += timedelta(minutes=1)
        number = case.rng.randint(1000, 9999)
        yield f"{at:%H:%M:%S} request={number} passages={number % 4} status=200 cost={number}"
    yield "```"


FORMS: dict[str, Callable[[Case, list[str]], Iterable[str]]] = {
    "prose": prose,
    "paragraphs": paragraphs,
    "bullets": bullets,
    "steps": steps,
    "timeline": timeline,
    "clock": clock,
}


# -- registers and the whole ---------------------------------------------------------------


def people_register(people: list[Person]) -> Iterator[str]:
    """Yield register/people.yml."""
    for person in people:
        first, last = person.handle.split("-", 1)
        yield f"- handle: {person.handle}"
        yield f"  name: {person.name}"
        yield f"  aliases: [{first[0]}{last}]"
        yield f"  team: {person.team}"
        yield f"  active: {'true' if person.active else 'false'}"


def clients_register(clients: list[Client]) -> Iterator[str]:
    """Yield register/clients.yml."""
    for client in clients:
        yield f"- handle: {client.handle}"
        yield f"  name: {client.name}"
        yield f"  aliases: [{client.name.replace(' ', '')}]"
        yield f"  domains: [{client.handle}.example]"
        yield f"  sector: {client.sector}"


def projects_register(engagements: list[Engagement]) -> Iterator[str]:
    """Yield register/projects.yml."""
    for engagement in engagements:
        yield f"- handle: {engagement.handle}"
        yield f"  client: {engagement.client.handle}"
        yield f"  team: {engagement.team}"
        yield f"  started_on: {engagement.started}"
        if engagement.completed:
            yield f"  completed_on: {engagement.completed}"


def tags_register(used: set[str]) -> Iterator[str]:
    """Yield register/tags.yml: the tags of our own that a file carries."""
    for name in sorted(used):
        own = VOCABULARY["own_tags"][name]
        yield f"- name: {name}"
        yield "  group: root-cause"
        yield f"  title: {own['title']}"
        yield f"  description: {own['description']}"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write `lines` to `path`."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ties(rng: Random, index: int, records: list[tuple[str, Record]]) -> list[str]:
    """Return up to two ids of older post-mortems that the one at `index` points to."""
    if index < 5 or rng.random() < 0.4:
        return []
    return sorted({records[rng.randrange(index)][0] for _ in range(2)})


def generate(directory: str | Path, files: int, seed: int = 7) -> None:
    """Write a repository of `files` post-mortems into `directory`.

    Args:
        directory: Where to; created, and refused when it holds post-mortems already.
        files: How many post-mortems, at least one.
        seed: The same seed gives the same bytes.

    Raises:
        FileExistsError: `directory` holds a repository already.
        ValueError: `files` is below one.
    """
    if files < 1:
        raise ValueError("a repository has at least one file")
    root = Path(directory)
    (root / "register").mkdir(parents=True, exist_ok=True)
    (root / "postmortems").mkdir()
    rng = Random(seed)
    people, clients = make_people(rng, files), make_clients(rng, files)
    engagements, records = plan_all(rng, files, people, clients)
    used: set[str] = set()
    for index, (name, record) in enumerate(records):
        own = Random(f"{seed}:{name}")
        case = make_case(record, own, people, ties(own, index, records))
        used.update(t for theme in case.themes for t in theme["tags"] if t in OWN_TAGS)
        (root / "postmortems" / f"{name}.md").write_bytes(text_of(case).encode())
    write(root / "pmkit.toml", ["format = 1"])
    write(root / "register" / "people.yml", people_register(people))
    write(root / "register" / "clients.yml", clients_register(clients))
    write(root / "register" / "projects.yml", projects_register(engagements))
    write(root / "register" / "tags.yml", tags_register(used))


OWN_TAGS: dict[str, dict[str, str]] = VOCABULARY["own_tags"]


def main(argv: list[str] | None = None) -> int:
    """Read the command line and write the repository."""
    parser = argparse.ArgumentParser(description="Write a realistic repository of post-mortems.")
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(argv)
    try:
        generate(options.directory, options.files, options.seed)
    except (OSError, ValueError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 2
    print(f"wrote {options.files} post-mortems to {options.directory}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
