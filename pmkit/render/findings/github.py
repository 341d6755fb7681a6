"""Findings as workflow commands, which GitHub shows on the lines of a pull request."""

from __future__ import annotations

from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report, with_hint
from pmkit.visible import visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(report: Report) -> str:
    """Return one command a finding, and the totals, since GitHub shows ten of each a step."""
    lines = [_command(report, item) for item in report.result.findings]
    lines.append(f"::notice title=pmkit::{_data(report.summary)}")
    return "\n".join(lines) + "\n"


def _command(report: Report, item: Finding) -> str:
    end_column = f",endColumn={item.end_column}" if item.end_line == item.line else ""
    message = f"{report.place(item)}: {with_hint(item)}"  # a log shows the message alone
    return (
        f"::{_COMMANDS[item.severity]} file={_property(report.shown(item.path))},"
        f"line={item.line},endLine={item.end_line},col={item.column}{end_column},"
        f"title={_property(f'{item.code} {item.name}')}::{_data(message)}"
    )


def _data(text: str) -> str:
    """Escape as the runner's toolkit does; other unsafe characters become visible first."""
    safe = "\n".join(visible(line) for line in text.split("\n"))
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
