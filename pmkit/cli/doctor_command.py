"""`pmkit doctor`: is the repository in order?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.cli.show_command import PageFormat, show_pages

if TYPE_CHECKING:
    from pmkit.health.subject import Subject

_HELP = """Look the repository over: settings, git, files, references, registers, tags, templates.

Each check ends in order, as a note, or as a problem, with what to do next. Any problem makes it
exit with 1. Nothing is ever written.

\b
Examples:
  pmkit doctor                  the repository's health on one screen
  pmkit doctor --fix            what `pmkit lint --fix` would change, as a diff
  pmkit doctor --format json    for a script
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor", help=_HELP)(doctor)


def doctor(
    context: typer.Context,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Show what fixes and one word for one tag would change."),
    ] = False,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.config import Repository
    from pmkit.errors import ConfigError
    from pmkit.health.run import examine, examine_without
    from pmkit.health.subject import State, Subject
    from pmkit.record import Skipped
    from pmkit.render.health_page import health_page

    session, skipped = session_of(context), list[Skipped]()
    try:
        subject = Subject(session.repository, session.today(as_of))
    except ConfigError as error:
        if fix:
            raise
        today, results = session.today(as_of, Repository(session.directory)), examine_without(error)
    else:
        if fix:
            return _show_diff(session, subject)
        today, results = subject.as_of, examine(subject)
        skipped = subject.skipped if format is PageFormat.JSON else []  # a page tells of them
    show_pages(session, "doctor", today, results, health_page(results, today), format, skipped)
    return int(any(result.state is State.PROBLEM for result in results))


def _show_diff(session: Session, subject: Subject) -> int:
    """Print what `pmkit lint --fix` and aliases for similar tags would change."""
    from pmkit.health.preview import preview
    from pmkit.render.diff import unified
    from pmkit.render.words import count

    files = preview(subject)
    session.emit("".join(unified(one.path, one.old, one.new) for one in files))
    if not files:
        session.say("there is nothing that `pmkit lint --fix` would change")
        return 0
    fixed = sum(one.fixed for one in files)
    session.say(
        f"would fix {count(fixed, 'finding')} in {count(len(files), 'file')}; nothing was written. "
        "`pmkit lint --fix` does, for similar tags once one is an alias in register/tags.yml"
    )
    return 0
