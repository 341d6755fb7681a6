"""`pmkit review record`: what a look back found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun, On, read_past_day, read_text
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.cli.show_command import find_subject
from pmkit.errors import UsageError
from pmkit.model.enums import Result, ReviewKind
from pmkit.visible import short

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
"""
_RECORD_HELP = """Record a review of a post-mortem in its file, and nothing else of it changes.

For the 30-day review a terminal asks for the state of each action that is not closed; the outcome
is asked for where it is not given. With `--no-input` everything comes from the options.

\b
Examples:
  pmkit review record acme 30-day
  pmkit review record acme 90-day --outcome partially_effective --on 2026-06-09
  pmkit review record acme borealis client-follow-up --outcome effective --dry-run
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
        list[str], typer.Argument(metavar="PM...", help="The post-mortem, or several.")
    ],
    kind: Annotated[ReviewKind, typer.Argument(metavar="KIND", help="Which review it was.")],
    outcome: Annotated[
        Result | None,
        typer.Option("--outcome", help="What the review found.", case_sensitive=False),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What should be remembered of it.")
    ] = None,
    on: On = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress.reviewing import NewReview

    session = session_of(context)
    today = session.today(as_of)
    said = None if note is None else read_text("--note", note)
    new = NewReview(kind, read_past_day(on, today), outcome, said, on is not None)
    records = [_find(session, name) for name in postmortems]
    steps = _steps(session, records, new, today)
    return carry_out(session, today, dry_run, steps)


def _find(session: Session, name: str) -> Record:
    record, index = find_subject(session, name)
    if index is not None:
        raise UsageError(f"`{short(name)}` is an action", "name the post-mortem alone")
    return record


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
