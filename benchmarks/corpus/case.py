"""What is drawn once for a file, so that all its parts agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from corpus.people import Person
from corpus.plan import Record
from corpus.words import VOCABULARY, Words

CAUSES = {
    "project": (2, 2, 2, 2, 3, 3, 4),
    "checkpoint": (2, 2, 2, 3),
    "pilot": (2, 2, 2, 3),
    "incident": (2, 2, 3),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The days of the meeting."""

    pre_read: date
    held: date
    published: date


@dataclass(frozen=True, slots=True)
class Case:
    """A record with the choices that more than one part of its file needs."""

    record: Record
    rng: Random
    words: Words
    facilitator: Person
    guests: tuple[Person, ...]
    themes: list[dict[str, Any]]
    meeting: Meeting | None
    earlier: list[str]

    def some(self, pool: str) -> str:
        """Return a filled sentence of the vocabulary's list `pool`."""
        return self.words.say(self.rng.choice(VOCABULARY[pool]))

    @property
    def base(self) -> date:
        """The day from which deadlines count."""
        return self.meeting.held if self.meeting else self.record.anchor + timedelta(days=5)

    @property
    def client_met_on(self) -> date | None:
        """The day of the talk with the client, where there was one."""
        record = self.record
        if self.meeting and record.kind in ("project", "incident") and record.age % 7 == 0:
            return self.meeting.held + timedelta(days=10) if record.age > 60 else None
        return None


def make_case(record: Record, rng: Random, people: list[Person], earlier: list[str]) -> Case:
    """Draw a file's choices; `earlier` are the older post-mortems it points to."""
    topic = record.engagement.topic
    facts = {"client": record.engagement.client.name, "Topic": topic["topic"].capitalize()}
    outsiders = [
        person
        for person in rng.sample(people, 24)
        if person.active and person.team != record.engagement.team
    ]
    themes = VOCABULARY["themes"]["project" if record.kind == "checkpoint" else record.kind]
    return Case(
        record=record,
        rng=rng,
        words=Words(rng, {**topic, **facts}),
        facilitator=outsiders[0],
        guests=tuple(outsiders[1:3]),
        themes=rng.sample(themes, rng.choice(CAUSES[record.kind])),
        meeting=make_meeting(record, rng),
        earlier=earlier,
    )


def make_meeting(record: Record, rng: Random) -> Meeting | None:
    """Return the days of the meeting, now and then a late one; a draft's is still to come."""
    if record.status == "draft":
        return None
    late = record.status == "reviewed" and record.age > 24 and rng.random() < 0.04
    held = record.anchor + timedelta(days=rng.randint(9, 15) if late else rng.randint(3, 7))
    return Meeting(
        pre_read=held - timedelta(days=rng.randint(2, 3)),
        held=held,
        published=held + timedelta(days=rng.randint(1, 2)),
    )
