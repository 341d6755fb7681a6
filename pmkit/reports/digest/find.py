"""The digest for those inside: patterns, lessons, countermeasures and wins of a period.

A post-mortem for its participants alone gives its title, tags and actions, no more (format.md,
"Who may see what").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmkit.reports.digest.countermeasures import find_countermeasures
from pmkit.reports.digest.parts import (
    CauseTold,
    Digest,
    LessonTold,
    Pattern,
    PreventedTold,
    Success,
)
from pmkit.reports.digest.period import Period
from pmkit.reports.digest.told import Tell, Told, said
from pmkit.reports.recurring import Recurrence, in_sequence
from pmkit.reports.selecting import Selection, counted, tags_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers


def find_digest(
    records: Iterable[Record], registers: Registers, as_of: date, period: Period, tell: Tell
) -> Digest:
    """Return what the post-mortems that count on `as_of` tell of `period`."""
    every = counted(records, registers, as_of, Selection())
    within = [record for record in every if period.holds(record.anchor_on)]
    told = [tell(record) for record in within]
    shown = [one for one in told if one.is_open]
    return Digest(
        anonymised=False,
        period=period.name,
        first_on=period.first_on,
        last_on=period.last_on,
        postmortems=len(within),
        kinds=tally(record.kind for record in within),
        outcomes=tally(record.outcome for record in within),
        reserved=len(told) - len(shown),
        patterns=tuple(
            _pattern(item, shown, registers, within)
            for item in recurring_within(every, registers, period)
        ),
        lessons=tuple(lesson for one in shown for lesson in _lessons(one, registers)),
        countermeasures=tuple(find_countermeasures(every, registers, period, as_of)),
        succeeded=tuple(
            Success(record.id, said(record.title) or record.id)
            for record in within
            if record.outcome == "succeeded"
        ),
        prevented=tuple(
            PreventedTold(one.record.id, said(each.what), tuple(each.thanks_to or ()))
            for one in shown
            for each in one.postmortem.prevented
            if said(each.what)
        ),
    )


def tally(words: Iterable[str | None]) -> dict[str, int]:
    """Return how often each word stands, the most frequent first."""
    return dict(sorted(Counter(filter(None, words)).items(), key=lambda item: (-item[1], item[0])))


def recurring_within(
    every: Sequence[Record], registers: Registers, period: Period
) -> list[Recurrence]:
    """Return what recurs at the end of `period` and stands in one of its post-mortems.

    Args:
        every: The post-mortems that count, in order.
    """
    until = [r for r in every if r.anchor_on and r.anchor_on <= period.last_on]
    found = in_sequence(until, registers)
    recurring = [item for item in found if item.count > 1 and period.holds(item.last_on)]
    return sorted(
        recurring,
        key=lambda item: (not item.has_failed_fix, not item.overhaul, -item.count, item.tag),
    )


def _pattern(
    item: Recurrence, shown: Sequence[Told], registers: Registers, within: Sequence[Record]
) -> Pattern:
    inside = {record.id for record in within}
    tag = registers.taxonomy.tags.get(item.tag)
    return Pattern(
        tag=item.tag,
        title=tag.title if tag else None,
        count=item.count,
        postmortems=tuple(name for name in item.postmortems if name in inside),
        first_on=item.first_on,
        longest_streak=item.longest_streak,
        current_streak=item.current_streak,
        overhaul=item.overhaul,
        cross_team=item.cross_team,
        repeats=tuple(repeat for repeat in item.repeats if repeat.postmortem in inside),
        causes=tuple(
            CauseTold(one.record.id, said(cause.what), said(cause.root_text) or None)
            for one in shown
            for cause in one.postmortem.causes
            if item.tag in tags_of(cause.tags or (), registers) and said(cause.what)
        ),
    )


def _lessons(one: Told, registers: Registers) -> list[LessonTold]:
    return [
        LessonTold(
            one.record.id,
            said(each.lesson),
            said(each.implication),
            tags_of(each.tags or (), registers),
        )
        for each in one.postmortem.lessons
        if said(each.lesson)
    ]
