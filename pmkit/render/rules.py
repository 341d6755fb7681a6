"""A rule's documentation as text, Markdown or JSON, all from its docstring."""

from __future__ import annotations

from collections.abc import Iterable

from pmkit.model.enums import Status
from pmkit.render.jsontext import SCHEMA_VERSION, to_json
from pmkit.render.table import Column, Table
from pmkit.rules.decide import severity
from pmkit.rules.registry import Rule, Scope


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
    lines = [f"{rule.code} {rule.name}", "", rule.summary, "", rule.why, "", _weight(rule)]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            lines += ["", f"{heading}:", *(f"    {line}".rstrip() for line in example.splitlines())]
    if rule.scope is not Scope.READER:
        lines += ["", f"Suppress it where it does not apply:  # pmkit: ignore[{rule.code}] reason"]
    return "\n".join(lines) + "\n"


def rule_markdown(rule: Rule) -> str:
    """Return the page of one rule for the documentation."""
    lines = [f"## {rule.code} {rule.name}", "", rule.summary, "", rule.why, "", _weight(rule)]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            fence = "markdown" if example.startswith(("---", "##")) else "yaml"
            lines += ["", f"{heading}:", "", f"```{fence}", example.rstrip("\n"), "```"]
    return "\n".join(lines) + "\n"


def _weight(rule: Rule) -> str:
    draft, later = severities(rule)
    if draft == later:
        return f"Severity: {draft}, whatever the document's status."
    return f"Severity: {draft} in a draft, {later} afterwards."


def _as_item(rule: Rule) -> dict[str, object]:
    draft, later = severities(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "why": rule.why,
        "severity_draft": draft,
        "severity": later,
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
