"""`pmkit agenda`: the sheet a facilitator runs the meeting from."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.show_command import Look, PageFormat, find_record, show_page
from pmkit.errors import UsageError

_HELP = """Write the facilitator's sheet for a post-mortem's meeting.

Phases with minutes that add up, what is asked in each, questions about what this team or client
met before, ground rules, opening words, what the pre-read still lacks, and who is missing.

\b
Examples:
  pmkit agenda acme                          the internal meeting
  pmkit agenda acme --format html > agenda.html
  pmkit agenda acme --client-questions       the interview before it
  pmkit agenda acme --client                 the talk with the client after it
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("agenda", help=_HELP)(agenda)


def agenda(
    context: typer.Context,
    postmortem: Annotated[str, typer.Argument(metavar="PM", help="The post-mortem.")],
    client: Annotated[
        bool, typer.Option("--client", help="The talk with the client instead.")
    ] = False,
    client_questions: Annotated[
        bool, typer.Option("--client-questions", help="The questions to the client before it.")
    ] = False,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from functools import partial

    from pmkit.load import load_reading
    from pmkit.render.agenda_page import agenda_sections, client_sections, question_sections
    from pmkit.reports.agenda import make_agenda, make_talk
    from pmkit.reports.digest.told import read_told
    from pmkit.reports.selecting import is_undecidable, with_doubts

    if client and client_questions:
        raise UsageError("--client and --client-questions are two sheets", "ask for one of them")
    session = session_of(context)
    today, library = session.today(as_of), session.library
    record = find_record(session, postmortem)
    reading = load_reading(session.repository, record)
    tell = partial(read_told, session.repository)
    if client:
        sheet = make_talk(record, reading, today)
    else:
        sheet = make_agenda(record, reading, library.records, library.registers, today, tell)
    if client_questions:
        sections = question_sections(record.title or record.id, today)
    else:
        sections = (client_sections if client else agenda_sections)(sheet, today)
    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    look = Look(two_pages=True)
    return show_page(session, "agenda", today, sheet, sections, format, unsure, look)
