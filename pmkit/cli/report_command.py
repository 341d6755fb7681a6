"""`pmkit report`: documents that are derived from post-mortems, each in a module of its own."""

from __future__ import annotations

import typer

from pmkit.cli import report_annual_command

_HELP = """Make a document from what the post-mortems hold.

\b
Examples:
  pmkit report annual                    what last year's post-mortems say together
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    report = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    report.callback()(lambda: None)
    report_annual_command.register(report)
    app.add_typer(report, name="report", help=_HELP)
