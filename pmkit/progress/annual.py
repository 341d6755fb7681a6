"""The look back on a year, at the end of `register/reviews.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmkit.edits.change import Append, Value
from pmkit.errors import UsageError
from pmkit.model.days import FIRST_YEAR
from pmkit.model.register import AnnualReview
from pmkit.progress.desk import Desk, Done, Edited
from pmkit.progress.moves import Moved
from pmkit.register_entries import parse_entries
from pmkit.registers import FOLDER, read_register
from pmkit.scaffold.place import require_inside
from pmkit.scaffold.starter import REVIEWS

_NAME = "reviews"
_PATH = f"{FOLDER}/{_NAME}.yml"


@dataclass(frozen=True, slots=True)
class NewAnnualReview:
    """What is recorded of it; `day_given` tells whether somebody named the day."""

    year: int
    held_on: date
    note: str | None = None
    day_given: bool = True


def record_annual(desk: Desk, new: NewAnnualReview) -> None:
    """Record the look back on a year, in memory; the register is made where it is missing.

    Raises:
        PmkitError: It is not possible.
    """
    if not FIRST_YEAR <= new.year <= new.held_on.year:
        raise UsageError(
            f"on {new.held_on} nobody could look back on {new.year}",
            "name a year that had begun by then, or the day of the review with --on",
        )
    require_inside(desk.repository.root, Path(FOLDER))
    known = parse_entries(_NAME, read_register(desk.repository.root, _NAME))
    there = next((entry for entry in known if entry.year == new.year), None)
    file = desk.open(_PATH, REVIEWS)
    if there:
        file.done.append(Done(_PATH, _already(there, new)))
    else:
        _add(desk, file, new)


def _already(there: AnnualReview, new: NewAnnualReview) -> Moved:
    same_day = there.held_on == new.held_on or not new.day_given
    if same_day and new.note in (None, there.note):
        return Moved((), f"{_told(new.year, there.held_on)}, recorded already")
    raise UsageError(
        f"{_PATH} has an annual review of {new.year}, held on {there.held_on or 'no known day'}",
        "there is one a year; correct it in the file",
    )


def _add(desk: Desk, file: Edited, new: NewAnnualReview) -> None:
    item: dict[str, Value] = {"year": new.year, "held_on": new.held_on}
    if new.note:
        item["note"] = new.note
    early = f"{new.year} is not over" if new.held_on.year == new.year else ""
    moved = Moved((Append((_NAME,), item),), _told(new.year, new.held_on), early)
    desk.add_entry(file, _NAME, item, moved)


def _told(year: int, day: date | None) -> str:
    return f"annual review of {year}, held on {day or 'no known day'}"
