"""`pmkit people rename` and `leave`: changes of the register and of all that names a person."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun, read_text
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.visible import short, visible

RENAME_HELP = """Give somebody another handle, in the register and in every post-mortem.

Owners, participants, authors, verifiers, commitments and readers of briefs that have the old handle
get the new one; names, aliases and the text below the front matter stay. All files change, or none.

\b
Examples:
  pmkit people rename sarah sarah-k --dry-run
  pmkit people rename sarah sarah-k              sarah stays as an alias
  pmkit people rename sarah sarah-k --no-alias   sarah means nobody any more
"""
LEAVE_HELP = """Record that somebody leaves, and hand over what they had still to do.

The register gets `active: false`. Without --to the actions are listed that need a new owner. All
files change, or none.

\b
Examples:
  pmkit people leave lior                what is left without an owner
  pmkit people leave lior --to mateo     mateo owns it from now on
"""


def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The handle of today.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new one: one word.")],
    alias: Annotated[
        bool, typer.Option("--alias/--no-alias", help="Whether the old handle stays as an alias.")
    ] = True,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.people.rename import Renaming, rename_person

    session = session_of(context)
    wanted = Renaming(read_text("OLD", old), read_text("NEW", new), alias)
    step = partial(rename_person, wanted=wanted)
    code = carry_out(session, session.today(as_of), dry_run, [step])
    return _with_skipped(session, code)


def leave(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who leaves.")],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="PERSON", help="Who gets the actions that are not closed."),
    ] = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.people.leave import leave_work

    session, word = session_of(context), read_text("PERSON", person)
    today, library = session.today(as_of), session.library
    step = partial(leave_work, records=library.pending, word=word, to=to)
    code = carry_out(session, today, dry_run, [step])
    if to is None:
        _tell_owned(session, word, today)
    return _with_skipped(session, code)


def _with_skipped(session: Session, code: int) -> int:
    """Name the files that could not be read; return 1 when there are any, else `code`."""
    skipped = session.library.skipped
    session.tell_skipped(list(skipped))
    return code or int(bool(skipped))


def _tell_owned(session: Session, word: str, today: date) -> None:
    """Say which actions need a new owner, and how to hand them over."""
    from pmkit.people.leave import find_owned
    from pmkit.render.tables.overdue import due_on
    from pmkit.render.words import count, text

    rows = find_owned(session.library.pending, session.library.registers, word, today)
    if not rows:
        return
    session.say(f"{count(len(rows), 'action')} without an owner who is here:")
    for row in rows:
        session.say(visible(f"  {row.ref}  {row.state}  {text(due_on(row))}  {row.what or ''}"))
    session.say(f"`pmkit people leave {short(word)} --to PERSON` hands them over")
