"""`pmkit init`: a repository for post-mortems in this folder."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import session_of
from pmkit.cli.session import Session
from pmkit.render.words import count
from pmkit.scaffold.starter import Ci
from pmkit.visible import visible, visible_lines

if TYPE_CHECKING:
    from pmkit.scaffold.initial import Plan

_HELP = """Make a repository for post-mortems: settings, a folder, registers with comments only.

Nothing that is there is overwritten; running it twice changes nothing. Prints the new paths.

\b
Examples:
  pmkit init
  pmkit init postmortem-library --ci github --pre-commit
  pmkit init --dry-run
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("init", help=_HELP)(init)


def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where; by default here.")
    ] = None,
    ci: Annotated[Ci | None, typer.Option("--ci", help="Add a job that runs lint.")] = None,
    pre_commit: Annotated[
        bool, typer.Option("--pre-commit", help="Add a pre-commit hook that runs lint.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the paths and write nothing.")
    ] = False,
) -> None:
    from pmkit.scaffold.initial import plan, write
    from pmkit.scaffold.zone import machine_zone

    session = session_of(context)
    place = Path(os.path.normpath(session.directory.absolute() / (folder or ".")))
    wanted = plan(place, machine_zone(session.environ), ci, pre_commit)
    if not dry_run:
        write(wanted)
    session.emit("".join(_shown(session, path) + "\n" for path in wanted.new))
    _tell(session, wanted, dry_run)


def _shown(session: Session, path: Path) -> str:
    return visible(os.path.relpath(path, session.directory))


def _tell(session: Session, wanted: Plan, dry_run: bool) -> None:
    if not wanted.new:
        session.say("nothing to do: every file is there already")
    elif dry_run:
        session.say(f"would write {len(wanted.new)} files, and wrote none")
    if wanted.new and wanted.kept:
        session.say(f"kept as they are: {', '.join(_shown(session, path) for path in wanted.kept)}")
    for line in wanted.advice:
        session.say(visible_lines(line))
    if wanted.new and not dry_run:
        session.say(f"next: {_next(_program(session, wanted.folder), wanted.postmortems)}")


def _program(session: Session, folder: Path) -> str:
    """Return how pmkit is called for the repository, from where the person is."""
    if folder == session.directory.absolute():
        return "pmkit"
    return f"pmkit -C {visible(shlex.quote(_shown(session, folder)))}"


def _next(pmkit: str, postmortems: int) -> str:
    if not postmortems:
        return f'`{pmkit} new "What it is about" --kind project`'
    return (
        f"`{pmkit} lint` tells what is found in {count(postmortems, 'post-mortem')} of yours; "
        f"`{pmkit} lint --write-baseline` records it, and shows from then on what is new"
    )
