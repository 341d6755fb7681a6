"""Small pieces of sentences: counts, dates, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 action`, `2 actions`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def text(value: object) -> str:
    """Return `value` as a cell; what is absent is empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def words(values: Iterable[str]) -> str:
    """Return `a, b, c`."""
    return ", ".join(values)


def some(values: Sequence[str], most: int = 5) -> str:
    """Return `a, b, c and 4 more`."""
    if len(values) <= most:
        return words(values)
    return f"{words(values[:most])} and {len(values) - most} more"


def as_of_note(as_of: date) -> str:
    """Return the line that says for which day a report was made."""
    return f"as of {as_of.isoformat()}"


def slips_of(times: int | None, days: int | None) -> str:
    """Return `2 (+28 d)` for a deadline that moved twice; empty when it never did."""
    return f"{times} (+{days} d)" if times else ""


def days_of(past: int | None) -> str:
    """Return `3 d late`, `today` or `in 3 d` for days past a day; empty where there is none."""
    if past is None:
        return ""
    return f"{past} d late" if past > 0 else f"in {-past} d" if past else "today"
