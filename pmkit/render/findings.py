"""What lint found, as text, one line each, JSON, or GitHub's workflow commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from pmkit.model.finding import Finding, Level
from pmkit.render.formats import LintFormat
from pmkit.rules.run import LintResult
from pmkit.visible import visible


def render(result: LintResult, format: LintFormat, as_of: date, color: bool) -> str:
    """Return the whole output of a lint run."""
    return _FORMATS[format](result, as_of, color)


def summary(result: LintResult, as_of: date) -> str:
    """Return the closing sentence: how much was checked, what it came to, and for which day."""
    files = _count(result.checked, "file")
    errors, warnings = result.count(Level.ERROR), result.count(Level.WARNING)
    if not result.checked:
        found = "no post-mortems yet, `pmkit new` writes one"
    elif not errors and not warnings:
        found = "all is well"
    else:
        found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    return f"checked {files}: {found} (as of {as_of})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_COLORS = {Level.ERROR: "\x1b[31m", Level.WARNING: "\x1b[33m", Level.INFO: "\x1b[36m"}


def _text(result: LintResult, as_of: date, color: bool) -> str:
    lines, hinted = [], set()
    for item in result.findings:
        word = f"{_COLORS[item.severity]}{item.severity}\x1b[0m" if color else str(item.severity)
        lines.append(f"{_place(item)}: {word} {item.code} {item.name}: {visible(item.message)}")
        if item.hint and (item.path, item.hint) not in hinted:  # once a file is enough
            hinted.add((item.path, item.hint))
            lines.append(f"  hint: {visible(item.hint)}")
    if result.findings:
        lines.append("")
        lines += _most_common(result)
    lines.append(summary(result, as_of))
    return "\n".join(lines) + "\n"


def _most_common(result: LintResult) -> list[str]:
    """In a long list, say what it is mostly about."""
    if len(result.findings) < 20:
        return []
    counts = Counter((item.code, item.name) for item in result.findings).most_common(5)
    lines = [f"{number:5} × {code} {name}" for (code, name), number in counts if number > 1]
    return ["most often:", *lines, ""]


def _concise(result: LintResult, as_of: date, color: bool) -> str:
    lines = [f"{_place(item)}: {item.code} {visible(item.message)}" for item in result.findings]
    return "\n".join([*lines, summary(result, as_of)]) + "\n"


def _place(item: Finding) -> str:
    return f"{visible(item.path)}:{item.line}:{item.column}"


def _json(result: LintResult, as_of: date, color: bool) -> str:
    from pmkit.render.jsontext import envelope

    return envelope(
        "lint",
        as_of,
        result.findings,
        checked=result.checked,
        errors=result.count(Level.ERROR),
        warnings=result.count(Level.WARNING),
    )


_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def _github(result: LintResult, as_of: date, color: bool) -> str:
    """One workflow command a finding, and the totals, since GitHub shows ten of each a step."""
    lines = [_github_line(item) for item in result.findings]
    lines.append(f"::notice title=pmkit::{_github_data(summary(result, as_of))}")
    return "\n".join(lines) + "\n"


def _github_line(item: Finding) -> str:
    end_column = f",endColumn={item.end_column}" if item.end_line == item.line else ""
    message = item.message + (f"\n{item.hint}" if item.hint else "")
    return (
        f"::{_COMMANDS[item.severity]} file={_github_property(item.path)},"
        f"line={item.line},endLine={item.end_line},col={item.column}{end_column},"
        f"title={_github_property(f'{item.code} {item.name}')}::{_github_data(message)}"
    )


def _github_data(text: str) -> str:
    """Escape as the runner's toolkit does; other unsafe characters become visible first."""
    safe = "\n".join(visible(line) for line in text.split("\n"))
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(visible(text)).replace(":", "%3A").replace(",", "%2C")


_FORMATS: dict[LintFormat, Callable[[LintResult, date, bool], str]] = {
    LintFormat.TEXT: _text,
    LintFormat.CONCISE: _concise,
    LintFormat.JSON: _json,
    LintFormat.GITHUB: _github,
}
