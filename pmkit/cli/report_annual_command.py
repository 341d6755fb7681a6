"""`pmkit report annual`: what a year of post-mortems says."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.show_command import PageFormat, show_page
from pmkit.errors import UsageError
from pmkit.model.days import FIRST_YEAR

_HELP = """Tell what the post-mortems of a year say together, for the annual review.

By kind and outcome; what recurs, and what came back in spite of a fix; actions done, done in time
and put off; planned against actual; projects without a post-mortem; reviews; whether lessons are
read and fixes hold; money; and what was prevented. Nothing is told by person. Without --year it is
the year before this one.

\b
Examples:
  pmkit report annual                    last year
  pmkit report annual --year 2025 --format md
  pmkit report annual --format html > 2025.html

`pmkit review record --annual YEAR` writes down that the review was held.
"""


def register(report: typer.Typer) -> None:
    """Add the command to the group."""
    short_help = _HELP.partition("\n")[0]
    report.command("annual", help=_HELP, short_help=short_help)(annual)


def annual(
    context: typer.Context,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="By default the last one.")
    ] = None,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.annual_page import annual_sections
    from pmkit.reports.annual.find import find_annual, of_year
    from pmkit.reports.selecting import with_doubts

    session = session_of(context)
    today, library = session.today(as_of), session.library
    year = today.year - 1 if year is None else year
    if not FIRST_YEAR < year <= today.year:
        raise UsageError(f"--year is {year}, and today is {today}", "name a year that has begun")
    found = find_annual(library.records, library.registers, today, year, session.history)
    unsure = with_doubts(library.skipped, filter(of_year(year).unsure, library.records))
    sections = annual_sections(found, today)
    return show_page(session, "report-annual", today, found, sections, format, unsure)
