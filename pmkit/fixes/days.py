"""Days in a form that can mean one day only → ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pmkit.edits.change import Put
from pmkit.fixes.fix import Fix, Patient, fixer
from pmkit.model.days import FIRST_YEAR, LAST_YEAR
from pmkit.rules.parts import scalars

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\Z")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])[ ]?([0-9]{1,2})\2[ ]?([0-9]{4})\Z")
_DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})\Z")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?[ -]([0-9]{1,2})(?:st|nd|rd|th)?,?[ -]([0-9]{4})\Z")
_MIDNIGHT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]00:00(?::00(?:\.0+)?)?(?:[Zz]|\+00:00)?\Z"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@fixer("PM104", "PM204")
def write_day(patient: Patient) -> Iterator[Fix]:
    """Write a day that is told in another form; one that could be two days stays."""
    check = patient.check
    places = {problem.span: problem.code for problem in check.reading.problems}
    root = check.document.root
    for path, node in scalars(root) if root else ():
        span = check.document.span(path)
        if places.get(span) in ("PM104", "PM204") and (day := only_day(node.value)):
            yield Fix(span, (Put(path, day),), f"write {node.value} as {day}")


def only_day(text: str) -> date | None:
    """Return the one day that `text` can mean; None when it means none or several."""
    word = text.strip().lower()
    found = {day for year, month, number in _readings(word) if (day := _day(year, month, number))}
    return found.pop() if len(found) == 1 else None


def _readings(word: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day as `word` can be read."""
    if match := _MIDNIGHT.match(word):
        year, month, day = match[1].split("-")
        yield int(year), int(month), int(day)
    elif match := _COMPACT.match(word):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_FIRST.match(word):
        yield int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.match(word):
        yield int(match[4]), int(match[3]), int(match[1])
        if match[2] != ".":  # with points the day comes first, everywhere
            yield int(match[4]), int(match[1]), int(match[3])
    elif match := _DAY_NAMED.match(word):
        yield int(match[3]), _month(match[2]), int(match[1])
    elif match := _MONTH_NAMED.match(word):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(name: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 for none."""
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
