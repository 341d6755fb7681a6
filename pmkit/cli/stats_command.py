"""`pmkit stats`: whether the practice follows through."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.report_options import (
    ClientOption,
    KindOption,
    SinceOption,
    TeamOption,
    read_day,
    warn_strangers,
)
from pmkit.cli.show_command import PageFormat, show_page

_HELP = """Say in a few figures whether the practice follows through and gets better.

Follow-through is measured over the newest five post-mortems that have actions due: under half is
failing. Below: what is done in time, how far deadlines moved, how soon meetings are held, planned
against actual, whether lessons are read and fixes hold, what incidents left behind, cost and
return. Drafts do not count. Nothing is told by person.

\b
Examples:
  pmkit stats                            the whole repository
  pmkit stats --team nlp --since 2025-07-01
  pmkit stats --kind incident            what incidents left behind
  pmkit stats --format md                to paste into a page
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("stats", help=_HELP)(stats)


def stats(
    context: typer.Context,
    client: ClientOption = None,
    team: TeamOption = None,
    kind: KindOption = None,
    since: SinceOption = None,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.stats_page import stats_sections
    from pmkit.reports.selecting import Selection, with_doubts
    from pmkit.reports.stats import find_stats

    session = session_of(context)
    first = read_day("--since", since)
    selection = Selection(client, team, kinds=tuple(kind or ()), since=first)
    today, library = session.today(as_of), session.library
    found = find_stats(library.records, library.registers, today, selection, session.history)
    unsure = with_doubts(library.skipped, filter(selection.unsure, library.records))
    sections = stats_sections(found, today)
    code = show_page(session, "stats", today, found, sections, format, unsure)
    warn_strangers(session, selection)
    return code
