"""A rule's documentation as text, Markdown or JSON, all from its docstring."""

from __future__ import annotations

from collections.abc import Iterable

from pmkit.fixes.fix import Fixing, fixing_of
from pmkit.model.enums import Status
from pmkit.render.jsontext import SCHEMA_VERSION, to_json
from pmkit.render.table import Column, Table
from pmkit.rules.decide import severity
from pmkit.rules.registry import Rule
from pmkit.rules.suppressions import can_be_suppressed


def severities(rule: Rule) -> tuple[str, str]:
    """Return how bad the rule is in a draft, and afterwards."""
    return str(severity(rule, Status.DRAFT)), str(severity(rule, Status.REVIEWED))


def rules_table(rules: Iterable[Rule]) -> Table:
    """Return one row a rule."""
    columns = (
        Column("code", style="bold"),
        Column("name"),
        Column("draft"),
        Column("later"),
        Column("about", wrap=True),
    )
    rows = tuple((r.code, r.name, *severities(r), r.summary) for r in rules)
    return Table(columns, rows, notes=("`pmkit rule CODE` explains one of them.",))


def rule_text(rule: Rule) -> str:
    """Return the page of one rule for a terminal."""
    lines = [f"{rule.code} {rule.name}", "", rule.summary, "", rule.why, ""]
    lines += [_weight(rule), fixing_sentence(rule)]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            lines += ["", f"{heading}:", *(f"    {line}".rstrip() for line in example.splitlines())]
    comments = suppressions(rule)
    for comment in comments:
        lines += ["", f"Suppress it where it does not apply:  {comment}"]
    if not comments:
        lines += ["", _elsewhere(rule)]
    return "\n".join(lines) + "\n"


def rule_markdown(rule: Rule) -> str:
    """Return the page of one rule for the documentation."""
    lines = [f"## {rule.code} {rule.name}", "", rule.summary, "", rule.why, ""]
    lines += [_weight(rule), fixing_sentence(rule)]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            fence = "markdown" if example.startswith(("---", "##")) else "yaml"
            lines += ["", f"{heading}:", "", f"```{fence}", example.rstrip("\n"), "```"]
    comments = suppressions(rule)
    lines += ["", "Suppress it where it does not apply:" if comments else _elsewhere(rule)]
    for comment in comments:
        fence = "markdown" if comment.startswith("<") else "yaml"
        lines += ["", f"```{fence}", comment, "```"]
    return "\n".join(lines) + "\n"


def _weight(rule: Rule) -> str:
    draft, later = severities(rule)
    if draft == later:
        return f"Severity: {draft}, whatever the document's status."
    return f"Severity: {draft} in a draft, {later} afterwards."


def fixing_sentence(rule: Rule) -> str:
    """Say whether pmkit can correct what the rule finds."""
    fixing = fixing_of(rule.code)
    if fixing is Fixing.SAFE:
        return "`pmkit lint --fix` corrects it where that is possible in one way only."
    if fixing is Fixing.UNSAFE:
        return "`pmkit lint --fix --unsafe-fixes` writes what was probably meant: look at it after."
    return "Only its author can correct it."


def suppressions(rule: Rule) -> list[str]:
    """Return the comments that hold a finding back: in the front matter, in the body."""
    if not can_be_suppressed(rule):
        return []
    words = f"pmkit: ignore[{rule.code}] reason"
    in_body = rule.code.startswith(_ABOUT_TEXT)
    return [f"# {words}", *([f"<!-- {words} -->"] if in_body else [])]


_ABOUT_TEXT = ("PM4", "PM6")
"""Families that look at the body, too."""


def _elsewhere(rule: Rule) -> str:
    return f'No comment suppresses it; `lint.ignore = ["{rule.code}"]` in pmkit.toml turns it off.'


def _as_item(rule: Rule) -> dict[str, object]:
    draft, later = severities(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "why": rule.why,
        "severity_draft": draft,
        "severity": later,
        "fix": fixing_of(rule.code),
        "bad": rule.examples("Bad"),
        "good": rule.examples("Good"),
    }


def rules_json(rules: Iterable[Rule]) -> str:
    """Return the rules as JSON, in the shape of every other output."""
    items = [_as_item(rule) for rule in rules]
    return to_json({"schema_version": SCHEMA_VERSION, "kind": "rule", "items": items})


def rule_json(rule: Rule) -> str:
    """Return one rule as JSON."""
    return rules_json([rule])
