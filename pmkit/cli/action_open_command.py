"""`pmkit action start`, `defer`, `reassign`: moves of an action that is still to be done."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.change_options import DryRun, Why, read_person, read_text
from pmkit.cli.moving import Refs, move_all
from pmkit.cli.options import AsOf, session_of

START_HELP = """Say that somebody is working on it.

\b
Examples:
  pmkit action start acme:A1
  pmkit action start acme:A1 borealis:A3 --dry-run
"""
DEFER_HELP = """Move its deadline to a later day, with the reason, which is kept in `deferred`.

+10d and +2w count from today, eom is the end of this month. `verify_by` stays as it is.

\b
Examples:
  pmkit action defer acme:A1 --to 2026-05-15 --why "The client moved the kickoff."
  pmkit action defer acme:A1 acme:A2 --to eom --why "The pilot ends then."
"""
REASSIGN_HELP = """Hand it to somebody else.

\b
Examples:
  pmkit action reassign acme:A1 --to mira
"""


def start(context: typer.Context, refs: Refs, dry_run: DryRun = False, as_of: AsOf = None) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    return move_all(session, refs, moves.start, session.today(as_of), dry_run)


def defer(
    context: typer.Context,
    refs: Refs,
    to: Annotated[
        str, typer.Option("--to", metavar="DATE", help="The new deadline: DATE, +2w or eom.")
    ],
    why: Why,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress import moves
    from pmkit.progress.days import read_when

    session = session_of(context)
    today = session.today(as_of)
    day, reason = read_when("--to", to, today), read_text("--why", why)
    return move_all(session, refs, lambda at: moves.defer(at, day, reason), today, dry_run)


def reassign(
    context: typer.Context,
    refs: Refs,
    to: Annotated[str, typer.Option("--to", metavar="PERSON", help="The new owner.")],
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    owner = read_person(session, "--to", to)
    return move_all(
        session, refs, lambda at: moves.reassign(at, owner), session.today(as_of), dry_run
    )
