"""How much is late now, against an earlier day, and what became of what was late then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.reports.tracked import State, TrackedAction, ref_of

if TYPE_CHECKING:
    from pmkit.record import Record

_FATES = {
    "open": "moved",
    "in_progress": "moved",
    "implemented": "done",
    "verified": "done",
    "cancelled": "cancelled",
}
"""What became of an action that was overdue and is not any more, by its status now."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts of two days; the fields are the keys of its JSON.

    Attributes:
        overdue: Overdue actions; `overdue_days` is the sum of their days past the deadline.
        overdue_then: The same on the earlier day.
        new: Of those overdue now, how many were not overdue then.
        still: Of those overdue then, how many are overdue now.
        done: How many of them are implemented or verified.
        moved: How many have a deadline that is not past.
        cancelled: How many were cancelled.
        gone: How many are in no file any more.
    """

    overdue: int
    overdue_days: int
    unverified: int
    overdue_then: int
    overdue_days_then: int
    unverified_then: int
    new: int
    still: int
    done: int
    moved: int
    cancelled: int
    gone: int


def find_trend(
    now: Sequence[TrackedAction],
    then: Sequence[TrackedAction],
    records: Iterable[Record],
    renamed: Mapping[str, str],
) -> Trend:
    """Compare what is overdue or unverified now with what was then.

    Args:
        records: The post-mortems of now, in which those of then are looked up.
        renamed: The ids of post-mortems then, where they have another now.
    """
    late = {row.ref for row in now if row.state is State.OVERDUE}
    was = [_ref_now(row, renamed) for row in then if row.state is State.OVERDUE]
    left = [ref for ref in was if ref not in late]
    fate = _fates(set(left), records)
    fates = Counter(fate.get(ref, "gone") for ref in left)
    return Trend(
        *_counts(now),
        *_counts(then),
        new=len(late - set(was)),
        still=len(was) - len(left),
        done=fates["done"],
        moved=fates["moved"],
        cancelled=fates["cancelled"],
        gone=fates["gone"],
    )


def _counts(rows: Sequence[TrackedAction]) -> tuple[int, int, int]:
    late = [row for row in rows if row.state is State.OVERDUE]
    days = sum(row.days_overdue or 0 for row in late)
    return len(late), days, sum(row.state is State.UNVERIFIED for row in rows)


def _ref_now(row: TrackedAction, renamed: Mapping[str, str]) -> str:
    name = renamed.get(row.postmortem, row.postmortem)
    return name + row.ref[len(row.postmortem) :]


def _fates(refs: set[str], records: Iterable[Record]) -> dict[str, str]:
    """Return what became of those of `refs` that are still in a file."""
    ids = {ref.rpartition(":")[0] for ref in refs}
    return {
        ref: _FATES.get(action.status, "done")
        for record in records
        if record.id in ids
        for index, action in enumerate(record.actions)
        if (ref := ref_of(record, index)) in refs
    }
