"""`pmkit digest`: what a month, a quarter or a year has taught everybody."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.digest_output import deliver, page_text
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.render.formats import PostedFormat

if TYPE_CHECKING:
    from pmkit.reports.digest.period import Period

_HELP = """Tell everybody what a month, a quarter or a year has taught.

Patterns that recur, lessons with their implications, changes that were put in place and whether
they hold, and what went well. With --anonymise it is put together from what may leave the house
alone, and then checked against every name in the repository. Where anybody might be given away
nothing is written, and the exit code is 1.

\b
Examples:
  pmkit digest --month 2026-03
  pmkit digest --quarter 2026-Q1 --anonymise
  pmkit digest --quarter 2026-Q1 --anonymise --show     name on the terminal what was refused
  pmkit digest --year 2025 --anonymise --format md --output digests/
  pmkit digest --month 2026-03 --anonymise --format slack    the first of it, for a chat
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("digest", help=_HELP)(digest)


def digest(
    context: typer.Context,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="Of this month.")
    ] = None,
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="YYYY-Qn", help="Of this quarter.")
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YYYY", help="Of this year.")
    ] = None,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="For readers outside: nobody is given away.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Name on the terminal what --anonymise refused.")
    ] = False,
    format: Annotated[
        PostedFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PostedFormat.TABLE,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="PATH", help="Write it to this file or folder."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the path of the file and write nothing.")
    ] = False,
    as_of: AsOf = None,
) -> int:
    session = session_of(context)
    if (dry_run or force) and output is None:
        raise UsageError("--dry-run and --force are about a file to write", "add --output PATH")
    if show and not anonymise:
        raise UsageError("--show is about what --anonymise refused", "add --anonymise")
    today = session.today(as_of)
    period = _period(month, quarter, year, today)
    target = _target(output, period, format) if output else None
    if anonymise:
        from pmkit.cli.anonymised import anonymised

        text, code = anonymised(session, period, today, format, target, show), 0
        session.say(f"as of {today}")
    else:
        text, code = _internal(session, period, today, format, target)
    deliver(session, text, format, target, force, dry_run)
    return code


def _period(month: str | None, quarter: str | None, year: str | None, today: date) -> Period:
    from pmkit.reports.digest.period import before, read_period

    asked = {"month": month, "quarter": quarter, "year": year}
    given = [(sort, text) for sort, text in asked.items() if text is not None]
    if len(given) != 1:
        last = " or ".join(f"--{s} {t}" for s, t in zip(asked, before(today), strict=True))
        said = "which period?" if not given else "one period at a time"
        raise UsageError(said, f"such as {last}")
    period = read_period(*given[0])
    if period.first_on > today:
        raise UsageError(f"{period.name} has not begun on {today}", "name an earlier period")
    return period


_ENDINGS = {
    PostedFormat.TABLE: "txt",
    PostedFormat.SLACK: "slack.txt",
    PostedFormat.TEAMS: "teams.txt",
}


def _target(output: str, period: Period, format: PostedFormat) -> Path:
    """Return the file to write: `output`, or one in it where it is a folder or ends in a slash."""
    ending = _ENDINGS.get(format, str(format))
    is_folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return Path(output, f"digest-{period.name}.{ending}") if is_folder else Path(output)


def _internal(
    session: Session, period: Period, today: date, format: PostedFormat, target: Path | None
) -> tuple[str, int]:
    """Return the digest for those inside, and 1 when a file could not be read."""
    from pmkit.render.digest_page import digest_sections
    from pmkit.reports.digest.find import find_digest
    from pmkit.reports.digest.told import read_told
    from pmkit.reports.selecting import Selection, with_doubts

    library = session.library
    found = find_digest(
        library.records,
        library.registers,
        today,
        period,
        lambda record: read_told(session.repository, record),
    )
    within = Selection(since=period.first_on, until=period.last_on)
    unsure = with_doubts(library.skipped, filter(within.unsure, library.records))
    if format is PostedFormat.JSON:
        from pmkit.render.jsontext import envelope

        text = envelope("digest", today, [found], unsure)
    else:
        sections = digest_sections(found, today)
        text = page_text(session, sections, format, target is not None, unsure)
    session.tell_skipped(unsure)
    return text, int(bool(unsure))
