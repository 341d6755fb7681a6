"""The day that somebody means by `2026-05-01`, `+2w` or `eom`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from pmkit.errors import UsageError
from pmkit.model.days import LAST_YEAR, DayError, parse_day
from pmkit.visible import short

_AHEAD = re.compile(r"\+([0-9]{1,4})([dw])\Z")
_LENGTH = {"d": 1, "w": 7}


def read_when(option: str, text: str, today: date) -> date:
    """Return the day that `text` names; `+2w` counts from `today`, `eom` ends its month.

    Raises:
        UsageError: It names none.
    """
    word = text.strip().lower()
    if word == "eom":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if match := _AHEAD.match(word):
        ahead = today + timedelta(days=int(match[1]) * _LENGTH[match[2]])
        if ahead.year <= LAST_YEAR:
            return ahead
    try:
        return parse_day(word)
    except DayError as error:
        raise UsageError(
            f"{option} is `{short(text)}`, which is no day",
            f"{error}, or +10d, +2w, eom (the end of this month)",
        ) from None
