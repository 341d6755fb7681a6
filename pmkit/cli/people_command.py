"""`pmkit people`: who is in the register, a new handle for somebody, somebody who leaves."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, ListByDefault, session_of
from pmkit.cli.people_change_command import LEAVE_HELP, RENAME_HELP, leave, rename
from pmkit.cli.report_options import TeamOption
from pmkit.render.formats import Format

_HELP = """List the people of the register, rename one, or record that one leaves.

\b
Examples:
  pmkit people                            everybody in register/people.yml
  pmkit people rename sarah sarah-k       in the register and in every post-mortem
  pmkit people leave lior --to mateo      mateo gets what lior had still to do
"""
_LIST_HELP = """List everybody in register/people.yml, by handle.

Nobody is counted or compared: it says who has left, and who of them still owns an action.

\b
Examples:
  pmkit people list --team nlp
  pmkit people list --left --format json
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    people = typer.Typer(cls=ListByDefault, rich_markup_mode=None, no_args_is_help=False)
    people.command("list", help=_LIST_HELP, short_help="List everybody.")(list_people)
    people.command("rename", help=RENAME_HELP, short_help="Give one another handle.")(rename)
    people.command("leave", help=LEAVE_HELP, short_help="Record that one leaves.")(leave)
    app.add_typer(people, name="people", help=_HELP)


def list_people(
    context: typer.Context,
    team: TeamOption = None,
    left: Annotated[bool, typer.Option("--left", help="Only those who have left.")] = False,
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.people import to_table
    from pmkit.reports.people import find_people

    session = session_of(context)
    today, library = session.today(as_of), session.library
    rows = find_people(library.pending, library.registers, team, left)
    return session.show_report(
        "people", today, rows, to_table(rows, today), format, library.skipped
    )
