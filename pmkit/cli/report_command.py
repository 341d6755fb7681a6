"""`pmkit report`: documents that are derived from post-mortems, each in a module of its own."""

from __future__ import annotations

import typer

from pmkit.cli import report_annual_command, report_document_command

_HELP = """Make a document from what the post-mortems hold.

\b
Examples:
  pmkit report client acme               what the client is told
  pmkit report follow-up acme            what became of it, 30 days later
  pmkit report one-page wrong-tariff     an incident on one page
  pmkit report annual                    what last year's post-mortems say together
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    report = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    report.callback()(lambda: None)
    report_document_command.register(report)
    report_annual_command.register(report)
    app.add_typer(report, name="report", help=_HELP)
