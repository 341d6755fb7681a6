"""The column `slips`, which stands in a table only when a deadline moved."""

from __future__ import annotations

from collections.abc import Iterable

from pmkit.render.table import Column
from pmkit.reports.tracked import TrackedAction

SLIPS = Column("slips")


def is_slipping(rows: Iterable[TrackedAction]) -> bool:
    """Tell whether the deadline of any of `rows` moved to a later day."""
    return any(row.slips for row in rows)
