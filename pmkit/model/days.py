"""Days as people write them: ISO 8601, strictly."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1970, 2199

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-./]?([0-9]{1,2})[-./]?([0-9]{1,2})\Z")


class DayError(ValueError):
    """Text that is no day; the message says what to write."""


@lru_cache(4096)
def parse_day(text: str) -> date:
    """Read an ISO 8601 day, `YYYY-MM-DD`, of the years 1970 to 2199.

    Raises:
        DayError: It is none; the message names the likely intention.
    """
    match = _DAY.match(text)
    if not match:
        loose = _LOOSE_DAY.match(text)
        if loose:
            guess = f"{loose[1]}-{int(loose[2]):02d}-{int(loose[3]):02d}"
            raise DayError(
                f"write it as {guess}" if _DAY.match(guess) else "write it as YYYY-MM-DD"
            )
        raise DayError("write a day as YYYY-MM-DD")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DayError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    if not 1 <= month <= 12:
        raise DayError(f"there is no month {month}")
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError(f"that month has no day {day}") from None


def a_month_before(day: date) -> date:
    """Return the same day of the month before, or that month's last day where it has none."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
