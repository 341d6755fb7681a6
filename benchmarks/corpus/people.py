"""Who works for whom on what: the values behind the registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from corpus.words import VOCABULARY, slug, unique

TODAY = date(2026, 4, 1)
"""No recorded day is later than this; lint the repository with `--as-of 2026-04-01`."""

DAYS_BACK = 2300
CREW = 6
OFFSETS = ("Z", "+01:00", "+02:00", "-05:00")
PATTERNS: tuple[tuple[str, ...], ...] = (
    ("project",),
    ("project",),
    ("project", "incident"),
    ("pilot",),
    ("pilot", "project"),
    ("pilot", "project", "incident"),
    ("pilot", "checkpoint", "project"),
    ("checkpoint", "project", "incident"),
    ("checkpoint", "checkpoint", "project", "incident"),
    ("checkpoint", "checkpoint", "checkpoint", "project", "incident"),
    ("checkpoint", "checkpoint", "checkpoint", "checkpoint", "incident", "incident"),
)
"""The post-mortems of one engagement; with checkpoints and no `project` it still runs."""

REGISTER_SIZE = 7000
"""About as many projects a register holds at most; in larger repositories each runs longer."""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of register/people.yml."""

    handle: str
    name: str
    team: str
    active: bool


@dataclass(frozen=True, slots=True)
class Client:
    """An entry of register/clients.yml, and the zone its clocks show."""

    handle: str
    name: str
    sector: str
    offset: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """An entry of register/projects.yml, who works on it, and its kinds of post-mortem."""

    handle: str
    client: Client
    team: str
    topic: dict[str, str]
    started: date
    completed: date | None
    crew: tuple[Person, ...]
    kinds: tuple[str, ...]


def make_people(rng: Random, files: int) -> list[Person]:
    """Return the people: each team has eight active ones at least, and some have left."""
    names = [f"{a} {b}" for a in VOCABULARY["first_names"] for b in VOCABULARY["last_names"]]
    rng.shuffle(names)
    teams = VOCABULARY["teams"]
    active = min(max(files // 25, 8 * len(teams)), 640)
    return [
        Person(slug(name), name, teams[index % len(teams)], index < active)
        for index, name in enumerate(names[: active + active // 8])
    ]


def make_clients(rng: Random, files: int) -> list[Client]:
    """Return the clients, each with a sector and a time zone of its own."""
    pairs = [(a, b) for a in VOCABULARY["client_names"] for b in VOCABULARY["sectors"]]
    rng.shuffle(pairs)
    return [
        Client(slug(f"{name} {sector}"), f"{name} {sector}", sector.lower(), rng.choice(OFFSETS))
        for name, sector in pairs[: max(files // 30, 8)]
    ]


def make_engagements(
    rng: Random, people: list[Person], clients: list[Client], files: int
) -> Iterator[Engagement]:
    """Yield engagements without end; the nearer to `TODAY`, the more of them."""
    phases = 1 + files // (3 * REGISTER_SIZE)
    teams = VOCABULARY["teams"]
    members = {team: [p for p in people if p.active and p.team == team] for team in teams}
    taken: dict[str, int] = {}
    while True:
        kinds = rng.choice(PATTERNS) * phases
        runs_on = "checkpoint" in kinds and "project" not in kinds
        client, topic = rng.choice(clients), rng.choice(VOCABULARY["topics"])
        team = rng.choice(teams)
        ended = TODAY - timedelta(days=1 + int(DAYS_BACK * rng.random() ** 2))
        yield Engagement(
            handle=unique(f"{client.handle}-{slug(topic['topic'])}", taken),
            client=client,
            team=team,
            topic=topic,
            started=ended - timedelta(days=sum(rng.randint(40, 120) for _ in kinds)),
            completed=None if runs_on else ended,
            crew=tuple(rng.sample(members[team], CREW)),
            kinds=kinds,
        )
