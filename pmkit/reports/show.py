"""`show`: one post-mortem, or one action, with everything that is computed about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pmkit.model.values import Moment
from pmkit.reports.listing import Listed, list_one
from pmkit.reports.recurring import in_sequence
from pmkit.reports.repeats import Grade
from pmkit.reports.selecting import Selection, client_of, counted
from pmkit.reports.tracked import TrackedAction, track_one, with_slips

if TYPE_CHECKING:
    from pmkit.history import History
    from pmkit.model.parts import Action, Metric
    from pmkit.model.postmortem import PostMortem
    from pmkit.record import Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class TagRepeat:
    """That a tag of the post-mortem had been there before, and how far the fix was."""

    tag: str
    grade: Grade
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action as it stands, beside what the file says of it."""

    row: TrackedAction
    action: Action
    addresses: tuple[str, ...]

    def with_slips(self, history: History | None) -> ShownAction:
        """Return it with what `history` knows of its deadline."""
        return replace(self, row=with_slips([self.row], history)[0])


@dataclass(frozen=True, slots=True)
class Page:
    """One post-mortem: its row in the list, the file, and what is computed.

    Attributes:
        counts: Whether it enters counts on the day it is shown for.
        repeats: For each of its tags that had been there before.
    """

    row: Listed
    postmortem: PostMortem
    begins_on: date | None
    counts: bool
    actions: tuple[ShownAction, ...]
    repeats: tuple[TagRepeat, ...]

    def with_slips(self, history: History | None) -> Page:
        """Return it with what `history` knows of its actions' deadlines."""
        return replace(self, actions=tuple(one.with_slips(history) for one in self.actions))


def show_record(
    record: Record,
    postmortem: PostMortem,
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
) -> Page:
    """Return everything about `record`, whose file reads as `postmortem`, among all `records`."""
    return Page(
        row=list_one(record, registers, as_of),
        postmortem=postmortem,
        begins_on=record.begins_on,
        counts=record.counts(as_of),
        actions=tuple(
            show_action(record, postmortem, index, registers, as_of)
            for index in range(len(record.actions))
        ),
        repeats=_repeats(record, records, registers, as_of),
    )


def show_action(
    record: Record, postmortem: PostMortem, index: int, registers: Registers, as_of: date
) -> ShownAction:
    """Return the action of `record` at `index` with all that its file says of it."""
    action = postmortem.actions[index]
    row = track_one(record, index, client_of(record, registers), registers, as_of)
    causes = tuple(cause.id for cause in postmortem.causes_of(action) if cause.id)
    return ShownAction(row, action, causes)


def _repeats(
    record: Record, records: Iterable[Record], registers: Registers, as_of: date
) -> tuple[TagRepeat, ...]:
    """Return the record's repeats in the sequence of all post-mortems that count."""
    sequence = counted(records, registers, as_of, Selection())
    if record not in sequence:
        return ()
    sequence = sequence[: sequence.index(record) + 1]
    return tuple(
        TagRepeat(item.tag, item.repeats[-1].grade, item.repeats[-1].actions)
        for item in in_sequence(sequence, registers)
        if item.repeats and item.current_streak
    )


def ratio(metric: Metric) -> float | None:
    """Return actual / planned; None where one of them is missing or nothing was planned."""
    if metric.actual is None or not metric.planned:
        return None
    return metric.actual / metric.planned


def page_item(page: Page) -> dict[str, Any]:
    """Return a page as JSON: the keys of `list`, then the file's own, then what is computed."""
    told = page.postmortem.model_dump(by_alias=True, mode="python")
    listed = {field.name: getattr(page.row, field.name) for field in fields(page.row)}
    rest = {
        key: _as_written(getattr(page.postmortem, key, None), value)
        for key, value in told.items()
        if key not in listed
    }
    for metric, shown in zip(page.postmortem.metrics, rest["metrics"], strict=True):
        shown["ratio"] = ratio(metric)
    for cause, shown in zip(page.postmortem.causes, rest["causes"], strict=True):
        shown["root"] = cause.root_text
    return {
        **listed,
        **rest,
        "begins_on": page.begins_on,
        "counts": page.counts,
        "actions": [action_item(action) for action in page.actions],
        "repeats": page.repeats,
    }


def action_item(shown: ShownAction) -> dict[str, Any]:
    """Return an action as JSON: the keys of `actions`, then those of the file they leave out.

    `ref` is the reference; the ticket that the file calls `ref` is called `ticket`.
    """
    row = {field.name: getattr(shown.row, field.name) for field in fields(shown.row)}
    told = shown.action.model_dump(by_alias=True, mode="python")
    told["ticket"] = told.pop("ref", None)
    rest = {key: value for key, value in told.items() if key not in row and key != "id"}
    return {**row, **rest, "addresses": shown.addresses}


def _as_written(value: object, dumped: Any) -> Any:
    """Return a date-time as its author wrote it, anything else as it was dumped."""
    return value.text if isinstance(value, Moment) else dumped
