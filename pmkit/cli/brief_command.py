"""`pmkit brief`: what to read before a project starts."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.report_options import ClientOption, KindOption, TeamOption, warn_strangers
from pmkit.cli.session import Session
from pmkit.cli.show_command import PageFormat, show_pages
from pmkit.errors import UsageError
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.record import Skipped
    from pmkit.reports.asking import Asked
    from pmkit.reports.brief import Chosen
    from pmkit.reports.briefing import BriefItem

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
  pmkit brief --for acme-invoices --ack dana --ack lior    they have read it

`--ack` prints no list: it records in register/briefs.yml who read which post-mortems and lessons,
and `pmkit coverage --briefs` lists the projects that start without.
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
    ack: Annotated[
        list[str] | None,
        typer.Option("--ack", metavar="NAME", help="Record that NAME read it; may be given again."),
    ] = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.reports.asking import Asked
    from pmkit.reports.selecting import Selection

    session = session_of(context)
    if dry_run and not ack:
        raise UsageError("--dry-run is about a file to change", "add --ack NAME")
    if ack and not project:
        raise UsageError("--ack is about a project that starts", "name it with --for PROJECT")
    if ack and format is not PageFormat.TABLE:
        raise UsageError("--ack prints no list", "leave --format away")
    told = " ".join([*(words or []), _read(text) if text else ""]).strip()
    asked = Asked(project, told, tuple(tag or ()), client, team, tuple(kind or ()))
    today = session.today(as_of)
    found = _choose(session, asked, limit, today)
    if ack:
        code = _acknowledge(session, ack, found, today, dry_run)
    else:
        code = _show(session, found, asked.about, today, format)
    warn_strangers(session, Selection(client=client, team=team))
    return code


@dataclass(frozen=True, slots=True)
class _Found:
    """The list, for which project, and what could not be looked at."""

    project: str
    items: list[BriefItem]
    tags: tuple[str, ...]
    unsure: list[Skipped]


def _choose(session: Session, asked: Asked, limit: int, today: date) -> _Found:
    from pmkit.load import load_reading
    from pmkit.reports.asking import understand
    from pmkit.reports.brief import choose
    from pmkit.reports.briefing import brief_item
    from pmkit.reports.returns import Returns
    from pmkit.reports.selecting import Selection, counted, is_undecidable, with_doubts
    from pmkit.search.resemblance import resemblance

    library = session.library
    ahead, text = understand(asked, library.registers)
    if text:
        ahead = ahead.resembling(resemblance(session.repository, text))
    chosen = choose(library.records, library.registers, today, ahead, limit)
    every = counted(library.records, library.registers, today, Selection())
    returns = Returns(every, library.registers)

    def item(one: Chosen) -> BriefItem:
        told = load_reading(session.repository, one.record).postmortem
        return brief_item(one, told, library.registers, returns, today)

    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    return _Found(asked.project or "", list(map(item, chosen)), tuple(ahead.tags), unsure)


def _show(session: Session, found: _Found, about: str, today: date, format: PageFormat) -> int:
    from pmkit.render.brief_page import brief_sections

    sections = brief_sections(found.items, about, found.tags, today)
    return show_pages(session, "brief", today, found.items, sections, format, found.unsure)


def _acknowledge(
    session: Session, names: list[str], found: _Found, today: date, dry_run: bool
) -> int:
    """Record who read the list; return 1 when a file that may belong on it cannot be read."""
    from pmkit.progress.acknowledging import Reading, acknowledge, reader

    registers = session.library.registers
    postmortems = tuple(item.postmortem for item in found.items)
    lessons = tuple(one.ref for item in found.items for one in item.lessons)
    people = dict.fromkeys(reader(registers, name) for name in names)
    read = [Reading(found.project, who, today, postmortems, lessons) for who in people]
    carry_out(session, today, dry_run, [partial(acknowledge, new=one) for one in read])
    session.say(f"as of {today}")
    session.tell_skipped(found.unsure)
    return 1 if found.unsure else 0


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
