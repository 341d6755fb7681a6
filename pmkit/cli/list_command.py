"""`pmkit list`: the post-mortems of the repository."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.cli.report_options import (
    ClientOption,
    KindOption,
    SinceOption,
    TagOption,
    TeamOption,
    UntilOption,
    read_day,
    warn_strangers,
)
from pmkit.model.enums import Status
from pmkit.render.formats import Format

_HELP = """List post-mortems, the newest first.

\b
Examples:
  pmkit list                             all of them
  pmkit list --tag data --since 2025-07-01
  pmkit list --status draft              what has still to be finished
  pmkit list --client acme --kind incident --kind pilot
  pmkit list --format csv                for a spreadsheet
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("list", help=_HELP)(list_all)


def list_all(
    context: typer.Context,
    kind: KindOption = None,
    status: Annotated[
        list[Status] | None,
        typer.Option("--status", help="In this status; may be given again.", case_sensitive=False),
    ] = None,
    client: ClientOption = None,
    team: TeamOption = None,
    tag: TagOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.listing import to_table
    from pmkit.reports.listing import Listed, find_listed
    from pmkit.reports.selecting import Selection, with_doubts

    session = session_of(context)
    first, last = read_day("--since", since), read_day("--until", until)
    selection = Selection(client, team, tag, tuple(kind or ()), tuple(status or ()), first, last)
    today, library = session.today(as_of), session.library
    rows = find_listed(library.records, library.registers, today, selection)
    unsure = with_doubts(library.skipped, filter(selection.undecided, library.records))
    table = to_table(rows, today)
    code = session.show_report("list", today, rows, table, format, unsure, row=Listed)
    warn_strangers(session, selection)
    return code
