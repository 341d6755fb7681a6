"""The facts before opinions: metrics, deliverables, signals, cost, a pilot's path."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.case import Case
from corpus.words import VOCABULARY, in_quotes


def figures(case: Case) -> Iterator[str]:
    """Yield planned against actual, and what it cost."""
    kind, rng = case.record.kind, case.rng
    yield "metrics:"
    yield from incident_metrics(case) if kind == "incident" else plan_metrics(case)
    if kind != "incident":
        yield from outside_view(case)
    loss, future = rng.randrange(2000, 90000, 100), rng.randrange(20000, 400000, 5000)
    yield f"cost: {{currency: EUR, direct_loss: {loss}, future_loss: {future}, review: 3200}}"
    if kind == "pilot":
        yield from path(case)


def plan_metrics(case: Case) -> Iterator[str]:
    """Yield what was planned and what it came to."""
    rng = case.rng
    actual = (case.record.anchor - case.record.began).days
    planned = max(10, round(actual * rng.uniform(0.6, 1.05)))
    yield f"  - {{name: duration, unit: days, planned: {planned}, actual: {actual}}}"
    planned = rng.randrange(40000, 300000, 2000)
    actual = round(planned * rng.uniform(0.85, 1.7))
    yield f"  - {{name: budget, unit: EUR, planned: {planned}, actual: {actual}}}"
    planned = rng.randint(80, 95)
    share = round(planned - rng.uniform(-2, 14), 1)
    yield f'  - {{name: accuracy, unit: "%", planned: {planned}, actual: {share}, better: higher}}'


def incident_metrics(case: Case) -> Iterator[str]:
    """Yield how long detection took, and how many results were wrong."""
    first, seen = case.record.moments[:2]
    minutes = int((seen - first).total_seconds()) // 60
    wrong = round(case.rng.uniform(1.1, 30), 1)
    yield f"  - {{name: time to detect, unit: minutes, planned: 30, actual: {minutes}}}"
    yield f'  - {{name: wrong results, unit: "%", planned: 1, actual: {wrong}}}'


def outside_view(case: Case) -> Iterator[str]:
    """Yield what was delivered, and how client and team took it."""
    rng = case.rng
    yield "deliverables:"
    for name in rng.sample(VOCABULARY["deliverables"], rng.randint(1, 2)):
        yield f"  - {{name: {name}, accepted: {rng.choice(('yes', 'yes', 'partly', 'no'))}}}"
    heard = f"nps: {rng.randint(-40, 70)}, renewal: {rng.choice(('won', 'lost', 'open'))}"
    yield f"signals: {{{heard}, client: {in_quotes(case.some('client_signals'))}}}"


def path(case: Case) -> Iterator[str]:
    """Yield how far a pilot was taken up, and its hand-offs from trigger to value."""
    rng = case.rng
    target = rng.randint(40, 90)
    yield f'adoption: {{target: {target}, actual: {rng.randint(15, target)}, unit: "%"}}'
    yield "edges:"
    stops = rng.sample(VOCABULARY["edge_roles"], 4)
    weak = rng.randrange(3)
    for index, (giver, taker) in enumerate(pairwise(stops)):
        moment = rng.choice(VOCABULARY["edge_moments"])
        ending = f"true, note: {in_quotes(case.some('edge_notes'))}" if index == weak else "false"
        yield f"  - {{from: {giver}, to: {taker}, moment: {moment}, lost_energy: {ending}}}"
