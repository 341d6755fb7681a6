"""`stats`: whether the practice follows through, in a few figures, never by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median
from typing import TYPE_CHECKING

from pmkit.model.enums import Target
from pmkit.reports.bias import (
    Bias,
    KindBias,
    QuarterBias,
    find_bias,
    find_bias_by_kind,
    find_bias_by_quarter,
)
from pmkit.reports.follow_through import (
    DONE,
    FollowThrough,
    FollowThroughAll,
    OnTime,
    find_follow_through,
    find_follow_through_all,
    find_on_time,
)
from pmkit.reports.learning import Learning, find_learning
from pmkit.reports.selecting import Selection, counted

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.record import CostRecord, Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class TimeToPostmortem:
    """Days from the anchor date to the meeting, where both are told."""

    n: int
    median_days: float | None
    max_days: int | None


@dataclass(frozen=True, slots=True)
class Slips:
    """Deadlines that moved to a later day; None where there is no history.

    Attributes:
        actions: How many actions moved.
        moves: How often, in all.
        days: By how many days, in all.
    """

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
    bias_by_quarter: tuple[QuarterBias, ...]
    cost_without_currency: int
    learning: Learning


def find_stats(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    selection: Selection | None = None,
    history: History | None = None,
) -> Stats:
    """Return the figures over the post-mortems that count and are selected."""
    every = counted(records, registers, as_of, Selection())
    chosen = [record for record in every if selection is None or selection.fits(record, registers)]
    costs = [record.cost for record in chosen if record.cost and _has_sum(record.cost)]
    return Stats(
        follow_through=find_follow_through(chosen, as_of),
        on_time=find_on_time(chosen, as_of),
        time_to_postmortem=_time_to_postmortem(chosen),
        slips=_slips(chosen, history),
        bias=find_bias(chosen),
        compounding=_compounding(chosen),
        cost=_cost(costs),
        n=len(chosen),
        follow_through_all=find_follow_through_all(chosen, as_of),
        bias_by_kind=find_bias_by_kind(chosen),
        bias_by_quarter=find_bias_by_quarter(chosen),
        cost_without_currency=sum(not _currency(cost) for cost in costs),
        learning=find_learning(chosen, every, registers, as_of),
    )


def _slips(chosen: Iterable[Record], history: History | None) -> Slips:
    """Count what moved; an action without an id cannot be followed."""
    if history is None:
        return Slips()
    ids = ((record.path, name) for record in chosen for name in {a.id for a in record.actions})
    found = [history.slips(path, name) for path, name in ids if name]
    moved = [slips for slips in found if slips.times]
    times, days = sum(one.times for one in moved), sum(one.days for one in moved)
    return Slips(len(moved), times, days)


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
        if action.status in DONE
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
