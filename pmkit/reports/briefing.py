"""What of each chosen post-mortem the next team reads: lessons, what helps, signs, open actions.

What only its participants may read gives its title, its tags and its actions (format.md, "Who may
see what").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.model.enums import Visibility
from pmkit.reports.brief import Chosen
from pmkit.reports.digest.told import said
from pmkit.reports.returns import WORKED, Returns
from pmkit.reports.selecting import client_of, tags_of
from pmkit.reports.tag_use import Fix, fix_of, in_order
from pmkit.reports.tracked import ref_of

if TYPE_CHECKING:
    from pmkit.model.parts import Lesson
    from pmkit.model.postmortem import PostMortem
    from pmkit.record import Record
    from pmkit.registers import Registers

_TAGS = 2
"""Of so many of its tags, those shared with the project to come first, signs are told."""

_EACH = 2
"""So many countermeasures and signs of each tag: a list to act on, not a handbook."""


@dataclass(frozen=True, slots=True)
class BriefLesson:
    """One lesson; `ref` is POSTMORTEM:L1, L2 … by its place in the file."""

    ref: str
    lesson: str
    implication: str | None


@dataclass(frozen=True, slots=True)
class BriefAction:
    """One action of the post-mortem that is still to be done."""

    ref: str
    what: str | None
    owner: str | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One post-mortem of the list; the fields are the keys of its JSON.

    Attributes:
        reasons: Why it was chosen, the strongest first.
        countermeasures: What worked here, then what helps against its tags.
        warning_signs: Of its tags.
        fixes: What was put in place here and how it held, that first which held.
        restricted: Whether only title, tags and actions may be shown.
    """

    postmortem: str
    title: str | None
    reasons: tuple[str, ...]
    lessons: tuple[BriefLesson, ...]
    countermeasures: tuple[str, ...]
    path: str
    kind: str | None
    client: str | None
    team: str | None
    anchor_on: date | None
    tags: tuple[str, ...]
    causes: tuple[str, ...]
    open_actions: tuple[BriefAction, ...]
    warning_signs: tuple[str, ...]
    fixes: tuple[Fix, ...]
    restricted: bool
    score: float


def brief_item(
    chosen: Chosen, told: PostMortem, registers: Registers, returns: Returns, as_of: date
) -> BriefItem:
    """Return what is to be read of one post-mortem, whose file reads as `told`."""
    record = chosen.record
    restricted = told.visibility is Visibility.PARTICIPANTS
    fixes = () if restricted else in_order(_in_place(record, registers, returns, as_of))
    works = (fix.what for fix in fixes if fix.held in WORKED)
    return BriefItem(
        postmortem=record.id,
        title=record.title,
        reasons=chosen.reasons,
        lessons=() if restricted else tuple(_lessons(record.id, told.lessons)),
        countermeasures=(*works, *_of_tags(chosen.tags, registers, "countermeasures")),
        path=record.path,
        kind=record.kind,
        client=client_of(record, registers),
        team=record.team,
        anchor_on=record.anchor_on,
        tags=chosen.tags,
        causes=() if restricted else _causes(told),
        open_actions=tuple(
            BriefAction(ref_of(record, index), action.what, action.owner, action.deadline)
            for index, action in enumerate(record.actions)
            if action.is_pending
        ),
        warning_signs=_of_tags(chosen.tags, registers, "warning_signs"),
        fixes=fixes,
        restricted=restricted,
        score=chosen.score,
    )


def _causes(told: PostMortem) -> tuple[str, ...]:
    return tuple(filter(None, (said(cause.what) for cause in told.causes)))


def _lessons(name: str, lessons: Iterable[Lesson]) -> Iterable[BriefLesson]:
    for number, one in enumerate(lessons, 1):
        if one.lesson and said(one.lesson):
            yield BriefLesson(f"{name}:L{number}", one.lesson, one.implication)


def _in_place(record: Record, registers: Registers, returns: Returns, as_of: date) -> Iterable[Fix]:
    """Yield the actions that were put in place, with how each held."""
    for index, action in enumerate(record.actions):
        again = returns.of(record, action, tags_of(action.tags, registers))
        fix = fix_of(ref_of(record, index), action, again, as_of)
        if fix.held and fix.what:
            yield fix


def _of_tags(tags: Iterable[str], registers: Registers, part: str) -> tuple[str, ...]:
    known = registers.taxonomy.tags
    chosen = [known[tag] for tag in tags if tag in known][:_TAGS]
    return tuple(dict.fromkeys(text for tag in chosen for text in getattr(tag, part)[:_EACH]))
