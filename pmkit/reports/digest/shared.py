"""The anonymised digest, put together from what may be told and from nothing else.

It is never cut down from a document: every field below is a number, a word of a closed list, a
month, a tag that several clients share, a sector from the register, or a text whose author put it
into a lesson or a cause (format.md, "Who may see what"). Nothing in it, its order included, follows
from a name: a repository in which everybody is called otherwise has the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.digest.countermeasures import find_countermeasures
from pmkit.reports.digest.few import FEWEST, Count, beside, few, merged, some
from pmkit.reports.digest.find import recurring_within, tally
from pmkit.reports.digest.nameless import Sift, label_clients, label_of, place
from pmkit.reports.digest.period import Period, month_of
from pmkit.reports.digest.told import Tell, Told, said
from pmkit.reports.recurring import Recurrence
from pmkit.reports.repeats import Grade
from pmkit.reports.returns import Held
from pmkit.reports.selecting import client_of, tags_of
from pmkit.taxonomy import built_in

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A cause as its author put it.

    Attributes:
        root: As written; a chain of whys does not stand in for it.
        seen_at: The client's sector, or `Client A`; empty where there is no client.
    """

    what: str
    root: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class SharedPattern:
    """A tag that recurs, and that two clients or more share.

    Attributes:
        count: In how many post-mortems up to the end of the period. No number where those before
            the period would be few: `3 or more`.
        in_period: In how many of the period. No number where few of the period lack it.
        longest_streak: None below three in a row.
        came_back: How far the best fix was that did not keep it away; None where none failed.
        helps: What pmkit knows to help against it.
    """

    tag: str
    title: str
    count: Count
    in_period: Count
    first_month: str
    last_month: str
    longest_streak: int | None
    overhaul: bool
    cross_team: bool
    came_back: Grade | None
    seen_at: tuple[str, ...]
    causes: tuple[SharedCause, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedLesson:
    """A lesson with what the next project does because of it."""

    lesson: str
    implication: str
    tags: tuple[str, ...]
    seen_at: str


@dataclass(frozen=True, slots=True)
class SharedDigest:
    """One period; the fields are the keys of its JSON.

    Attributes:
        anonymised: Always true.
        until: The month of the day it was made for, where the period had not ended.
        further_patterns: Tags that recur as well, each in fewer than three post-mortems.
        countermeasures: How many actions were put in place or checked.
        changed: The same by what they change.
        held: The same by whether they keep their cause away.
        exempt: How many sentences stand in it by a signed exemption.
    """

    anonymised: bool
    period: str
    until: str | None
    postmortems: Count
    kinds: dict[str, Count]
    outcomes: dict[str, Count]
    patterns: tuple[SharedPattern, ...]
    further_patterns: tuple[str, ...]
    lessons: tuple[SharedLesson, ...]
    countermeasures: Count
    changed: dict[str, Count]
    held: dict[str, Count]
    succeeded: Count
    prevented: Count
    exempt: int = 0


def find_shared(
    records: Iterable[Record], registers: Registers, as_of: date, period: Period, tell: Tell
) -> SharedDigest:
    """Return what the post-mortems that count on `as_of` may tell of `period` to anybody."""
    counting = [record for record in records if record.counts(as_of)]
    tags = _shared_tags(counting, registers, period)

    def sift(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(tag for tag in tags_of(words, registers) if tag in tags)

    every = sorted(counting, key=lambda record: place(record, sift))
    told = [tell(record) for record in every if period.holds(record.anchor_on)]
    labels = label_clients(told, registers, sift)
    found = [i for i in recurring_within(every, registers, period) if i.tag in tags]
    changes = find_countermeasures(every, registers, period, as_of)
    ended = tally(one.record.outcome or "untold" for one in told)
    outcomes = merged(ended)
    return SharedDigest(
        anonymised=True,
        period=period.name,
        until=month_of(as_of) if as_of < period.last_on else None,
        postmortems=few(len(told)),
        kinds=merged(tally(one.record.kind or "untold" for one in told)),
        outcomes=outcomes,
        patterns=tuple(
            _pattern(item, told, registers, labels) for item in found if item.count >= FEWEST
        ),
        further_patterns=tuple(sorted(item.tag for item in found if item.count < FEWEST)),
        lessons=_lessons(told, registers, sift, labels),
        countermeasures=few(len(changes)),
        changed=merged(tally(item.target or "unspecified" for item in changes)),
        held=merged({state: sum(item.state is state for item in changes) for state in Held}),
        succeeded=outcomes.get("succeeded", some(ended.get("succeeded", 0))),
        prevented=few(sum(len(one.postmortem.prevented) for one in told)),
    )


def _shared_tags(every: Sequence[Record], registers: Registers, period: Period) -> set[str]:
    """Return the tags that a register or pmkit defines and that two clients or more have had."""
    clients: dict[str, set[str]] = {}
    for record in every:
        client = (client_of(record, registers) or "").casefold()
        if client and record.anchor_on and record.anchor_on <= period.last_on:
            for tag in tags_of(record.tags, registers):
                clients.setdefault(tag, set()).add(client)
    return {
        tag for tag, having in clients.items() if len(having) > 1 and tag in registers.taxonomy.tags
    }


def _pattern(
    item: Recurrence, told: Sequence[Told], registers: Registers, labels: dict[str, str]
) -> SharedPattern:
    having = [one for one in told if item.tag in tags_of(one.record.tags, registers)]
    inside = {one.record.id for one in having}
    failed = [r.grade for r in item.repeats if r.postmortem in inside and r.grade.is_failed_fix]
    known = built_in().tags.get(item.tag)
    return SharedPattern(
        tag=item.tag,
        title=known.title if known else item.tag,
        count=beside(item.count, len(having)),
        in_period=beside(len(having), len(told)),
        first_month=month_of(item.first_on),
        last_month=month_of(item.last_on),
        longest_streak=item.longest_streak if item.longest_streak >= FEWEST else None,
        overhaul=item.overhaul,
        cross_team=item.cross_team,
        came_back=min(failed, key=list(Grade).index, default=None),
        seen_at=_seen_at(having, registers, labels),
        causes=_causes(item.tag, having, registers, labels),
        helps=known.countermeasures if known else (),
    )


def _seen_at(
    having: Sequence[Told], registers: Registers, labels: dict[str, str]
) -> tuple[str, ...]:
    """Return the sectors, where there are enough post-mortems: else the list would count them.

    What is for its participants alone gives no sector either.
    """
    if len(having) < FEWEST:
        return ()
    open_ones = (one for one in having if one.is_open)
    return tuple(sorted({label_of(one, registers, labels) for one in open_ones} - {""}))


def _causes(
    tag: str, having: Iterable[Told], registers: Registers, labels: dict[str, str]
) -> tuple[SharedCause, ...]:
    """Return the causes with this tag, in the order of their texts, which tells nothing."""
    found = {
        SharedCause(said(cause.what), said(cause.root), label_of(one, registers, labels))
        for one in having
        if one.is_open
        for cause in one.postmortem.causes
        if tag in tags_of(cause.tags or (), registers) and said(cause.what)
    }
    return tuple(sorted(found, key=lambda cause: (cause.what, cause.root, cause.seen_at)))


def _lessons(
    told: Iterable[Told], registers: Registers, sift: Sift, labels: dict[str, str]
) -> tuple[SharedLesson, ...]:
    """Return the lessons, those of one tag together, in the order of their texts."""
    found = {
        SharedLesson(
            said(each.lesson),
            said(each.implication),
            sift(each.tags or ()),
            label_of(one, registers, labels),
        )
        for one in told
        if one.is_open
        for each in one.postmortem.lessons
        if said(each.lesson)
    }
    return tuple(sorted(found, key=lambda one: (one.tags, *_said(one))))


def _said(one: SharedLesson) -> tuple[str, str, str]:
    return one.lesson, one.implication, one.seen_at
