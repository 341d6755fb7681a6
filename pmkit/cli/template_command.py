"""`pmkit template`: the texts that new files are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.cli.session import Session
from pmkit.render.formats import Format

if TYPE_CHECKING:
    from pmkit.scaffold.sources import Templates

_HELP = """List, print or try the templates.

A file of the same name in the repository's templates/ takes the place of a built-in one.

\b
Examples:
  pmkit template list
  pmkit template show project > templates/project.md.j2   a copy to make your own
  pmkit template check                                    does every one of them still work?
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    group.callback(invoke_without_command=True)(_default)
    group.command("list", short_help="Names, and whose they are.")(list_)
    group.command("show", short_help="Print the source of one.")(show)
    group.command("check", short_help="Render every one with sample data.")(check)
    app.add_typer(group, name="template", help=_HELP)


def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_(context)


def list_(context: typer.Context, format: FormatOption = Format.TABLE, as_of: AsOf = None) -> int:
    """List the templates by name, and tell whether a repository's file stands in for pmkit's."""
    from pmkit.render.table import Column, Table
    from pmkit.scaffold.sources import path_of

    session = session_of(context)
    templates = _load(session)
    items = [
        {"name": name, "origin": templates.origin(path_of(templates, name))}
        for name in templates.names
    ]
    columns = (Column("template"), Column("origin"))
    table = Table(columns, tuple((item["name"], item["origin"]) for item in items))
    return session.show_report("templates", session.today(as_of), items, table, format)


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name that `pmkit template list` shows.")],
) -> None:
    """Print the source of one template: the repository's where it has one, else pmkit's."""
    from pmkit.scaffold.sources import path_of
    from pmkit.visible import odd_character, visible_lines

    session = session_of(context)
    templates = _load(session)
    text = templates.text(path_of(templates, name))
    session.emit(visible_lines(text) if odd_character(text) else text)


def check(context: typer.Context, format: FormatOption = Format.TABLE, as_of: AsOf = None) -> int:
    """Render every template with sample data; those that fail are named, and exit with 1."""
    from pmkit.render.table import Column, Table
    from pmkit.scaffold.trial import try_templates

    session = session_of(context)
    templates, today = _load(session), session.today(as_of)
    items = [
        {"name": name, "origin": templates.origin(file), "problem": problem}
        for name, file, problem in try_templates(session.repository, templates, today)
    ]
    columns = (Column("template"), Column("origin"), Column("result", wrap=True))
    rows = tuple((str(i["name"]), str(i["origin"]), i["problem"] or "works") for i in items)
    code = session.show_report("template-check", today, items, Table(columns, rows), format)
    return code or int(any(item["problem"] for item in items))


def _load(session: Session) -> Templates:
    from pmkit.scaffold.sources import load_templates

    return load_templates(session.repository)
