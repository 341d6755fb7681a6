"""`pmkit recurring`: what keeps coming back, and which fixes did not hold."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, Fail, FormatOption, session_of
from pmkit.cli.report_options import (
    ClientOption,
    KindOption,
    SinceOption,
    TeamOption,
    read_day,
    warn_strangers,
)
from pmkit.render.formats import Format
from pmkit.reports.recurring import By

_HELP = """List the causes that recur, those that came back in spite of a fix first.

A repeat is graded by how far the last answer to it was when the work began: verified,
implemented, late, or never any. Three post-mortems in a row call for an overhaul. Drafts and
post-mortems dated after the day do not count.

\b
Examples:
  pmkit recurring                        tags in two or more post-mortems
  pmkit recurring --min 3 --since 2025-07-01
  pmkit recurring --team nlp             in that team's post-mortems alone
  pmkit recurring --by client            within each client's post-mortems
  pmkit recurring --by group             groups of tags in place of tags
  pmkit recurring --format json          with the references of every repeat
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("recurring", help=_HELP)(recurring)


def recurring(
    context: typer.Context,
    minimum: Annotated[
        int, typer.Option("--min", min=1, metavar="N", help="In at least N post-mortems.")
    ] = 2,
    since: SinceOption = None,
    by: Annotated[
        By, typer.Option("--by", help="What is counted, or within what.", case_sensitive=False)
    ] = By.TAG,
    client: ClientOption = None,
    team: TeamOption = None,
    kind: KindOption = None,
    format: FormatOption = Format.TABLE,
    fail: Fail = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.recurring import to_table
    from pmkit.reports import recurring as report
    from pmkit.reports.selecting import Selection, counted, with_doubts

    session = session_of(context)
    first = read_day("--since", since)
    selection = Selection(client, team, kinds=tuple(kind or ()), since=first)
    today, library = session.today(as_of), session.library
    rows = report.find_recurring(library.records, library.registers, today, selection, by, minimum)
    sequence = counted(library.records, library.registers, today, selection)
    table = to_table(rows, today, by, minimum, report.left_out(sequence, library.registers, by))
    unsure = with_doubts(library.skipped, filter(selection.unsure, library.records))
    code = session.show_report("recurring", today, rows, table, format, unsure)
    if selection != Selection():
        session.say("note: streaks and repeats see only the post-mortems that fit the filter")
    warn_strangers(session, selection)
    return int(code or (fail and bool(rows)))
