"""`stats`: whether the practice follows through, in a few figures, never by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median
from typing import TYPE_CHECKING

from pmkit.model.enums import Target
from pmkit.reports.bias import Bias, KindBias, find_bias, find_bias_by_kind
from pmkit.reports.selecting import Selection, counted

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, CostRecord, Record
    from pmkit.registers import Registers

NEWEST = 5
"""Over how many post-mortems follow-through is measured."""

FAILING = 0.5
"""A rate below this says that the trouble is following through, not analysis."""

_DONE = ("implemented", "verified")


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """Of the actions due in the newest post-mortems that have any, how many are in place.

    Attributes:
        postmortems: Their ids, the newest first.
        due: Actions with a deadline on or before the day, cancelled ones left out.
        rate: None where nothing is due.
    """

    postmortems: tuple[str, ...]
    due: int
    implemented: int
    rate: float | None
    failing: bool


@dataclass(frozen=True, slots=True)
class FollowThroughAll:
    """The same over all post-mortems."""

    due: int
    implemented: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of all actions due, how many were implemented by the deadline as it stands."""

    due: int
    implemented_in_time: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class TimeToPostmortem:
    """Days from the anchor date to the meeting, where both are told."""

    n: int
    median_days: float | None
    max_days: int | None


@dataclass(frozen=True, slots=True)
class Slips:
    """Deadlines that moved; None while history is not read."""

    actions: int | None = None
    moves: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures; the fields are the keys of the JSON.

    Attributes:
        n: How many post-mortems count.
        compounding: Actions of incidents that are in place, by what they changed.
        cost: By currency; `return` is what was lost for each unit of money that looking back cost.
        cost_without_currency: How many post-mortems name sums that cannot be added.
    """

    follow_through: FollowThrough
    on_time: OnTime
    time_to_postmortem: TimeToPostmortem
    slips: Slips
    bias: tuple[Bias, ...]
    compounding: dict[str, int]
    cost: dict[str, dict[str, float | None]]
    n: int
    follow_through_all: FollowThroughAll
    bias_by_kind: tuple[KindBias, ...]
    cost_without_currency: int


def find_stats(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
) -> Stats:
    """Return the figures over the post-mortems that count and are selected."""
    chosen = counted(records, registers, as_of, selection or Selection())
    due = [action for record in chosen for action in _due(record, as_of)]
    done = sum(action.status in _DONE for action in due)
    in_time = sum(_is_in_time(action) for action in due)
    costs = [record.cost for record in chosen if record.cost and _has_sum(record.cost)]
    return Stats(
        follow_through=_follow_through(chosen, as_of),
        on_time=OnTime(len(due), in_time, _rate(in_time, len(due))),
        time_to_postmortem=_time_to_postmortem(chosen),
        slips=Slips(),
        bias=find_bias(chosen),
        compounding=_compounding(chosen),
        cost=_cost(costs),
        n=len(chosen),
        follow_through_all=FollowThroughAll(len(due), done, _rate(done, len(due))),
        bias_by_kind=find_bias_by_kind(chosen),
        cost_without_currency=sum(not _currency(cost) for cost in costs),
    )


def _due(record: Record, as_of: date) -> list[ActionRecord]:
    """Return the actions that were to be done by `as_of`; cancelled ones do not count."""
    return [
        action
        for action in record.actions
        if action.deadline and action.deadline <= as_of and action.status != "cancelled"
    ]


def _follow_through(chosen: Sequence[Record], as_of: date) -> FollowThrough:
    newest = [record for record in reversed(chosen) if _due(record, as_of)][:NEWEST]
    due = [action for record in newest for action in _due(record, as_of)]
    done = sum(action.status in _DONE for action in due)
    rate = _rate(done, len(due))
    failing = rate is not None and rate < FAILING
    return FollowThrough(tuple(record.id for record in newest), len(due), done, rate, failing)


def _is_in_time(action: ActionRecord) -> bool:
    return bool(
        action.implemented_on and action.deadline and action.implemented_on <= action.deadline
    )


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _time_to_postmortem(chosen: Iterable[Record]) -> TimeToPostmortem:
    days = [(r.held_on - r.anchor_on).days for r in chosen if r.held_on and r.anchor_on]
    return TimeToPostmortem(len(days), median(days) if days else None, max(days, default=None))


def _compounding(chosen: Iterable[Record]) -> dict[str, int]:
    """Return how many actions of incidents are in place, by target, in the format's order."""
    gained = [
        action.target
        for record in chosen
        if record.kind == "incident"
        for action in record.actions
        if action.status in _DONE
    ]
    return {target.value: gained.count(target) for target in Target if target in gained}


def _has_sum(cost: CostRecord) -> bool:
    return any(value is not None for value in (cost.direct_loss, cost.future_loss, cost.review))


def _currency(cost: CostRecord) -> str:
    return (cost.currency or "").strip().upper()


def _cost(costs: Sequence[CostRecord]) -> dict[str, dict[str, float | None]]:
    currencies = sorted({_currency(cost) for cost in costs} - {""})
    return {
        currency: dict(_sums([cost for cost in costs if _currency(cost) == currency]))
        for currency in currencies
    }


def _sums(costs: Sequence[CostRecord]) -> Iterator[tuple[str, float | None]]:
    direct = _sum(cost.direct_loss for cost in costs)
    future = _sum(cost.future_loss for cost in costs)
    review = _sum(cost.review for cost in costs)
    lost = _sum((direct, future))
    yield "direct_loss", direct
    yield "future_loss", future
    yield "review", review
    yield "return", lost / review if lost is not None and review and review > 0 else None


def _sum(values: Iterable[float | None]) -> float | None:
    """Return the sum of what is told; None where nothing is."""
    told = [value for value in values if value is not None]
    return fsum(told) if told else None
