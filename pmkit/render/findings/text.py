"""Findings for a person: place, severity, rule, message, and what to do about it."""

from __future__ import annotations

from collections import Counter

from pmkit.model.finding import Level
from pmkit.render.findings.report import Report, place
from pmkit.rules.run import LintResult
from pmkit.visible import visible

_COLORS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFO: "\x1b[36m"}


def render(report: Report) -> str:
    """Return all findings with their hints, what they are mostly about, and the summary."""
    lines, hinted = [], set()
    for item in report.result.findings:
        word = f"{_COLORS[item.severity]}{item.severity}\x1b[0m" if report.color else item.severity
        lines.append(f"{place(item)}: {word} {item.code} {item.name}: {visible(item.message)}")
        if item.hint and (item.path, item.hint) not in hinted:  # once a file is enough
            hinted.add((item.path, item.hint))
            lines.append(f"  hint: {visible(item.hint)}")
    if lines:
        lines += ["", *_most_common(report.result)]
    return "\n".join([*lines, report.summary]) + "\n"


def _most_common(result: LintResult) -> list[str]:
    """In a long list, say what it is mostly about."""
    if len(result.findings) < 20:
        return []
    counts = Counter((item.code, item.name) for item in result.findings).most_common(5)
    lines = [f"{number:5} × {code} {name}" for (code, name), number in counts if number > 1]
    return ["most often:", *lines, ""]
