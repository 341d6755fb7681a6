"""`pmkit overdue`: who owes what since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.chat_output import is_chat, show_message
from pmkit.cli.options import AsOf, Fail, session_of
from pmkit.cli.report_options import (
    ClientOption,
    OwnerOption,
    TeamOption,
    read_span,
    tell_undated,
    typed,
    warn_strangers,
)
from pmkit.cli.session import Session
from pmkit.render.formats import OverdueFormat

if TYPE_CHECKING:
    from pmkit.reports.tracked import TrackedAction

_HELP = """List the actions that are past their deadline, the worst first.

An action that is implemented, but whose effect nobody checked until its verify_by, is listed as
unverified. The day of the deadline itself is not late. Drafts are included.

\b
Examples:
  pmkit overdue                          everything that is late today
  pmkit overdue --within 14d             and what is due in the next two weeks
  pmkit overdue --owner sarah            one person's
  pmkit overdue --group-by client        a table for each client
  pmkit overdue --format md --fail       for a pull request; exits with 1 if any
  pmkit overdue --format slack           the worst of it, to paste into a chat
  pmkit overdue --within 4w --format ics > due.ics    for a calendar
  pmkit overdue --as-of 2026-04-01       as it stood on that day's calendar
"""


class GroupBy(StrEnum):
    """What the list is split by."""

    OWNER = "owner"
    CLIENT = "client"
    TEAM = "team"
    POSTMORTEM = "postmortem"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("overdue", help=_HELP)(overdue)


def overdue(
    context: typer.Context,
    owner: OwnerOption = None,
    team: TeamOption = None,
    client: ClientOption = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="SPAN", help="Also what is due in 14d, 2w …"),
    ] = None,
    group_by: Annotated[
        GroupBy | None,
        typer.Option("--group-by", help="Split the list by this.", case_sensitive=False),
    ] = None,
    format: Annotated[
        OverdueFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = OverdueFormat.TABLE,
    fail: Fail = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.reports.overdue import find_overdue, find_undated
    from pmkit.reports.selecting import Selection
    from pmkit.reports.tracked import with_slips

    session = session_of(context)
    today, days = session.today(as_of), read_span("--within", within)
    library, selection = session.library, Selection(client=client, team=team)
    rows = find_overdue(library.pending, library.registers, today, selection, owner, days)
    rows = with_slips(rows, session.history) if rows else rows
    if is_chat(format):
        options = typed(owner=owner, team=team, client=client, within=within, group_by=group_by)
        code = _show_message(session, rows, today, format, group_by, options)
    else:
        code = _show(session, rows, today, format, group_by)
    tell_undated(session, find_undated(library.pending, library.registers, today, selection, owner))
    warn_strangers(session, selection, owner)
    return int(code or (fail and bool(rows)))


def _show_message(
    session: Session,
    rows: Sequence[TrackedAction],
    today: date,
    format: OverdueFormat,
    group_by: GroupBy | None,
    options: str,
) -> int:
    """Print a message with the worst of the rows, or of each group."""
    from pmkit.render.overdue_message import overdue_message
    from pmkit.reports.overdue import group_overdue

    library = session.library
    groups = group_overdue(rows, group_by, library.registers) if group_by else {}
    sections = overdue_message(rows, groups, today, options)
    return show_message(session, sections, format, library.skipped)


def _show(
    session: Session,
    rows: Sequence[TrackedAction],
    today: date,
    format: OverdueFormat,
    group_by: GroupBy | None,
) -> int:
    """Print the rows, as one table or as one a group."""
    from pmkit.render.tables.overdue import group_tables, to_table
    from pmkit.reports.overdue import group_overdue
    from pmkit.reports.tracked import TrackedAction

    table, skipped = to_table(rows, today), session.library.skipped
    if group_by is not None and rows:
        groups = group_overdue(rows, group_by, session.library.registers)
        rows = [row for group in groups.values() for row in group]
        *first, table = group_tables(groups, today)
        for one in first if format in (OverdueFormat.TABLE, OverdueFormat.MD) else ():
            session.show_table(one, format)
            session.emit("\n")
    return session.show_report("overdue", today, rows, table, format, skipped, row=TrackedAction)
