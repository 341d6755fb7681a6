"""What is drawn once for a file, so that all its parts agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from corpus.plan import Person, Record
from corpus.words import VOCABULARY, Words


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
