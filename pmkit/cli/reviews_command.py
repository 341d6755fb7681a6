"""`pmkit reviews`: which looks back are due."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import AsOf, DatedFormatOption, session_of
from pmkit.cli.report_options import ClientOption, TeamOption, read_span, warn_strangers
from pmkit.errors import UsageError
from pmkit.render.formats import DatedFormat
from pmkit.reports.reviews import ReviewState

_SOON = 30
"""How far a list for a person looks ahead when nothing else is asked for."""

_FOR_PEOPLE = (DatedFormat.TABLE, DatedFormat.MD)

_HELP = """List the reviews that are overdue or due soon, the longest overdue first.

Every post-mortem that counts owes a review 30 and 90 days after its meeting (without one, after
its anchor date), and a follow-up 30 days after a talk with the client. A review is done when it
stands under `reviews` of the file. The day itself is not late.

By default what is overdue or due within 30 days is shown; json and csv hold every review, ics
every one that is still to be held.

\b
Examples:
  pmkit reviews                          overdue, and due within 30 days
  pmkit reviews --within 2w              and due within two weeks
  pmkit reviews --state overdue --fail   for CI: exits with 1 if any is overdue
  pmkit reviews --all --client acme      done and later ones too
  pmkit reviews --format json            every review, for programs
  pmkit reviews --format ics > due.ics   every one to be held, for a calendar
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("reviews", help=_HELP)(reviews)


def reviews(
    context: typer.Context,
    client: ClientOption = None,
    team: TeamOption = None,
    state: Annotated[
        list[ReviewState] | None,
        typer.Option("--state", help="As computed; may be given again.", case_sensitive=False),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="SPAN", help="What is overdue, or due in 14d, 2w …"),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Done ones and those due later too.")
    ] = False,
    format: DatedFormatOption = DatedFormat.TABLE,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 when one is overdue.")] = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.render.tables.reviews import to_table
    from pmkit.reports.reviews import OwedReview, find_owed_annual, find_reviews
    from pmkit.reports.selecting import Selection, with_doubts

    if everything and within is not None:
        raise UsageError("--all and --within contradict each other", "give one of them")
    session = session_of(context)
    today, days = session.today(as_of), read_span("--within", within)
    library, selection = session.library, Selection(client, team)
    if format is DatedFormat.ICS and not (everything or state):
        state = [one for one in ReviewState if one is not ReviewState.DONE]
    found = find_reviews(
        library.records, library.registers, today, selection, tuple(state or ()), days
    )
    brief = format in _FOR_PEOPLE and not (everything or state or within)
    left_out = [row for row in found if brief and _is_later(row.days_overdue)]
    rows = [row for row in found if not (brief and _is_later(row.days_overdue))]
    unsure = with_doubts(library.skipped, filter(selection.unsure, library.records))
    is_part = client or team or state
    annual = None if is_part else find_owed_annual(library.records, library.registers, today)
    table = to_table(rows, today, left_out if brief else None, annual)
    code = session.show_report("reviews", today, rows, table, format, unsure, row=OwedReview)
    warn_strangers(session, selection)
    return int(code or (fail and any(row.state is ReviewState.OVERDUE for row in rows)))


def _is_later(days_overdue: int | None) -> bool:
    """Tell whether a review is done, or due so late that nobody has to think of it now."""
    return days_overdue is None or -days_overdue > _SOON
