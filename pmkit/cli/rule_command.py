"""`pmkit rule`: what a rule asks for and why, with a bad and a good example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import FormatOption, session_of
from pmkit.errors import UsageError
from pmkit.render.formats import Format
from pmkit.similar import nearest
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.rules.registry import Rule

_HELP = """Explain a rule, or list all of them.

\b
Examples:
  pmkit rule                     every rule with its code and name
  pmkit rule PM201               what it asks for, with a bad and a good example
  pmkit rule short-chain         the same by name
  pmkit rule PM3                 a family
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rule", help=_HELP)(rule)


def rule(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(help="A code such as PM201, a name, or a family such as PM2.")
    ] = None,
    format: FormatOption = Format.TABLE,
) -> int:
    from pmkit.rules.registry import find_rule, load_rules

    session = session_of(context)
    rules = load_rules()
    found = find_rule(rules, code) if code else None
    if found:
        from pmkit.render.rules import rule_json, rule_markdown, rule_text

        renderers = {Format.JSON: rule_json, Format.MD: rule_markdown}
        session.emit(renderers.get(format, rule_text)(found))
        return 0
    family = _family(rules, code) if code else list(rules.values())
    from pmkit.render.rules import rules_json, rules_table

    if format is Format.JSON:
        session.emit(rules_json(family))
    else:
        session.show_table(rules_table(family), format)
    return 0


def _family(rules: dict[str, Rule], word: str) -> list[Rule]:

    family = [item for code, item in rules.items() if code.startswith(word.strip().upper())]
    if family and word.strip():
        return family
    near = nearest(word.lower(), [item.name for item in rules.values()])
    hint = f"did you mean `{near}`?" if near else "`pmkit rule` lists all of them"
    raise UsageError(f"no rule is called `{short(word)}`", hint)
