"""Which figures a client is told: how good the result is, never what it took to make it.

The format does not say which metrics are agreed with the client. What is planned in money, effort
and time is ours, so only two sorts are told: shares (`%`), and those with `better: higher`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from pmkit.model.enums import Better
from pmkit.model.parts import Metric

_SHARES = frozenset({"%", "‰", "percent", "per cent", "pct", "pp", "percentage points"})
_MONEY = re.compile(r"\b[kmt]?[A-Z]{3}\b|(?i:\b[kmt]?(?:eur|usd|gbp|chf|euros?|dollars?)\b)")
"""A currency code, with a prefix for thousands or millions; small letters for the commonest."""

_TIME = re.compile(
    r"\b(?:ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|ftes?)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:budgets?|costs?|spend(?:ing)?|margins?|profits?|revenues?|turnover|loss(?:es)?|efforts?"
    r"|hours|overtime|overruns?|durations?|utili[sz]ation|billable|capacity|velocity|workload"
    r"|staff(?:ing)?|team|morale)\b",
    re.IGNORECASE,
)
"""Words in a metric's name that speak of our money, our effort or our people."""


def is_for_client(metric: Metric) -> bool:
    """Tell whether the metric says how good the result is, in neither money nor time."""
    unit = (metric.unit or "").strip()
    if _OURS.search(metric.name or ""):
        return False
    if unit.casefold() in _SHARES:
        return True
    return metric.better is Better.HIGHER and not _is_money_or_time(unit)


def _is_money_or_time(unit: str) -> bool:
    has_sign = any(unicodedata.category(one) == "Sc" for one in unit)
    return bool(has_sign or _MONEY.search(unit) or _TIME.search(unit))


def compared(metrics: Iterable[Metric]) -> list[Metric]:
    """Return the metrics for the client that were both planned and measured."""
    return [one for one in metrics if is_for_client(one) and None not in (one.planned, one.actual)]


def is_worse(metric: Metric) -> bool:
    """Tell whether less was reached than planned; lower is better where nothing else is said."""
    if metric.planned is None or metric.actual is None:
        return False
    if metric.better is Better.HIGHER:
        return metric.actual < metric.planned
    return metric.actual > metric.planned


def figure(metric: Metric, escape: Callable[[str], str]) -> dict[str, str]:
    """Return the metric as text for a template, thousands apart."""
    return {
        "name": escape(metric.name or ""),
        "unit": escape(metric.unit or ""),
        "planned": _number(metric.planned),
        "actual": _number(metric.actual),
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"
