"""`pmkit action`: carry an action from open to verified, one guarded edit at a time."""

from __future__ import annotations

import typer

from pmkit.cli.action_add_command import ADD_HELP, add
from pmkit.cli.action_end_command import (
    CANCEL_HELP,
    IMPLEMENT_HELP,
    REOPEN_HELP,
    VERIFY_HELP,
    cancel,
    implement,
    reopen,
    verify,
)
from pmkit.cli.action_open_command import (
    DEFER_HELP,
    REASSIGN_HELP,
    START_HELP,
    defer,
    reassign,
    start,
)

_HELP = """Move actions on: each command is one guarded edit that keeps the rest of the file.

\b
Examples:
  pmkit action start acme:A1
  pmkit action implement acme:A1 --evidence "Checklist v4, section 2"
  pmkit action verify acme:A1 --result effective --by dana
  pmkit action defer acme:A1 acme:A2 --to +2w --why "The client moved the kickoff."

An action goes open, in_progress, implemented, verified; or it is cancelled.
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    action = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    for name, command, text in (
        ("add", add, ADD_HELP),
        ("start", start, START_HELP),
        ("implement", implement, IMPLEMENT_HELP),
        ("verify", verify, VERIFY_HELP),
        ("defer", defer, DEFER_HELP),
        ("reassign", reassign, REASSIGN_HELP),
        ("cancel", cancel, CANCEL_HELP),
        ("reopen", reopen, REOPEN_HELP),
    ):
        short_help = text.partition("\n")[0]
        action.command(name, help=text, short_help=short_help)(command)
    app.add_typer(action, name="action", help=_HELP)
