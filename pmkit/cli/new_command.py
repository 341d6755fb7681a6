"""`pmkit new`: a post-mortem with all that is known already filled in."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.model.enums import Kind
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from datetime import date

    from pmkit.config import Repository
    from pmkit.scaffold.context import Known, Wanted

_HELP = """Write a new post-mortem from its kind's template, with all that is known filled in.

Client, team and dates come from register/projects.yml, open actions of the client's or team's last
post-mortems are listed in a comment, and every blank says TODO. Prints the path of the file.

\b
Examples:
  pmkit new "Sentiment model" --kind project --project acme-sentiment
  pmkit new "Third quarter with Acme" --kind checkpoint --client acme
  pmkit new "Meeting notes pilot" --kind pilot --team agents --completed-on 2026-03-06
  pmkit new "Wrong tariff quoted" --kind incident --started-at 2026-03-11T08:00+01:00
  pmkit new --kind project --edit -- "-5 % churn model"
"""


class _NewCommand(TyperCommand):
    """Says how to write a title that begins with a dash."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if not hasattr(error, "possibilities"):
                raise
            raise UsageError(
                error.format_message() if hasattr(error, "format_message") else str(error),
                "a title that begins with a dash goes last, behind `--`: "
                "pmkit new --kind project -- TITLE",
            ) from None


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("new", cls=_NewCommand, help=_HELP)(new)


def _text(name: str, help: str) -> Any:
    return typer.Option(name, metavar="NAME", help=help)


def _day(name: str, help: str) -> Any:
    return typer.Option(name, metavar="DATE", help=help)


def _moment(name: str, help: str) -> Any:
    return typer.Option(name, metavar="TIME", help=help)


def new(
    context: typer.Context,
    title: Annotated[
        str | None, typer.Argument(metavar="[TITLE]", help="One line: what it is about.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What is looked back on.")] = None,
    client: Annotated[str | None, _text("--client", "Handle or name of the client.")] = None,
    team: Annotated[str | None, _text("--team", "The team that did the work.")] = None,
    project: Annotated[
        str | None, _text("--project", "Handle in register/projects.yml: client, team, dates.")
    ] = None,
    author: Annotated[
        str | None, _text("--author", "Who writes it down; by default PMKIT_AUTHOR.")
    ] = None,
    completed_on: Annotated[
        str | None, _day("--completed-on", "The day the work ended; by default today.")
    ] = None,
    started_on: Annotated[str | None, _day("--started-on", "The day the work began.")] = None,
    started_at: Annotated[
        str | None, _moment("--started-at", "Incident: when it began, with zone.")
    ] = None,
    resolved_at: Annotated[
        str | None, _moment("--resolved-at", "Incident: when it was over, with zone.")
    ] = None,
    as_of: AsOf = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the file and write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Open the file in $VISUAL or $EDITOR.")
    ] = False,
) -> None:
    from pmkit.scaffold.context import gather
    from pmkit.scaffold.place import place

    session = session_of(context)
    editor = _editor(session) if edit and not dry_run else []
    repository = session.repository
    names = {"client": client, "project": project, "team": team}
    names["author"] = author or session.environ.get("PMKIT_AUTHOR")
    days = {"--started-on": started_on, "--completed-on": completed_on}
    moments = {"--started-at": started_at, "--resolved-at": resolved_at}
    wanted = _wanted(session, repository, title, kind, names, days, moments)
    today = session.today(as_of, repository)
    known = gather(repository, wanted, today)
    path = place(repository, known.id, force)
    text = _render(repository, known)
    shown = os.path.relpath(repository.root / path, session.directory)
    if dry_run:
        session.emit(text)
        session.say(f"as of {today}; would write {visible(shown)}, and wrote nothing")
        return
    _write(repository, path, text, force)
    session.emit(visible(shown) + "\n")
    _tell(session, known, shown, today)
    _open(session, editor, str(repository.root / path))


def _wanted(
    session: Session,
    repository: Repository,
    title: str | None,
    kind: Kind | None,
    names: dict[str, str | None],
    days: dict[str, str | None],
    moments: dict[str, str | None],
) -> Wanted:
    """Read the words of the command line; ask for what is missing where somebody can answer."""
    from pmkit.scaffold.context import Wanted
    from pmkit.scaffold.names import clean_text
    from pmkit.scaffold.words import read_day, read_moment, require_fitting

    kind = kind or _ask_kind(session)
    require_fitting(kind, days, moments)
    if title is None:
        title = _ask(session, "Title", "TITLE", 'pmkit new "What it is about" --kind project')
    clean = {name: clean_text(text, name) for name, text in names.items() if text}
    return Wanted(
        kind=kind,
        title=clean_text(title, "title"),
        **clean,
        started_on=read_day("--started-on", days["--started-on"]),
        completed_on=read_day("--completed-on", days["--completed-on"]),
        started_at=read_moment(repository, "--started-at", moments["--started-at"]),
        resolved_at=read_moment(repository, "--resolved-at", moments["--resolved-at"]),
    )


def _ask(session: Session, question: str, missing: str, example: str) -> str:
    if not session.can_ask:
        raise UsageError(f"{missing} is missing", example)
    return str(typer.prompt(question, err=True))


def _ask_kind(session: Session) -> Kind:
    choices = ", ".join(Kind)
    word = _ask(session, f"Kind ({choices})", "--kind", f"add --kind with one of {choices}")
    found = [kind for kind in Kind if word.strip() and kind.startswith(word.strip().lower())]
    if len(found) != 1:
        raise UsageError(f"`{short(word)}` is no kind", f"one of {choices}")
    return found[0]


def _render(repository: Repository, known: Known) -> str:
    from pmkit.load import limits_of
    from pmkit.scaffold.render import render_postmortem
    from pmkit.scaffold.sources import load_templates

    return render_postmortem(load_templates(repository), known.context, limits_of(repository))


def _write(repository: Repository, path: str, text: str, force: bool) -> None:
    from pmkit.files import TEMPORARY, create
    from pmkit.replace import locked

    with locked(repository.root):
        create(repository.root / path, text.encode(), overwrite=force, name=TEMPORARY)


def _tell(session: Session, known: Known, shown: str, today: date) -> None:
    for note in known.notes:
        session.say(f"note: {visible(note)}")
    when = f"by {known.held_by}" if known.held_by else "within 7 days of the incident's end"
    session.say(f"as of {today}: hold the meeting {when}")
    session.say(f"next: fill in each TODO, then run `pmkit lint {visible(shlex.quote(shown))}`")


def _editor(session: Session) -> list[str]:
    """Return the person's editor as words; asked for before anything is written."""
    command = session.environ.get("VISUAL") or session.environ.get("EDITOR") or ""
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise UsageError("--edit finds no editor", "set VISUAL or EDITOR, or leave --edit out")
    return words


def _open(session: Session, editor: list[str], path: str) -> None:
    if not editor:
        return
    from pmkit.processes import run_attached

    try:
        code = run_attached([*editor, path])
    except OSError as error:
        session.say(f"{visible(editor[0])} cannot be started ({visible(str(error.strerror))})")
        return
    if code:
        session.say(f"{visible(editor[0])} ended with {code}; the file is written all the same")
