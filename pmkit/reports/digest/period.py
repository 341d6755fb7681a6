"""A month, a quarter or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from pmkit.errors import UsageError
from pmkit.visible import short

_FORMS = {
    "month": (re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z"), "2026-03"),
    "quarter": (re.compile(r"([0-9]{4})-?[qQ]([1-4])\Z"), "2026-Q1"),
    "year": (re.compile(r"([0-9]{4})\Z"), "2026"),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_YEARS = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months; `name` is such as 2026-Q1."""

    name: str
    first_on: date
    last_on: date

    def holds(self, day: date | None) -> bool:
        """Tell whether `day` lies in it."""
        return day is not None and self.first_on <= day <= self.last_on


def read_period(sort: str, text: str) -> Period:
    """Return the period that `text` names.

    Args:
        sort: `month`, `quarter` or `year`.

    Raises:
        UsageError: The text names none.
    """
    form, example = _FORMS[sort]
    found = form.match(text.strip())
    if not found or int(found[1]) not in _YEARS:
        raise UsageError(
            f"--{sort} is `{short(text)}`, which is no {sort}", f"write it as {example}"
        )
    year = int(found[1])
    months = _MONTHS[sort]
    first = 1 if sort == "year" else (int(found[2]) - 1) * months + 1
    last = first + months - 1
    name = {
        "month": f"{year}-{first:02}",
        "quarter": f"{year}-Q{last // 3}",
        "year": str(year),
    }[sort]
    end = calendar.monthrange(year, last)[1]
    return Period(name, date(year, first, 1), date(year, last, end))


def option_of(name: str) -> str:
    """Return the option that asks for the period of that name, such as `--quarter 2026-Q1`."""
    return next(f"--{sort} {name}" for sort, (form, _) in _FORMS.items() if form.match(name))


def before(today: date) -> tuple[str, str, str]:
    """Return the last whole month, quarter and year before `today`, as they are written."""
    month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    quarter = (today.month - 1) // 3
    ended = (today.year, quarter) if quarter else (today.year - 1, 4)
    return f"{month[0]}-{month[1]:02}", f"{ended[0]}-Q{ended[1]}", str(today.year - 1)


def month_of(day: date) -> str:
    """Return the month of `day`, such as 2026-03."""
    return f"{day.year}-{day.month:02}"
