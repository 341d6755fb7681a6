"""The sentences of the monthly meeting's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pmkit.render.handles import Name
from pmkit.render.page import Line
from pmkit.render.words import count, some, words
from pmkit.reports.coverage import CoverageRow
from pmkit.reports.failed_fixes import FailedFix
from pmkit.reports.happened import Happened, What
from pmkit.reports.ops import Compared, Ops

_NAMED = 0.4
"""Which share of the page's width a reference in a sentence may take."""


def head_lines(ops: Ops, name: Name, nothing: list[str]) -> Iterator[Line]:
    """Yield what concerns the whole practice, and how the page was made."""
    yield _follow_through(ops)
    if ops.orphaned:
        gone = [f"{name(row.ref, _NAMED)} ({row.owner})" for row in ops.orphaned]
        yield Line(f"owner has left, find a new one: {some(gone, 3)}", alert=True)
    if nothing:
        yield Line("; ".join(nothing))
    yield Line(f"compared with {ops.since}{_compared(ops)}")
    if notes := [*_notes(ops, name)]:
        yield Line(f"note: {'; '.join(notes)}")


def _compared(ops: Ops) -> str:
    if ops.compared is Compared.COMMIT:
        return f": the files of commit {(ops.commit or '')[:10]}, of {ops.commit_on}"
    if ops.changes is None:
        return " by the calendar alone; without git history, slips and changes are not known"
    return " by the calendar alone, since no commit is that old"


def _follow_through(ops: Ops) -> Line:
    found = ops.follow_through
    if found.rate is None:
        return Line("follow-through: no action is due yet")
    over = count(len(found.postmortems), "post-mortem")
    newest = "the newest " if len(found.postmortems) > 1 else ""
    are = "is" if found.due == 1 else "are"
    said = (
        f"{found.implemented} of {count(found.due, 'action')} due {are} implemented"
        f" ({found.rate * 100:.0f} %), over {newest}{over}"
    )
    if found.failing:
        return Line(f"follow-through is failing: {said}", alert=True)
    return Line(f"follow-through: {said}")


def _notes(ops: Ops, name: Name) -> Iterator[str]:
    if ops.shallow:
        yield "this clone is shallow: older slips are missing, and old files may look new"
    if ops.unreadable_then:
        yield f"{count(ops.unreadable_then, 'file')} of that day cannot be read"
    if ops.drafts:
        yield f"actions of {count(ops.drafts, 'draft')} are listed, though drafts do not count"
    if ops.undated:
        refs = some([name(ref, _NAMED) for ref in ops.undated], 3)
        yield f"no readable deadline: {refs}"


def failed_fix(one: FailedFix, name: Name, share: float) -> str:
    """Return where causes came back, and in spite of what."""
    more = f" and {len(one.actions) - 2} more" if len(one.actions) > 2 else ""
    refs = words(name(ref, share) for ref in one.actions[:2]) + more
    were = "was" if len(one.actions) == 1 else "were"
    return f"back in {name(one.postmortem, share)}, though {refs} {were} {one.grade}"


def trend_lines(ops: Ops) -> Iterator[Line]:
    """Say how much worse it is than on the earlier day, and what became of what was late then."""
    trend = ops.trend
    if not trend.overdue and not trend.overdue_then:
        return
    more, days = trend.overdue - trend.overdue_then, trend.overdue_days - trend.overdue_days_then
    was = f"{count(trend.overdue_then, 'action')}, {count(trend.overdue_days_then, 'day')}"
    fates = {
        "new": trend.new,
        "still late": trend.still,
        "done": trend.done,
        "moved on": trend.moved,
        "cancelled": trend.cancelled,
        "gone from the files": trend.gone,
    }
    told = words(f"{number} {what}" for what, number in fates.items() if number)
    yield Line(
        f"{_signed(more, 'action')} and {_signed(days, 'day')} against {ops.since} ({was}): {told}",
        alert=more > 0 or days > 0 or trend.gone > 0,
    )


def _signed(number: int, noun: str) -> str:
    return f"{number:+d} {noun if abs(number) == 1 else noun + 's'}" if number else f"±0 {noun}s"


def states_told(rows: Sequence[CoverageRow]) -> str:
    """Return how many stand in which state, in the order of the rows."""
    states = Counter(str(row.state) for row in rows)
    return words(f"{number} {state}" for state, number in states.items())


_OF_FILES = (What.WRITTEN, What.RENAMED)
_STATUSES = {
    "implemented": "implemented",
    "verified": "verified",
    "cancelled": "cancelled",
    "in_progress": "started",
    "open": "reopened",
}
"""What an action is said to be once it has a status."""


def changes_told(ops: Ops) -> Iterator[str]:
    """Count what commits changed: what came and was done, then what moved."""
    changes = ops.changes or ()
    kinds = Counter(row.change for row in changes if row.action or row.change in _OF_FILES)
    stages = sum(row.change is What.STATUS and row.action is None for row in changes)
    statuses = Counter(_STATUSES.get(row.new or "") for row in changes if _is(row, What.STATUS))
    later = [row for row in changes if _is(row, What.DEADLINE) and (row.days or 0) > 0]
    after = sum(bool(row.after_due) for row in later)
    days, said = sum(row.days or 0 for row in later), f", {after} after it was due" if after else ""
    forward = kinds[What.DEADLINE] - len(later)
    came = (
        (kinds[What.WRITTEN], count(kinds[What.WRITTEN], "post-mortem") + " written"),
        (kinds[What.RENAMED], count(kinds[What.RENAMED], "file") + " renamed"),
        (stages, f"{count(stages, 'change')} of a post-mortem's status"),
        (ops.actions_added, count(ops.actions_added, "action") + " added"),
        *((statuses[name], f"{statuses[name]} {name}") for name in _STATUSES.values()),
    )
    moved = (
        (len(later), f"{count(len(later), 'deadline')} moved (+{days} d{said})"),
        (forward, f"{forward} brought forward"),
        (kinds[What.OWNER], f"{kinds[What.OWNER]} handed on"),
        (kinds[What.VERIFICATION], count(kinds[What.VERIFICATION], "verification") + " reworded"),
    )
    for parts in (came, moved):
        if told := words(told for number, told in parts if number):
            yield told


def _is(row: Happened, what: What) -> bool:
    return row.action is not None and row.change is what


def weightiest(changes: Iterable[Happened]) -> list[list[Happened]]:
    """Return what the meeting should know of, by commit and action, the weightiest first."""
    told: dict[tuple[str, str], list[tuple[int, Happened]]] = {}
    for row in changes:
        if (weight := _weight(row)) is not None:
            told.setdefault((row.commit, row.ref), []).append((weight, row))
    groups = [sorted(group, key=lambda one: one[0]) for group in told.values()]
    groups.sort(key=lambda group: group[0][0])
    return [[row for _, row in group] for group in groups]


def _weight(row: Happened) -> int | None:
    if row.action is None:
        return None
    if row.change is What.DEADLINE:
        return (0 if row.after_due else 2) if (row.days or 0) > 0 else None
    if row.change is What.VERIFICATION:
        return 1 if row.after_due else None
    if row.change is What.OWNER:
        return 4
    statuses = {"cancelled": 1, "open": 3, "verified": 5, "implemented": 6}
    return statuses.get(row.new or "") if row.change is What.STATUS else None


def change_of(row: Happened) -> str:
    """Return one change in a few words."""
    late = " after it was due" if row.after_due else ""
    if row.change is What.DEADLINE:
        return f"deadline {row.days or 0:+d} d to {row.new}{late}"
    if row.change is What.VERIFICATION:
        return f"verification reworded{late}"
    if row.change is What.OWNER:
        return f"handed from {row.old} to {row.new}"
    return _STATUSES.get(row.new or "", row.new or "")
