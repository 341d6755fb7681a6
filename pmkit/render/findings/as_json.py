"""Findings as one JSON value, in the envelope of every report."""

from __future__ import annotations

from pmkit.model.finding import Level
from pmkit.render.findings.report import Report
from pmkit.render.jsontext import envelope


def render(report: Report) -> str:
    """Return the findings as items, with the totals beside them."""
    result = report.result
    return envelope(
        "lint",
        report.as_of,
        result.findings,
        checked=result.checked,
        errors=result.count(Level.ERROR),
        warnings=result.count(Level.WARNING),
        known=report.known,
    )
