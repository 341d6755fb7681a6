"""The rows of the digest for those inside; their fields are the keys of its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmkit.reports.repeats import Repeat
from pmkit.reports.returns import Held


@dataclass(frozen=True, slots=True)
class CauseTold:
    """A cause as its author put it."""

    postmortem: str
    what: str
    root: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A tag that recurs and stands in a post-mortem of the period.

    Attributes:
        title: As a heading; None for a tag that nobody defined.
        count: In how many post-mortems up to the end of the period.
        postmortems: Those of the period, in order.
        repeats: Those of the period.
        causes: Of the period, as far as they may be told.
    """

    tag: str
    title: str | None
    count: int
    postmortems: tuple[str, ...]
    first_on: date
    longest_streak: int
    current_streak: int
    overhaul: bool
    cross_team: bool
    repeats: tuple[Repeat, ...]
    causes: tuple[CauseTold, ...]


@dataclass(frozen=True, slots=True)
class LessonTold:
    """A lesson and what the next project does because of it."""

    postmortem: str
    lesson: str
    implication: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Countermeasure:
    """An action that was put in place or checked within the period.

    Attributes:
        came_back_in: The post-mortems in which its cause came back after it was in place.
    """

    ref: str
    what: str
    target: str | None
    tags: tuple[str, ...]
    implemented_on: date | None
    verified_on: date | None
    result: str | None
    state: Held
    came_back_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Success:
    """Work that went well."""

    postmortem: str
    title: str


@dataclass(frozen=True, slots=True)
class PreventedTold:
    """A problem that an earlier change or lesson stopped."""

    postmortem: str
    what: str
    thanks_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """One period; the fields are the keys of its JSON.

    Attributes:
        anonymised: Always false: this is the digest for those inside.
        kinds: Post-mortems by kind.
        outcomes: Post-mortems by outcome, where they tell one.
        reserved: How many are for their participants alone, so that their texts are missing.
    """

    anonymised: bool
    period: str
    first_on: date
    last_on: date
    postmortems: int
    kinds: dict[str, int]
    outcomes: dict[str, int]
    reserved: int
    patterns: tuple[Pattern, ...]
    lessons: tuple[LessonTold, ...]
    countermeasures: tuple[Countermeasure, ...]
    succeeded: tuple[Success, ...]
    prevented: tuple[PreventedTold, ...]
