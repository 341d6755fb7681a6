"""`reviews` as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text, words
from pmkit.reports.reviews import OwedAnnual, OwedReview, ReviewState

COLUMNS = (
    Column("days", right=True, style="bold"),
    Column("state"),
    Column("review"),
    Column("post-mortem"),
    Column("due"),
    Column("held"),
    Column("outcome"),
)
_HELD = COLUMNS[-2:]


def to_table(
    rows: Sequence[OwedReview],
    as_of: date,
    left_out: Sequence[OwedReview] | None = None,
    annual: OwedAnnual | None = None,
) -> Table:
    """Return the rows; `days` are days past, negative ones days to go.

    Args:
        left_out: What fits the filters and is shown by `--all` only; None where all was asked for.
        annual: The look back on a year that is owed beside them.
    """
    held = any(row.state is ReviewState.DONE for row in rows)
    columns = COLUMNS if held else COLUMNS[: -len(_HELD)]
    return Table(
        columns,
        tuple(_cells(row)[: len(columns)] for row in rows),
        empty="no review fits" if left_out is None else "no review is overdue or due soon",
        notes=(*_left_out(left_out or ()), *_annual(annual, as_of), as_of_note(as_of)),
        title=_summary(rows) if rows else "",
    )


def _cells(row: OwedReview) -> tuple[str, ...]:
    return (
        text(row.days_overdue),
        row.state,
        row.review,
        row.postmortem,
        text(row.due_on),
        text(row.held_on),
        text(row.outcome),
    )


def _summary(rows: Sequence[OwedReview]) -> str:
    states = Counter(row.state for row in rows)
    worst = max(row.days_overdue or 0 for row in rows)
    said = {ReviewState.OVERDUE: f" (worst {count(worst, 'day')})"}
    parts = (f"{states[one]} {one}{said.get(one, '')}" for one in ReviewState if states[one])
    return f"{count(len(rows), 'review')}: {words(parts)}"


def _left_out(rows: Sequence[OwedReview]) -> tuple[str, ...]:
    done = sum(row.state is ReviewState.DONE for row in rows)
    parts = [f"{done} done"] if done else []
    parts += [f"{len(rows) - done} due later"] if len(rows) > done else []
    return (f"not shown: {', '.join(parts)}; `--all` shows them",) if parts else ()


def _annual(owed: OwedAnnual | None, as_of: date) -> tuple[str, ...]:
    if owed is None:
        return ()
    due = f"was due by {owed.due_on}" if owed.due_on < as_of else f"is due by {owed.due_on}"
    return (
        f"the annual review of {owed.year} {due}: `pmkit report annual --year {owed.year}` prepares"
        f" it, `pmkit review record --annual {owed.year}` records it",
    )
