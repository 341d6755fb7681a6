"""`pmkit history`: what happened to a post-mortem or an action, from git."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.render.formats import Format

_HELP = """Tell what happened to a post-mortem or to one of its actions, from git, oldest first.

Deadlines that moved, owners, states, and verifications that were reworded, with the commit, its
author and the author's day. Renamed files are followed; what is not committed is not told.

\b
Examples:
  pmkit history acme                     the only one with acme in its id
  pmkit history acme:A1                  one action
  pmkit history acme --format json       with whole commit hashes and both values
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("history", help=_HELP)(history)


def history(
    context: typer.Context,
    reference: Annotated[
        str, typer.Argument(metavar="PM[:ACTION]", help="A post-mortem or one of its actions.")
    ],
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.cli.show_command import find_subject
    from pmkit.errors import PmkitError, UsageError
    from pmkit.render.tables.history import to_table
    from pmkit.render.words import count
    from pmkit.reports.happened import Happened, find_happened
    from pmkit.reports.tracked import ref_of
    from pmkit.visible import visible

    session = session_of(context)
    record, index = find_subject(session, reference)
    name = record.id if index is None else ref_of(record, index)
    action = None if index is None else record.actions[index].id
    if index is not None and not action:
        raise UsageError(f"{visible(name)} has no id", "give it one; git cannot follow a place")
    today, found = session.today(as_of), session.history
    if found is None:
        raise PmkitError("there is no history that git can tell", "`git log` says what is wrong")
    rows = find_happened(record, action, found)
    table = to_table(rows, name)
    code = session.show_report("history", today, rows, table, format, row=Happened)
    if skipped := found.skipped(record.path):
        session.say(f"note: {count(skipped, 'version')} of the file cannot be read, passed over")
    return code
