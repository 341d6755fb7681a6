"""Which post-mortems there are: kind, days and status of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from corpus.people import TODAY, Engagement
from corpus.words import unique


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

    @property
    def stem(self) -> str:
        """The anchor date and what it is about; the id, where no other one is the same."""
        ending = "" if self.kind == "project" else f"-{self.kind}"
        return f"{self.anchor}-{self.engagement.handle}{ending}"


def plan(
    rng: Random, engagements: Iterable[Engagement], files: int
) -> tuple[list[Engagement], list[tuple[str, Record]]]:
    """Return the engagements it takes, and `files` records with their ids, oldest first."""
    used: list[Engagement] = []
    records: list[Record] = []
    for engagement in engagements:
        used.append(engagement)
        records += plan_engagement(rng, engagement)
        if len(records) >= files:
            break
    records = sorted(records[:files], key=lambda record: record.anchor)
    taken: dict[str, int] = {}
    return used, [(unique(record.stem, taken), record) for record in records]


def plan_engagement(rng: Random, engagement: Engagement) -> Iterator[Record]:
    """Yield the post-mortems of one engagement: its stretches first, then its incidents."""
    stretches = [kind for kind in engagement.kinds if kind != "incident"]
    end = engagement.completed or TODAY - timedelta(days=rng.randint(1, 60))
    length = max((end - engagement.started).days, 40)
    for index, kind in enumerate(stretches):
        first = 0 if kind == "project" else length * index // len(stretches)
        last = length * (index + 1) // len(stretches)
        began = engagement.started + timedelta(days=first)
        anchor = min(engagement.started + timedelta(days=last), TODAY - timedelta(days=1))
        yield Record(kind, engagement, began, anchor, draw_status(rng, anchor))
    for _ in range(len(engagement.kinds) - len(stretches)):
        yield plan_incident(rng, engagement, length)


def plan_incident(rng: Random, engagement: Engagement, length: int) -> Record:
    """Return an incident after the middle of `engagement`; a fresh one may still run."""
    day = engagement.started + timedelta(days=rng.randint(length // 2, length + 120))
    day = min(day, TODAY - timedelta(days=rng.randint(4, 60)))
    moments = [datetime(day.year, day.month, day.day, rng.randint(6, 18), rng.randint(0, 59))]
    for shortest, longest in ((5, 200), (10, 240), (20, 400), (60, 1500)):
        moments.append(moments[-1] + timedelta(minutes=rng.randint(shortest, longest)))
    resolved = moments[-1].date()
    status = draw_status(rng, resolved)
    if status == "draft" and rng.random() < 0.4:
        return Record("incident", engagement, day, day, status, tuple(moments[:2]))
    return Record("incident", engagement, day, resolved, status, tuple(moments))


def draw_status(rng: Random, anchor: date) -> str:
    """Return how far a post-mortem with this anchor date is on `TODAY`."""
    age = (TODAY - anchor).days
    if age < 14:
        return "draft" if age < 9 or rng.random() < 0.5 else "in_review"
    if age <= 45:
        return "in_review" if rng.random() < 0.35 else "reviewed"
    return "closed" if age > 180 and rng.random() < 0.5 else "reviewed"
