"""Findings as one JSON object a line, for programs that read as the output comes."""

from __future__ import annotations

from pmkit.render.findings.report import Report
from pmkit.render.jsontext import to_json_line


def render(report: Report) -> str:
    """Return the items of the JSON format, a line each, and nothing else."""
    return "".join(to_json_line(item) for item in report.result.findings)
