"""`pmkit config`: every setting, its value, and where the value comes from."""

from __future__ import annotations

import typer

from pmkit.cli.options import FormatOption, session_of
from pmkit.render.formats import Format

_HELP = """Show every setting with its value and where it comes from.

\b
Examples:
  pmkit config
  pmkit -C ../other config --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("config", help=_HELP)(config)


def config(context: typer.Context, format: FormatOption = Format.TABLE) -> int:
    from pmkit.render.settings import settings_json, settings_table
    from pmkit.reports.settings import settings_rows

    session = session_of(context)
    rows = settings_rows(session.repository)
    if format is Format.JSON:
        session.emit(settings_json(session.repository, rows))
    else:
        session.show_table(settings_table(session.repository, rows), format)
    return 0
