"""`pmkit coverage`: which projects that ended have no post-mortem."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.cli.report_options import ClientOption, TeamOption, warn_strangers
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.render.formats import Format
from pmkit.reports.briefed import Briefed
from pmkit.reports.coverage import Covered

if TYPE_CHECKING:
    from datetime import date

_HELP = """List the projects that ended: those without a post-mortem first.

Projects come from register/projects.yml. One is covered when a post-mortem that is no draft names
it in `project`, and drafted when only a draft does. Otherwise it is due for 7 days, then late.

With --briefs it lists the projects that run, or start within 14 days, and whether somebody had read
a brief by then, as `pmkit brief --for PROJECT --ack NAME` records it.

\b
Examples:
  pmkit coverage                         every project that ended
  pmkit coverage --state late --state drafted
  pmkit coverage --fail                  for CI: exits with 1 if one is late, or a draft too long
  pmkit coverage --team nlp --format md
  pmkit coverage --briefs                who starts without having read what others learned
"""


class State(StrEnum):
    """The states of a project that ended, then the one that only a project to come has."""

    LATE = "late"
    DRAFTED = "drafted"
    DUE = "due"
    COVERED = "covered"
    BRIEFED = "briefed"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("coverage", help=_HELP)(coverage)


def coverage(
    context: typer.Context,
    client: ClientOption = None,
    team: TeamOption = None,
    state: Annotated[
        list[State] | None,
        typer.Option("--state", help="As computed; may be given again.", case_sensitive=False),
    ] = None,
    briefs: Annotated[
        bool, typer.Option("--briefs", help="Instead: who read a brief before the start.")
    ] = False,
    format: FormatOption = Format.TABLE,
    fail: Annotated[
        bool,
        typer.Option(
            "--fail",
            help="Exit with 1 when one is late, or a draft for over 7 days; "
            "with --briefs, late and still read by nobody.",
        ),
    ] = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.reports.selecting import Selection

    session = session_of(context)
    states = _states(state or [], Briefed if briefs else Covered)
    today, registers = session.today(as_of), session.library.registers
    show = _show_briefed if briefs else _show_covered
    code, is_failing = show(session, today, (client, team, states), format)
    if not registers.projects and format in (Format.JSON, Format.CSV):
        from pmkit.render.tables.coverage import NO_REGISTER

        session.say(f"note: {NO_REGISTER}")
    warn_strangers(session, Selection(client, team))
    return int(code or (fail and is_failing))


_Filters = tuple[str | None, str | None, tuple[str, ...]]
"""Client, team and states."""


def _states(asked: list[State], known: type[StrEnum]) -> tuple[str, ...]:
    """Return the states to list.

    Raises:
        UsageError: One of them belongs to the other list.
    """
    words = tuple(known)
    for state in asked:
        if state not in words:
            raise UsageError(f"nothing here is `{state}`", f"name one of {', '.join(words)}")
    return tuple(asked)


def _show_covered(
    session: Session, today: date, filters: _Filters, format: Format
) -> tuple[int, bool]:
    from pmkit.render.tables.coverage import to_table
    from pmkit.reports.coverage import CoverageRow, find_coverage
    from pmkit.reports.selecting import with_doubts

    library = session.library
    rows = find_coverage(library.records, library.registers, today, *filters)
    unsure = (r for r in library.records if r.project and r.status is None)
    table = to_table(rows, today, len(library.registers.projects))
    skipped = with_doubts(library.skipped, unsure)
    code = session.show_report("coverage", today, rows, table, format, skipped, row=CoverageRow)
    return code, any(row.is_failing for row in rows)


def _show_briefed(
    session: Session, today: date, filters: _Filters, format: Format
) -> tuple[int, bool]:
    from pmkit.render.tables.briefed import to_table
    from pmkit.reports.briefed import BriefedRow, find_briefed

    registers = session.library.registers
    rows = find_briefed(registers, today, *filters)
    table = to_table(rows, today, len(registers.projects))
    code = session.show_report("coverage-briefs", today, rows, table, format, row=BriefedRow)
    return code, any(row.is_failing for row in rows)
