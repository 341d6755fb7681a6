"""`pmkit search`: has this happened before?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.cli.report_options import (
    ClientOption,
    KindOption,
    SinceOption,
    TagOption,
    TeamOption,
    UntilOption,
    read_day,
    warn_strangers,
)
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.model.enums import Status
from pmkit.render.formats import Format

if TYPE_CHECKING:
    from pmkit.reports.selecting import Selection
    from pmkit.search.found import Found

_HELP = """Find post-mortems by their words, the best first.

Words are found in all their forms, and all of them must be there. A phrase stands in quotes, the
beginning of a word has a star behind it, and a dash in front leaves out. Titles, tags and lessons
weigh more than the rest. What is for its participants only is found by title, tags and actions.

\b
Examples:
  pmkit search label noise               both words, in any form
  pmkit search '"statement of work"'     a phrase
  pmkit search 'infra*' --kind pilot     a beginning, in pilots
  pmkit search drift -- -vendor          drift, and no vendor
  pmkit search --like acme               what resembles one post-mortem
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("search", help=_HELP)(search)


def search(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="The words.")] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="PM", help="What resembles this post-mortem.")
    ] = None,
    kind: KindOption = None,
    status: Annotated[
        list[Status] | None,
        typer.Option("--status", help="In this status; may be given again.", case_sensitive=False),
    ] = None,
    client: ClientOption = None,
    team: TeamOption = None,
    tag: TagOption = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="YEAR", min=1970, max=2199, help="Dated in this year."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="The most hits to show.")
    ] = 20,
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.search import to_table
    from pmkit.reports.selecting import Selection

    session = session_of(context)
    if bool(words) == bool(like):
        raise UsageError("words or --like are wanted, one of them", "pmkit search drift")
    first, last = _span(year, since, until)
    selection = Selection(client, team, tag, tuple(kind or ()), tuple(status or ()), first, last)
    today = session.today(as_of)
    found = _find(session, words or [], like, selection, limit)
    code = session.show_report(
        "search",
        today,
        found.hits,
        to_table(found, today, is_like=like is not None),
        format,
        found.skipped,
        total=found.total,
        partial=found.is_partial,
    )
    warn_strangers(session, selection)
    return code


def _span(
    year: int | None, since: str | None, until: str | None
) -> tuple[date | None, date | None]:
    first, last = read_day("--since", since), read_day("--until", until)
    if year is None:
        return first, last
    if since or until:
        raise UsageError("--year and --since or --until say two things", "give one of them")
    return date(year, 1, 1), date(year, 12, 31)


def _find(
    session: Session, words: list[str], like: str | None, selection: Selection, limit: int
) -> Found:
    from pmkit.cli.show_command import find_record
    from pmkit.registers import load_registers
    from pmkit.search.engine import open_engine
    from pmkit.search.find import Wanted, find
    from pmkit.search.query import parse_query
    from pmkit.search.related import resembling

    repository = session.repository
    registers = load_registers(repository.root, repository.store)
    terms = parse_query(" ".join(words)) if like is None else ()
    with open_engine(repository) as engine:
        wanted = Wanted(terms, lambda record: selection.fits(record, registers), limit)
        if like is not None:
            record = find_record(session, like)
            wanted = resembling(engine, repository, record, wanted, registers)
        return find(engine, wanted)
