"""What `report annual` tells of a year; the fields are the keys of its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmkit.reports.coverage import CoverageRow
from pmkit.reports.failed_fixes import FailedFix
from pmkit.reports.stats import Stats


@dataclass(frozen=True, slots=True)
class Held:
    """The look back on the year; `held_on` and `note` are None until it is recorded."""

    due_on: date
    recorded: bool
    held_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OfKind:
    """The post-mortems of one kind by how it ended; `unsaid` counts those that do not tell."""

    kind: str | None
    n: int
    succeeded: int
    mixed: int
    failed: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """A tag of the year that stands in two or more post-mortems of this year and the last.

    Attributes:
        count: In how many of this year.
        before: In how many of the year before.
        postmortems: Those of this year, in order.
    """

    tag: str
    group: str | None
    count: int
    before: int
    postmortems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldInTime:
    """Of the post-mortems that tell the day of their meeting, how many held it in time."""

    n: int
    within: int
    days: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """The projects that ended in the year; `missing` are those that are not covered."""

    ended: int
    covered: int
    rate: float | None
    missing: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewCount:
    """The reviews of one sort that the post-mortems of the year owe."""

    review: str
    done: int
    overdue: int
    upcoming: int


@dataclass(frozen=True, slots=True)
class Prevented:
    """A problem that something earlier stopped; `what` is None where few may read it."""

    postmortem: str
    what: str | None
    thanks_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annual:
    """The whole report; the fields are the keys of its JSON.

    Attributes:
        postmortems: Those of the year that count, in order.
        failed_fixes: In the sequence up to the end of the year; `new` are all of them.
        stats: What `stats` says of them.
    """

    year: int
    review: Held
    postmortems: tuple[str, ...]
    kinds: tuple[OfKind, ...]
    recurring: tuple[Recurring, ...]
    failed_fixes: tuple[FailedFix, ...]
    stats: Stats
    held_in_time: HeldInTime
    coverage: YearCoverage
    reviews: tuple[ReviewCount, ...]
    prevented: tuple[Prevented, ...]
