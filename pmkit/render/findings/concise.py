"""Findings as one line each, for editors and `grep`."""

from __future__ import annotations

from pmkit.render.findings.report import Report
from pmkit.visible import visible


def render(report: Report) -> str:
    """Return a line a finding, and the summary."""
    findings = report.result.findings
    lines = [f"{report.place(item)}: {item.code} {visible(item.message)}" for item in findings]
    return "\n".join([*lines, report.summary]) + "\n"
