"""`pmkit actions`: every action, with filters."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, DatedFormatOption, session_of
from pmkit.cli.report_options import (
    ClientOption,
    OwnerOption,
    TagOption,
    TeamOption,
    read_day,
    tell_undated,
    warn_strangers,
)
from pmkit.model.enums import ActionStatus
from pmkit.render.formats import DatedFormat
from pmkit.reports.tracked import State

_HELP = """List actions, the most urgent first.

The state is computed for the day: overdue, unverified (implemented, and past its verify_by),
due (open, not past), waiting (implemented, to be verified) or closed.

\b
Examples:
  pmkit actions                          every action of the repository
  pmkit actions --owner sarah --status open --status in_progress
  pmkit actions --state waiting          what is done and still to be verified
  pmkit actions --tag data-quality-surprise --format md
  pmkit actions --due-before 2026-05-01
  pmkit actions --format ics > due.ics   what is to be done and to be checked, for a calendar
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("actions", help=_HELP)(actions)


def actions(
    context: typer.Context,
    owner: OwnerOption = None,
    status: Annotated[
        list[ActionStatus] | None,
        typer.Option(
            "--status", help="As the file says it; may be given again.", case_sensitive=False
        ),
    ] = None,
    state: Annotated[
        list[State] | None,
        typer.Option("--state", help="As computed; may be given again.", case_sensitive=False),
    ] = None,
    tag: TagOption = None,
    client: ClientOption = None,
    team: TeamOption = None,
    due_before: Annotated[
        str | None,
        typer.Option("--due-before", metavar="DATE", help="With a deadline before this day."),
    ] = None,
    format: DatedFormatOption = DatedFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.actions import to_table
    from pmkit.reports.actions import ActionFilter, find_actions
    from pmkit.reports.selecting import Selection
    from pmkit.reports.tracked import TrackedAction, with_slips

    session = session_of(context)
    day, selection = read_day("--due-before", due_before), Selection(client, team)
    if format is DatedFormat.ICS and not (state or status):
        state = [one for one in State if one is not State.CLOSED]
    wanted = ActionFilter(selection, owner, tuple(status or ()), tuple(state or ()), tag, day)
    today, library = session.today(as_of), session.library
    rows = find_actions(library.records, library.registers, today, wanted)
    rows = with_slips(rows, session.history) if rows else rows
    table, skipped = to_table(rows, today), library.skipped
    code = session.show_report("actions", today, rows, table, format, skipped, row=TrackedAction)
    if format is DatedFormat.ICS:
        tell_undated(session, [r for r in rows if r.days_overdue is None and not r.is_closed])
    warn_strangers(session, Selection(client, team, tag), owner)
    return code
