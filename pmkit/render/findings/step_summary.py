"""Findings as the page that GitHub shows of a job: all of them, where annotations are cut."""

from __future__ import annotations

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report
from pmkit.render.table import markdown_text

_HEAD = "| severity | where | rule | what |\n| --- | --- | --- | --- |\n"
_LAST = 200
"""Bytes kept for the line that says how many more there are."""


def step_summary(report: Report, room: int) -> str:
    """Return Markdown of at most `room` bytes, with the errors first; empty if nothing fits."""
    text = f"### pmkit lint\n\n{markdown_text(report.summary)}\n\n"
    findings = sorted(report.result.findings, key=lambda item: item.severity is not Level.ERROR)
    if findings:
        text += _HEAD
    size = len(text.encode())
    if size + _LAST > room:
        return ""
    for number, item in enumerate(findings):
        row = _row(report, item)
        size += len(row.encode())
        if size + _LAST > room:
            return f"{text}\n… and {len(findings) - number} more\n"
        text += row
    return text


def _row(report: Report, item: Finding) -> str:
    cells = (str(item.severity), report.place(item), f"{item.code} {item.name}", item.message)
    return "| " + " | ".join(map(markdown_text, cells)) + " |\n"
