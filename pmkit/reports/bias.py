"""Estimation bias: what things came to, as a multiple of what was planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmkit.record import MetricRecord, Record


@dataclass(frozen=True, slots=True)
class Bias:
    """One metric; the fields are the keys of its JSON.

    Attributes:
        metric: Its name as it was first written; case does not tell metrics apart.
        n: How often it was both planned, above zero, and measured.
        median_ratio: The median of actual / planned.
        unit: Where all of them have the same.
    """

    metric: str
    n: int
    median_ratio: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class KindBias:
    """One metric in the post-mortems of one kind."""

    metric: str
    kind: str
    n: int
    median_ratio: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class QuarterBias:
    """One metric in the post-mortems of one quarter, such as 2026-Q1."""

    metric: str
    quarter: str
    n: int
    median_ratio: float
    unit: str | None


def find_bias(records: Iterable[Record]) -> tuple[Bias, ...]:
    """Return the bias of each metric, the most often measured first, then by name."""
    rows = [Bias(found[0].name or "", *_figures(found)) for found in _grouped(_measured(records))]
    return tuple(sorted(rows, key=lambda row: (-row.n, row.metric)))


def find_bias_by_kind(records: Iterable[Record]) -> tuple[KindBias, ...]:
    """Return the bias of each metric in each kind, the most often measured first, then by name."""
    rows = [
        KindBias(row.metric, kind, row.n, row.median_ratio, row.unit)
        for kind, row in _split(records, lambda record: record.kind and str(record.kind))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n, row.metric, row.kind)))


def find_bias_by_quarter(records: Iterable[Record]) -> tuple[QuarterBias, ...]:
    """Return the bias of each metric in each quarter, by name, then the oldest first."""
    rows = [
        QuarterBias(row.metric, quarter, row.n, row.median_ratio, row.unit)
        for quarter, row in _split(records, _quarter)
    ]
    return tuple(sorted(rows, key=lambda row: (row.metric.casefold(), row.quarter)))


def _quarter(record: Record) -> str | None:
    """Return the quarter of the record's anchor date."""
    day = record.anchor_on
    return f"{day.year}-Q{(day.month + 2) // 3}" if day else None


def _split(
    records: Iterable[Record], name_of: Callable[[Record], str | None]
) -> Iterator[tuple[str, Bias]]:
    """Yield the bias of each metric in each part of `records`, with the name of the part."""
    parts: dict[str, list[Record]] = {}
    for record in records:
        if name := name_of(record):
            parts.setdefault(name, []).append(record)
    for name, part in parts.items():
        for row in find_bias(part):
            yield name, row


def _measured(records: Iterable[Record]) -> Iterator[MetricRecord]:
    for record in records:
        for metric in record.metrics:
            if metric.name and metric.planned and metric.planned > 0 and metric.actual is not None:
                yield metric._replace(name=metric.name.strip())


def _grouped(metrics: Iterable[MetricRecord]) -> list[list[MetricRecord]]:
    groups: dict[str, list[MetricRecord]] = {}
    for metric in metrics:
        groups.setdefault((metric.name or "").casefold(), []).append(metric)
    return list(groups.values())


def _figures(metrics: list[MetricRecord]) -> tuple[int, float, str | None]:
    ratios = [(metric.actual or 0) / (metric.planned or 1) for metric in metrics]
    units = {metric.unit for metric in metrics}
    return len(ratios), median(ratios), units.pop() if len(units) == 1 else None
