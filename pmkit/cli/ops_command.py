"""`pmkit ops`: the monthly operations meeting on one page."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.report_options import ClientOption, TeamOption, read_day, warn_strangers
from pmkit.cli.show_command import Look, PageFormat, show_page

if TYPE_CHECKING:
    from pmkit.reports.selecting import Selection

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
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.errors import UsageError
    from pmkit.model.days import a_month_before
    from pmkit.render.ops_page import WIDTH, Heading, ops_page
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
    width = session.width if session.on_terminal else WIDTH
    ids, heading = [record.id for record in records], Heading(today, _typed(selection))
    page = ops_page(found, heading, ids, width if format is PageFormat.TABLE else None)
    unsure = with_doubts(library.skipped, filter(selection.unsure, records))
    code = show_page(session, "ops", today, found, page, format, unsure, Look(width, True))
    warn_strangers(session, selection)
    return code


def _typed(selection: Selection) -> str:
    """Return the filters as options, for the commands that the page names."""
    given = {"--client": selection.client, "--team": selection.team}
    return " ".join(f"{name} {shlex.quote(word)}" for name, word in given.items() if word)
