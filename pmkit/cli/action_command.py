"""`pmkit action`: carry an action from open to verified, one guarded edit at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.cli.show_command import find_subject
from pmkit.errors import UsageError
from pmkit.model.enums import Result, Target
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from pmkit.progress.desk import Desk, Edited
    from pmkit.progress.moves import Move
    from pmkit.record import ActionRecord, Record

    Prepare: TypeAlias = Callable[[Desk], list[Edited]]

_HELP = """Move actions on: each command is one guarded edit that keeps the rest of the file.

\b
Examples:
  pmkit action start acme:A1
  pmkit action implement acme:A1 --evidence "Checklist v4, section 2"
  pmkit action verify acme:A1 --result effective --by dana
  pmkit action defer acme:A1 acme:A2 --to +2w --why "The client moved the kickoff."

An action goes open, in_progress, implemented, verified; or it is cancelled.
"""
_ADD_HELP = """Add an action to a post-mortem, under the next free id.

\b
Examples:
  pmkit action add acme --what "Add a data audit to the discovery checklist." --owner sarah \\
    --deadline +4w --verification "The next three kickoffs hold the filled-in section."
"""
_START_HELP = """Say that somebody is working on it.

\b
Examples:
  pmkit action start acme:A1
  pmkit action start acme:A1 borealis:A3 --dry-run
"""
_IMPLEMENT_HELP = """Say that it was done, and what shows it.

\b
Examples:
  pmkit action implement acme:A1 --evidence "Checklist v4, section 2"
  pmkit action implement acme:A1 --evidence https://wiki.example/audit --on 2026-03-27
"""
_VERIFY_HELP = """Record that somebody other than the owner checked its effect.

What is not effective is open again: its dates and evidence are removed; who checked it and the
result stay until it is implemented anew.

\b
Examples:
  pmkit action verify acme:A1 --result effective --by dana
  pmkit action verify acme:A1 --result not_effective --by dana
"""
_DEFER_HELP = """Move its deadline to a later day, with the reason, which is kept in `deferred`.

+10d and +2w count from today, eom is the end of this month. `verify_by` stays as it is.

\b
Examples:
  pmkit action defer acme:A1 --to 2026-05-15 --why "The client moved the kickoff."
  pmkit action defer acme:A1 acme:A2 --to eom --why "The pilot ends then."
"""
_REASSIGN_HELP = """Hand it to somebody else.

\b
Examples:
  pmkit action reassign acme:A1 --to mira
"""
_CANCEL_HELP = """Say that it will not be done, and why.

\b
Examples:
  pmkit action cancel acme:A1 --why "The product was taken off the market."
"""
_REOPEN_HELP = """Open it again; dates, evidence and result of its end are removed.

\b
Examples:
  pmkit action reopen acme:A1
"""

Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Actions, as POSTMORTEM:ACTION.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it was; today when absent.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    action = typer.Typer(rich_markup_mode=None, no_args_is_help=False)
    for name, command, text in (
        ("add", add, _ADD_HELP),
        ("start", start, _START_HELP),
        ("implement", implement, _IMPLEMENT_HELP),
        ("verify", verify, _VERIFY_HELP),
        ("defer", defer, _DEFER_HELP),
        ("reassign", reassign, _REASSIGN_HELP),
        ("cancel", cancel, _CANCEL_HELP),
        ("reopen", reopen, _REOPEN_HELP),
    ):
        short_help = text.partition("\n")[0]
        action.command(name, help=text, short_help=short_help)(command)
    app.add_typer(action, name="action", help=_HELP)


def add(
    context: typer.Context,
    postmortem: Annotated[str, typer.Argument(metavar="PM", help="The post-mortem.")],
    what: Annotated[str, typer.Option("--what", metavar="TEXT", help="What will change.")],
    owner: Annotated[
        str, typer.Option("--owner", metavar="PERSON", help="The one person who answers for it.")
    ],
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="DATE", help="The last day: DATE, +2w or eom.")
    ],
    verification: Annotated[
        str, typer.Option("--verification", metavar="TEXT", help="The evidence that it works.")
    ],
    addresses: Annotated[
        list[str] | None,
        typer.Option("--addresses", metavar="CAUSE", help="A cause; may be given again."),
    ] = None,
    target: Annotated[
        Target | None, typer.Option("--target", help="What sort of thing it changes.")
    ] = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress.adding import NewAction
    from pmkit.progress.days import read_when

    session = session_of(context)
    today = session.today(as_of)
    new = NewAction(
        _text("--what", what),
        _handle(session, "--owner", owner),
        read_when("--deadline", deadline, today),
        _text("--verification", verification),
        tuple(word for given in addresses or () for word in given.split(",")),
        target,
    )
    record, index = find_subject(session, postmortem)
    if index is not None:
        raise UsageError(f"`{short(postmortem)}` is an action", "name the post-mortem alone")
    return _carry_out(session, today, dry_run, lambda desk: [desk.prepare_new(record, new)])


def start(context: typer.Context, refs: Refs, dry_run: DryRun = False, as_of: AsOf = None) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    return _move(session, refs, moves.start, session.today(as_of), dry_run)


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
    day, shown = _past_day(on, today), _text("--evidence", evidence)

    def move(at: moves.Standing) -> moves.Moved:
        return moves.implement(at, day, shown, day_given=on is not None)

    return _move(session, refs, move, today, dry_run)


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
    day, checker = _past_day(on, today), _handle(session, "--by", by)

    def move(at: moves.Standing) -> moves.Moved:
        return moves.verify(at, day, result, checker, day_given=on is not None)

    return _move(session, refs, move, today, dry_run)


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
    day, reason = read_when("--to", to, today), _text("--why", why)
    return _move(session, refs, lambda at: moves.defer(at, day, reason), today, dry_run)


def reassign(
    context: typer.Context,
    refs: Refs,
    to: Annotated[str, typer.Option("--to", metavar="PERSON", help="The new owner.")],
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    owner = _handle(session, "--to", to)
    return _move(session, refs, lambda at: moves.reassign(at, owner), session.today(as_of), dry_run)


def cancel(
    context: typer.Context, refs: Refs, why: Why, dry_run: DryRun = False, as_of: AsOf = None
) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    reason = _text("--why", why)
    return _move(session, refs, lambda at: moves.cancel(at, reason), session.today(as_of), dry_run)


def reopen(context: typer.Context, refs: Refs, dry_run: DryRun = False, as_of: AsOf = None) -> int:
    from pmkit.progress import moves

    session = session_of(context)
    return _move(session, refs, moves.reopen, session.today(as_of), dry_run)


def _text(option: str, text: str) -> str:
    if not text.strip():
        raise UsageError(f"{option} is empty", "say it in a few words")
    return text.strip()


def _handle(session: Session, option: str, word: str) -> str:
    """Return the handle of a person the register knows, else the word itself."""
    person = session.library.registers.person(_text(option, word))
    if person and person.active is False:
        raise UsageError(f"{option}: `{short(word)}` has left", "name somebody who is here")
    return (person and person.handle) or word.strip()


def _past_day(on: str | None, today: date) -> date:
    from pmkit.cli.report_options import read_day

    day = read_day("--on", on) or today
    if day > today:
        raise UsageError(f"--on is {day}, and today is {today}", "name the day on which it was")
    return day


def _move(session: Session, refs: list[str], move: Move, today: date, dry_run: bool) -> int:
    wanted = [_find_action(session, ref) for ref in refs]
    return _carry_out(session, today, dry_run, lambda desk: desk.prepare(wanted, move))


def _find_action(session: Session, ref: str) -> tuple[Record, ActionRecord]:
    record, index = find_subject(session, ref)
    return session.library.find_action(ref) if index is None else (record, record.actions[index])


def _carry_out(session: Session, today: date, dry_run: bool, prepare: Prepare) -> int:
    from pmkit.progress.desk import Desk
    from pmkit.replace import locked

    desk = Desk(session.repository, session.library.registers, today)
    if dry_run:
        files = prepare(desk)
        _show_diff(session, files)
        return 0
    with locked(session.repository.root):
        files = prepare(desk)
        desk.write(files)
    _tell(session, files)
    return 0


def _show_diff(session: Session, files: list[Edited]) -> None:
    from pmkit.render.diff import unified

    session.emit("".join(unified(file.path, file.old, file.new) for file in files))
    _say(session, files)
    session.say("nothing was written")


def _tell(session: Session, files: list[Edited]) -> None:
    changed = [done for file in files for done in file.done if done.moved.changes]
    session.emit("".join(f"{visible(done.ref)} {visible(done.moved.told)}\n" for done in changed))
    _say(session, files)


def _say(session: Session, files: list[Edited]) -> None:
    for done in (done for file in files for done in file.done):
        if not done.moved.changes:
            session.say(f"{visible(done.ref)} {visible(done.moved.told)}")
        if done.moved.note:
            session.say(f"{visible(done.ref)}: {visible(done.moved.note)}")
