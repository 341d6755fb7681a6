"""`Reading` → `Record`: the facts of one post-mortem that reports compute over."""

from __future__ import annotations

from collections.abc import Iterable

from pmkit.document.hydrate import Reading, is_todo
from pmkit.model.enums import Visibility
from pmkit.model.parts import Action, Cost
from pmkit.model.postmortem import PostMortem
from pmkit.record import (
    ActionRecord,
    CostRecord,
    MetricRecord,
    PreventedRecord,
    Record,
    ReviewRecord,
    Skipped,
    stem,
)

_ESSENTIAL = ("kind", "title", "status", "completed_on", "resolved_at", "started_at")
_BLANK = {key: "PM105" if key in ("kind", "title", "status") else "PM104" for key in _ESSENTIAL}
"""The code under which lint reports a wrong value of each."""


def read_record(path: str, reading: Reading) -> Record:
    """Take the facts out of one reading; `path` is relative to the repository."""
    pm = reading.postmortem
    return Record(
        id=stem(path),
        path=path,
        title=pm.title,
        kind=pm.kind,
        status=pm.status,
        outcome=pm.outcome,
        client=_told(pm.client),
        team=_told(pm.team),
        project=_told(pm.project),
        anchor_on=pm.anchor_on,
        begins_on=pm.begins_on,
        held_on=pm.held_on,
        client_meeting_on=pm.client_meeting_on,
        tags=_unique(tag for cause in pm.causes for tag in cause.tags or ()),
        actions=tuple(
            _read_action(reading, pm, action, index) for index, action in enumerate(pm.actions)
        ),
        reviews=tuple(ReviewRecord(one.kind, one.held_on, one.outcome) for one in pm.reviews),
        metrics=tuple(
            MetricRecord(_told(one.name), _told(one.unit), one.planned, one.actual)
            for one in pm.metrics
        ),
        cost=_read_cost(pm.cost),
        prevented=_read_prevented(pm),
        lessons=_read_lessons(pm),
        doubts=_doubts(path, reading),
    )


def _read_action(reading: Reading, pm: PostMortem, action: Action, index: int) -> ActionRecord:
    return ActionRecord(
        id=action.id,
        what=action.what,
        owner=action.owner,
        deadline=action.deadline,
        status=action.status,
        verify_by=action.check_by,
        tags=_unique(tag for cause in pm.causes_of(action) for tag in cause.tags or ()),
        implemented_on=action.implemented_on,
        verified_on=action.verified_on,
        target=action.target,
        line=reading.key_span("actions", index).line,
        result=action.result,
    )


def _read_cost(cost: Cost | None) -> CostRecord | None:
    if cost is None:
        return None
    return CostRecord(_told(cost.currency), cost.direct_loss, cost.future_loss, cost.review)


def _read_prevented(pm: PostMortem) -> tuple[PreventedRecord, ...]:
    """Take what was prevented; where only the participants may read it, just thanks to what."""
    hidden = pm.visibility is Visibility.PARTICIPANTS
    return tuple(
        PreventedRecord(None if hidden else _told(one.what), one.thanks_to or ())
        for one in pm.prevented
    )


def _read_lessons(pm: PostMortem) -> tuple[int, ...]:
    """Return the places of the lessons that others may read."""
    if pm.visibility is Visibility.PARTICIPANTS:
        return ()
    return tuple(place for place, one in enumerate(pm.lessons, 1) if _told(one.lesson))


def _doubts(path: str, reading: Reading) -> tuple[Skipped, ...]:
    return (*_wrong_values(path, reading), *_blanks(path, reading))


def _blanks(path: str, reading: Reading) -> list[Skipped]:
    """Name the essential values that are still to be filled; they are no problem of a reading."""
    return [
        Skipped(path, reading.span(key).line, _BLANK[key], f"`{key}` is still to be filled in")
        for key in _ESSENTIAL
        if is_todo(str(reading.document.data.get(key, "")))
        and getattr(reading.postmortem, key, None) is None
    ]


def _wrong_values(path: str, reading: Reading) -> tuple[Skipped, ...]:
    if not reading.problems:
        return ()
    spans = {
        reading.document.span((key,)): key for key in _ESSENTIAL if key in reading.document.data
    }
    return tuple(
        Skipped(path, problem.span.line, problem.code, problem.message)
        for problem in reading.problems
        if problem.span in spans
    )


def _told(text: str | None) -> str | None:
    """Return a value of the author's; a blank that is still to be filled in is none."""
    return None if text is None or is_todo(text) else text


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
