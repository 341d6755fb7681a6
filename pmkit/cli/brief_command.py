"""`pmkit brief`: what to read before a project starts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.report_options import ClientOption, KindOption, TeamOption, warn_strangers
from pmkit.cli.session import Session
from pmkit.cli.show_command import PageFormat, show_pages
from pmkit.errors import UsageError
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.reports.asking import Asked

_CAP = 1_000_000
"""Bytes of a text; a statement of work is far below."""

_HELP = """List the few post-mortems to read before a project starts, and why each of them.

The project is told in words, as a file such as the statement of work, by tags, client and team, or
by its handle in the register of projects. At most five post-mortems are chosen, each with its
reasons, its lessons, what helps, what is still to be done, and the signs to watch.

\b
Examples:
  pmkit brief "OCR of invoices for an insurer, on premises"
  pmkit brief --for acme-invoices
  pmkit brief --client acme --team nlp --tag data-quality-surprise
  pmkit brief --text statement-of-work.md --format html > brief.html
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("brief", help=_HELP)(brief)


def brief(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="What the project is about.")
    ] = None,
    project: Annotated[
        str | None, typer.Option("--for", metavar="PROJECT", help="Of the register of projects.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", metavar="FILE", help="What describes it; - for stdin.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="Expected to be hard; may be given again."),
    ] = None,
    client: ClientOption = None,
    team: TeamOption = None,
    kind: KindOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=20, help="The most to read.")
    ] = 5,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.reports.asking import Asked
    from pmkit.reports.selecting import Selection

    session = session_of(context)
    told = " ".join([*(words or []), _read(text) if text else ""]).strip()
    asked = Asked(project, told, tuple(tag or ()), client, team, tuple(kind or ()))
    code = _show(session, asked, limit, format, as_of)
    warn_strangers(session, Selection(client=client, team=team))
    return code


def _show(session: Session, asked: Asked, limit: int, format: PageFormat, as_of: str | None) -> int:
    from pmkit.load import load_reading
    from pmkit.render.brief_page import brief_sections
    from pmkit.reports.asking import understand
    from pmkit.reports.brief import choose
    from pmkit.reports.briefing import brief_item
    from pmkit.reports.selecting import is_undecidable, with_doubts
    from pmkit.search.resemblance import resemblance

    today, library = session.today(as_of), session.library
    ahead, text = understand(asked, library.registers)
    if text:
        ahead = ahead.resembling(resemblance(session.repository, text))
    chosen = choose(library.records, library.registers, today, ahead, limit)
    items = [
        brief_item(one, load_reading(session.repository, one.record).postmortem, library.registers)
        for one in chosen
    ]
    sections = brief_sections(items, asked.about, tuple(ahead.tags), today)
    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    return show_pages(session, "brief", today, items, sections, format, unsure)


def _read(path: Path) -> str:
    """Return the text of a file, or of standard input.

    Raises:
        UsageError: It cannot be read as text.
    """
    from pmkit.files import FileProblem, read_bytes

    name = visible(str(path))
    try:
        raw = sys.stdin.buffer.read(_CAP + 1) if str(path) == "-" else read_bytes(path, _CAP)
    except FileProblem as problem:
        raise UsageError(f"--text {name}: {problem.message}", problem.hint) from None
    if len(raw) > _CAP:
        raise UsageError(f"--text {name} is larger than {_CAP} bytes", "give the part that matters")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = f"give plain text or Markdown, not {short(path.suffix or 'this')}"
        raise UsageError(f"--text {name} is not UTF-8 text", hint) from None
