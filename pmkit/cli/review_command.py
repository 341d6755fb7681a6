"""`pmkit review record`: what a look back found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun, On, read_past_day, read_text
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.cli.show_command import find_record
from pmkit.errors import UsageError
from pmkit.model.enums import Result, ReviewKind

if TYPE_CHECKING:
    from datetime import date

    from pmkit.progress.desk import Step
    from pmkit.progress.reviewing import NewReview
    from pmkit.record import Record

_HELP = """Record the reviews that were held; `pmkit reviews` lists those that are due.

\b
Examples:
  pmkit review record acme 30-day        asks for the state of each action, then the outcome
  pmkit review record acme 90-day --outcome effective --note "No surprise since."
  pmkit review record --annual 2025      the look back on all of a year
"""
_RECORD_HELP = """Record a review of a post-mortem in its file, and nothing else of it changes.

For the 30-day review a terminal asks for the state of each action that is not closed; the outcome
is asked for where it is not given. With `--no-input` everything comes from the options.

With `--annual` it is the look back on a year, which `pmkit report annual` prepares; it goes into
register/reviews.yml.

\b
Examples:
  pmkit review record acme 30-day
  pmkit review record acme 90-day --outcome partially_effective --on 2026-06-09
  pmkit review record acme borealis client-follow-up --outcome effective --dry-run
  pmkit review record --annual 2025 --on 2026-01-15 --note "One owner for the checklist."
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    review = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    review.callback()(lambda: None)
    short_help = _RECORD_HELP.partition("\n")[0]
    review.command("record", help=_RECORD_HELP, short_help=short_help)(record)
    app.add_typer(review, name="review", help=_HELP)


def record(
    context: typer.Context,
    postmortems: Annotated[
        list[str] | None, typer.Argument(metavar="PM...", help="The post-mortem, or several.")
    ] = None,
    kind: Annotated[
        ReviewKind | None, typer.Argument(metavar="KIND", help="Which review it was.")
    ] = None,
    outcome: Annotated[
        Result | None,
        typer.Option("--outcome", help="What the review found.", case_sensitive=False),
    ] = None,
    annual: Annotated[
        int | None, typer.Option("--annual", metavar="YEAR", help="The look back on this year.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What should be remembered of it.")
    ] = None,
    on: On = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress.annual import NewAnnualReview, record_annual
    from pmkit.progress.reviewing import NewReview

    session = session_of(context)
    today = session.today(as_of)
    day, said = read_past_day(on, today), None if note is None else read_text("--note", note)
    if annual is not None:
        if postmortems or kind or outcome:
            raise UsageError("--annual is about a year", "name no post-mortem, kind or outcome")
        year = NewAnnualReview(annual, day, said, on is not None)
        return carry_out(session, today, dry_run, [partial(record_annual, new=year)])
    if not postmortems or not kind:
        raise UsageError("which review is it?", f"PM KIND, as in: acme {ReviewKind.THIRTY_DAY}")
    records = [find_record(session, name) for name in postmortems]
    new = NewReview(kind, day, outcome, said, on is not None)
    return carry_out(session, today, dry_run, _steps(session, records, new, today))


def _steps(session: Session, records: list[Record], new: NewReview, today: date) -> list[Step]:
    """Return what is to be recorded; where somebody can answer, they are asked for the rest."""
    if not session.can_ask:
        from pmkit.progress.reviewing import record_review

        if new.outcome is None:
            raise UsageError("--outcome is missing", f"add it with one of {', '.join(Result)}")
        return [partial(record_review, record=one, new=new) for one in records]
    from pmkit.cli.review_dialogue import Dialogue

    dialogue = Dialogue(session, today)
    try:
        for record in records:
            dialogue.review(record, new)
    except typer.Abort:
        session.say("\nnothing was written")
        raise
    return dialogue.steps
