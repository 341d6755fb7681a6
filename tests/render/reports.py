"""Lint reports made by hand, over files that are nowhere but here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report
from pmkit.rules.registry import load_rules
from pmkit.rules.run import LintResult

RULES = load_rules()
AS_OF = date(2026, 4, 1)


def finding(
    code: str = "PM301",
    line: int = 2,
    columns: tuple[int, int] = (1, 7),
    *,
    end_line: int = 0,
    path: str = "pm/a.md",
    severity: Level = Level.ERROR,
    message: str = "no cause is listed",
    hint: str = "add one",
) -> Finding:
    begin, end = columns
    name = RULES[code].name
    return Finding(path, line, begin, end_line or line, end, code, name, severity, message, hint)


def report(*findings: Finding, files: Mapping[str, str] | None = None, **more: object) -> Report:
    texts = {"pm/a.md": "---\ncauses: []\n", "pm/b.md": "---\n"} if files is None else files
    lines = {path: text.split("\n") for path, text in texts.items()}
    result = LintResult(list(findings), tuple(sorted(texts)))
    return Report(result, AS_OF, RULES, lambda path: lines.get(path, ()), **more)
