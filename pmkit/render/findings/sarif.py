"""Findings as SARIF 2.1.0, for code scanning and for every viewer of that standard."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pmkit import __version__
from pmkit.model.enums import Status
from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report, with_hint
from pmkit.render.jsontext import to_json
from pmkit.render.rules import rule_markdown, rule_text
from pmkit.rules.decide import severity
from pmkit.rules.registry import Rule
from pmkit.visible import visible_lines

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASE = "%SRCROOT%"
"""What viewers call the top of the repository; where that lies is not ours to tell."""

_FINGERPRINT = "pmkitFinding/v1"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def render(report: Report) -> str:
    """Return a log of one run, in which every rule that found something is explained in full."""
    findings = report.result.findings
    places = {code: at for at, code in enumerate(sorted({item.code for item in findings}))}
    results = [
        _result(report, item, places[item.code], fingerprint)
        for item, fingerprint in zip(findings, report.fingerprints(), strict=True)
    ]
    rules = [_rule(report.rules[code]) for code in places]
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, rules, results)]})


def _run(report: Report, rules: Sequence[object], results: Sequence[object]) -> dict[str, Any]:
    driver = {"name": "pmkit", "version": __version__, "semanticVersion": __version__}
    return {
        "tool": {"driver": {**driver, "rules": rules}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The top of the repository."}}},
        "artifacts": [{"location": _location(report, path)} for path in report.result.paths],
        "results": results,
        "properties": {"asOf": report.as_of, "checked": report.result.checked},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Return a rule with its whole page, and how bad it is in a finished post-mortem."""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": rule_text(rule), "markdown": rule_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[severity(rule, Status.REVIEWED)]},
        "properties": {"tags": ["post-mortem"]},
    }


def _result(report: Report, item: Finding, place: int, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": item.line,
        "startColumn": item.column,
        "endLine": item.end_line,
        "endColumn": item.end_column,
    }
    where = {"artifactLocation": _location(report, item.path), "region": region}
    return {
        "ruleId": item.code,
        "ruleIndex": place,
        "level": _LEVELS[item.severity],
        "message": {"text": _plain(with_hint(item))},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _location(report: Report, path: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(report.shown(path))), "uriBaseId": _BASE}


def _plain(text: str) -> str:
    """Return harmless text; viewers make a link of `](`, which here only a stranger writes."""
    return visible_lines(text).replace("](", "] (")
