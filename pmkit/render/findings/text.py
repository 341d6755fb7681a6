"""Findings for a person: where, how bad, which rule, the words it is about, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.excerpt import excerpt
from pmkit.render.findings.report import Report
from pmkit.rules.run import LintResult
from pmkit.visible import visible

_COLORS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFO: "\x1b[36m"}


def render(report: Report) -> str:
    """Return all findings with their hints, what they are mostly about, and the summary."""
    lines: list[str] = []
    hinted = set()
    for item in report.result.findings:
        lines += _finding(report, item)
        if item.hint and (item.path, item.hint) not in hinted:  # once a file is enough
            hinted.add((item.path, item.hint))
            lines.append(f"  hint: {visible(item.hint)}")
    if lines:
        lines += ["", *_most_common(report.result)]
    return "\n".join([*lines, report.summary]) + "\n"


def _finding(report: Report, item: Finding) -> Iterator[str]:
    severity = _painted(report, item, item.severity)
    place = report.place(item)
    yield f"{place}: {severity} {item.code} {item.name}: {visible(item.message)}"
    for source, carets in excerpt(item, report.lines(item.path), report.width):
        yield source
        yield _painted(report, item, carets)


def _painted(report: Report, item: Finding, text: str) -> str:
    return f"{_COLORS[item.severity]}{text}\x1b[0m" if report.color else text


def _most_common(result: LintResult) -> list[str]:
    """In a long list, say what it is mostly about."""
    if len(result.findings) < 20:
        return []
    counts = Counter((item.code, item.name) for item in result.findings).most_common(5)
    lines = [f"{number:5} × {code} {name}" for (code, name), number in counts if number > 1]
    return ["most often:", *lines, ""]
