"""`pmkit coverage`: which projects that ended have no post-mortem."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.cli.report_options import ClientOption, TeamOption, warn_strangers
from pmkit.render.formats import Format
from pmkit.reports.coverage import Covered

_HELP = """List the projects that ended: those without a post-mortem first.

Projects come from register/projects.yml. One is covered when a post-mortem that is no draft names
it in `project`, and drafted when only a draft does. Otherwise it is due for 7 days, then late.

\b
Examples:
  pmkit coverage                         every project that ended
  pmkit coverage --state late --state drafted
  pmkit coverage --fail                  for CI: exits with 1 if one is late, or a draft too long
  pmkit coverage --team nlp --format md
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("coverage", help=_HELP)(coverage)


def coverage(
    context: typer.Context,
    client: ClientOption = None,
    team: TeamOption = None,
    state: Annotated[
        list[Covered] | None,
        typer.Option("--state", help="As computed; may be given again.", case_sensitive=False),
    ] = None,
    format: FormatOption = Format.TABLE,
    fail: Annotated[
        bool,
        typer.Option("--fail", help="Exit with 1 when one is late, or a draft for over 7 days."),
    ] = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.coverage import NO_REGISTER, to_table
    from pmkit.reports.coverage import CoverageRow, find_coverage
    from pmkit.reports.selecting import Selection, with_doubts

    session = session_of(context)
    today, library = session.today(as_of), session.library
    registers = library.registers
    rows = find_coverage(library.records, registers, today, client, team, tuple(state or ()))
    unsure = (r for r in library.records if r.project and r.status is None)
    table = to_table(rows, today, len(registers.projects))
    skipped = with_doubts(library.skipped, unsure)
    code = session.show_report("coverage", today, rows, table, format, skipped, row=CoverageRow)
    if not registers.projects and format in (Format.JSON, Format.CSV):
        session.say(f"note: {NO_REGISTER}")
    warn_strangers(session, Selection(client, team))
    return int(code or (fail and any(row.is_failing for row in rows)))
