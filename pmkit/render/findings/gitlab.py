"""Findings as a GitLab Code Quality report, which a merge request shows as better or worse."""

from __future__ import annotations

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report, with_hint
from pmkit.render.jsontext import to_json
from pmkit.visible import visible

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def render(report: Report) -> str:
    """Return the array that GitLab reads.

    It compares the fingerprints of two branches, and takes two findings of one fingerprint for
    one.
    """
    pairs = zip(report.result.findings, report.fingerprints(), strict=True)
    return to_json([_issue(report, item, fingerprint) for item, fingerprint in pairs])


def _issue(report: Report, item: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": f"{item.code} {item.name}",
        "description": visible(with_hint(item, ". Hint: ")),
        "categories": ["Style"],
        "severity": _SEVERITIES[item.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": visible(report.shown(item.path)),
            "lines": {"begin": item.line, "end": item.end_line},
        },
    }
