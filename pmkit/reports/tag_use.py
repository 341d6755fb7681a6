"""`tags use`: where a tag occurred, what was done about it, and whether that held.

Whether it came back is graded as in `recurring` (commands.md, "repeat of tag T"); how a change held
is told as in the digest, and for this tag alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.model.enums import ActionStatus
from pmkit.reports.digest.told import said
from pmkit.reports.recurring import in_sequence
from pmkit.reports.repeats import Repeat
from pmkit.reports.returns import Held, Returns, how_it_held
from pmkit.reports.selecting import Selection, counted, tags_of
from pmkit.reports.tags import explain_tag
from pmkit.reports.tracked import ref_of

if TYPE_CHECKING:
    from pmkit.record import ActionRecord, Record
    from pmkit.registers import Registers

_ORDER = (*Held, None)


@dataclass(frozen=True, slots=True)
class Fix:
    """One action that addresses a cause with the tag; the fields are the keys of its JSON.

    Attributes:
        held: How it held; None for what is not in place, or was cancelled.
        came_back_in: The post-mortems in which the tag came back after it was in place.
    """

    ref: str
    what: str
    status: str
    result: str | None
    implemented_on: date | None
    verified_on: date | None
    held: Held | None
    came_back_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagUse:
    """One tag in use.

    Attributes:
        repeats: The post-mortems in which it came back, and how far the best fix was then.
        fixes: Those that held first, those that are not in place last.
    """

    tag: str
    title: str | None
    count: int
    postmortems: tuple[str, ...]
    repeats: tuple[Repeat, ...]
    fixes: tuple[Fix, ...]


def find_use(word: str, records: Iterable[Record], registers: Registers, as_of: date) -> TagUse:
    """Return where the tag that `word` means occurred, and what was done about it.

    Raises:
        UsageError: No such tag is known or used; the hint names the likely one.
    """
    sequence = counted(records, registers, as_of, Selection())
    page = explain_tag(word, sequence, registers, as_of)
    rows = [row for row in in_sequence(sequence, registers) if row.tag == page.tag]
    repeats = rows[0].repeats if rows else ()
    fixes = _fixes(page.tag, sequence, registers, as_of)
    return TagUse(page.tag, page.title, page.count, page.postmortems, repeats, fixes)


def _fixes(
    tag: str, sequence: Sequence[Record], registers: Registers, as_of: date
) -> tuple[Fix, ...]:
    returns = Returns(sequence, registers)
    found = [
        fix_of(ref_of(record, index), action, returns.of(record, action, [tag]), as_of)
        for record in sequence
        for index, action in enumerate(record.actions)
        if tag in tags_of(action.tags, registers)
    ]
    return in_order(found)


def in_order(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return the fixes, those that held first, those that are not in place last."""
    return tuple(sorted(fixes, key=lambda fix: (_ORDER.index(fix.held), fix.ref)))


def fix_of(ref: str, action: ActionRecord, again: tuple[str, ...], as_of: date) -> Fix:
    """Return what `action` changed and how it held, known that its cause came back in `again`."""
    in_place = action.status in (ActionStatus.IMPLEMENTED, ActionStatus.VERIFIED)
    return Fix(
        ref=ref,
        what=said(action.what),
        status=action.status,
        result=action.result,
        implemented_on=action.implemented_on,
        verified_on=action.verified_on,
        held=how_it_held(action, as_of, came_back=bool(again)) if in_place or again else None,
        came_back_in=again,
    )
