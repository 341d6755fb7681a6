"""What lint found, in every form that people and programs take it: one module a format."""

from __future__ import annotations

from importlib import import_module

from pmkit.render.findings.report import Report
from pmkit.render.formats import LintFormat

_MODULES = {
    LintFormat.TEXT: "text",
    LintFormat.CONCISE: "concise",
    LintFormat.JSON: "as_json",
    LintFormat.JSON_LINES: "json_lines",
    LintFormat.GITHUB: "github",
    LintFormat.GITLAB: "gitlab",
    LintFormat.SARIF: "sarif",
    LintFormat.JUNIT: "junit",
    LintFormat.RDJSON: "rdjson",
}


def render(report: Report, format: LintFormat) -> str:
    """Return the whole output of a lint run; only the module of its format is loaded."""
    module = import_module(f"pmkit.render.findings.{_MODULES[format]}")
    text: str = module.render(report)
    return text
