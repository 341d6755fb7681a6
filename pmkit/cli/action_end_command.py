"""`pmkit action implement`, `verify`, `cancel`, `reopen`: how an action ends, or does not."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.change_options import DryRun, On, Why, read_past_day, read_person, read_text
from pmkit.cli.moving import Refs, move_all
from pmkit.cli.options import AsOf, session_of
from pmkit.model.enums import Result

IMPLEMENT_HELP = """Say that it was done, and what shows it.

\b
Examples:
  pmkit action implement acme:A1 --evidence "Checklist v4, section 2"
  pmkit action implement acme:A1 --evidence https://wiki.example/audit --on 2026-03-27
"""
VERIFY_HELP = """Record that somebody other than the owner checked its effect.

What is not effective is open again: its dates and evidence are removed; who checked it and the
result stay until it is implemented anew.

\b
Examples:
  pmkit action verify acme:A1 --result effective --by dana
  pmkit action verify acme:A1 --result not_effective --by dana
"""
CANCEL_HELP = """Say that it will not be done, and why.

\b
Examples:
  pmkit action cancel acme:A1 --why "The product was taken off the market."
"""
REOPEN_HELP = """Open it again; dates, evidence and result of its end are removed.

\b
Examples:
  pmkit action reopen acme:A1
"""


def implement(
    context: typer.Context,
    refs: Refs,
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="TEXT", help="What shows that it was done.")
    ],
    on: On = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    today = session.today(as_of)
    day, shown = read_past_day(on, today), read_text("--evidence", evidence)

    def move(at: moves.Standing) -> moves.Moved:
        return moves.implement(at, day, shown, day_given=on is not None)

    return move_all(session, refs, move, today, dry_run)


def verify(
    context: typer.Context,
    refs: Refs,
    result: Annotated[
        Result, typer.Option("--result", help="What the check found.", case_sensitive=False)
    ],
    by: Annotated[
        str, typer.Option("--by", metavar="PERSON", help="Who checked it; not its owner.")
    ],
    on: On = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    today = session.today(as_of)
    day, checker = read_past_day(on, today), read_person(session, "--by", by)

    def move(at: moves.Standing) -> moves.Moved:
        return moves.verify(at, day, result, checker, day_given=on is not None)

    return move_all(session, refs, move, today, dry_run)


def cancel(
    context: typer.Context, refs: Refs, why: Why, dry_run: DryRun = False, as_of: AsOf = None
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    reason = read_text("--why", why)
    return move_all(
        session, refs, lambda at: moves.cancel(at, reason), session.today(as_of), dry_run
    )


def reopen(context: typer.Context, refs: Refs, dry_run: DryRun = False, as_of: AsOf = None) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    return move_all(session, refs, moves.reopen, session.today(as_of), dry_run)
