"""Who works for whom on what, and which post-mortems that left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from corpus.words import VOCABULARY, slug, unique


TODAY = date(2026, 4, 1)
"""The day all recorded dates stop before; lint the repository with `--as-of 2026-04-01`."""

FIRST_DAYS_AGO = 2300


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
