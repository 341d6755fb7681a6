"""Findings in reviewdog's diagnostic format, for every service that reviewdog can comment on."""

from __future__ import annotations

from collections.abc import Sequence

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report, with_hint
from pmkit.render.jsontext import to_json
from pmkit.visible import visible, visible_lines

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "INFO"}
_FARTHEST = 10_000
"""Beyond it a column is left out, as it may be: counting bytes up to there would take long."""


def render(report: Report) -> str:
    """Return one DiagnosticResult."""
    diagnostics = [_diagnostic(report, item) for item in report.result.findings]
    return to_json({"source": {"name": "pmkit"}, "diagnostics": diagnostics})


def _diagnostic(report: Report, item: Finding) -> dict[str, object]:
    lines = report.lines(item.path)
    return {
        "message": visible_lines(with_hint(item)),
        "location": {
            "path": visible(report.shown(item.path)),
            "range": {
                "start": _position(item.line, item.column, lines),
                "end": _position(item.end_line, item.end_column, lines),
            },
        },
        "severity": _SEVERITIES[item.severity],
        "code": {"value": item.code},
    }


def _position(line: int, column: int, lines: Sequence[str]) -> dict[str, int]:
    """Return a position as this format has it: its columns count the bytes of UTF-8."""
    if column > _FARTHEST:
        return {"line": line}
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    extra = len(before.encode("utf-8", "surrogatepass")) - len(before)
    return {"line": line, "column": column + extra}
