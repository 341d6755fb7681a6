"""`pmkit ops`: the monthly operations meeting on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.chat_output import is_chat, show_message
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.report_options import ClientOption, TeamOption, read_day, typed, warn_strangers
from pmkit.cli.show_command import Look, PageFormat, show_page
from pmkit.render.formats import PostedFormat

if TYPE_CHECKING:
    from pmkit.cli.session import Session
    from pmkit.record import Skipped
    from pmkit.render.ops_page import Heading
    from pmkit.reports.ops import Ops

_HELP = """Show the monthly meeting on one page: what is late, what is due, what moved.

What is overdue, worst first, and how much worse than at the last meeting; what is due in 14 days,
waits for verification or review; projects without a post-mortem; causes that recur and fixes that
did not hold; and what commits changed since. Each part shows the worst and says where the rest is.

The last meeting is a month ago unless --since tells its day. It is compared with the files as git
has them of that day; where git knows none that old, with today's files on that day's calendar.

\b
Examples:
  pmkit ops                              since this day last month
  pmkit ops --since 2026-03-04           since the last meeting
  pmkit ops --team nlp                   one team's page
  pmkit ops --format html > ops.html     to mail, or to print on one sheet
  pmkit ops --format teams               the worst of it, to paste into a chat
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("ops", help=_HELP)(ops)


def ops(
    context: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Day of the last meeting; else a month ago."),
    ] = None,
    client: ClientOption = None,
    team: TeamOption = None,
    format: Annotated[
        PostedFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PostedFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.errors import UsageError
    from pmkit.model.days import a_month_before
    from pmkit.render.ops_page import Heading
    from pmkit.reports.ops import Asked, find_ops
    from pmkit.reports.selecting import Selection, with_doubts

    session = session_of(context)
    today, library = session.today(as_of), session.library
    first = read_day("--since", since) or a_month_before(today)
    if first >= today:
        raise UsageError(f"--since {first} is not before {today}", "name the last meeting's day")
    selection = Selection(client, team)
    asked = Asked(today, first, selection)
    records, history = library.records, library.history
    found = find_ops(records, library.registers, asked, history, library.past(first))
    heading = Heading(today, typed(client=client, team=team))
    unsure = with_doubts(library.skipped, filter(selection.unsure, records))
    code = _show(session, found, heading, format, unsure)
    warn_strangers(session, selection)
    return code


def _show(
    session: Session, found: Ops, heading: Heading, format: PostedFormat, unsure: list[Skipped]
) -> int:
    """Print the meeting's page, or a message with the worst of it."""
    from pmkit.render.ops_page import WIDTH, ops_message, ops_page

    ids = [record.id for record in session.library.records]
    if is_chat(format):
        return show_message(session, ops_message(found, heading, ids), format, unsure)
    width = session.width if session.on_terminal else WIDTH
    page = ops_page(found, heading, ids, width if format is PostedFormat.TABLE else None)
    look = Look(width, one_page=True)
    return show_page(session, "ops", heading.as_of, found, page, PageFormat(format), unsure, look)
