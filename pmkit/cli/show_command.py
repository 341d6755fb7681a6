"""`pmkit show`: one post-mortem, or one action, with everything computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.record import Record, Skipped
    from pmkit.render.page import Section

_HELP = """Show one post-mortem with everything that is computed about it, or one of its actions.

Any part of the id that fits one post-mortem alone will do.

\b
Examples:
  pmkit show 2026-03-11-acme-sentiment
  pmkit show acme                        the only one with acme in its id
  pmkit show acme:A1                     one action
  pmkit show acme --format md            to paste into a page
"""


class PageFormat(StrEnum):
    """The outputs of what is more than a table."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set.

    Attributes:
        width: Of its text where it is not read on a terminal; None folds and cuts nothing.
        one_page: Whether it is to fit on one sheet of paper.
        two_pages: Whether it is to fit on two pages.
    """

    width: int | None = None
    one_page: bool = False
    two_pages: bool = False


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show", help=_HELP)(show)


def show(
    context: typer.Context,
    reference: Annotated[
        str, typer.Argument(metavar="PM[:ACTION]", help="A post-mortem or one of its actions.")
    ],
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.load import load_reading
    from pmkit.render.action_page import action_sections
    from pmkit.render.record_page import page_sections
    from pmkit.reports.selecting import with_doubts
    from pmkit.reports.show import action_item, page_item, show_action, show_record

    session = session_of(context)
    today, library = session.today(as_of), session.library
    record, index = find_subject(session, reference)
    told = load_reading(session.repository, record).postmortem
    unsure = with_doubts(library.skipped, [] if record.status == "draft" else [record])
    if index is not None:
        action = show_action(record, told, index, library.registers, today)
        action = action.with_slips(session.history)
        sections, item = action_sections(action, today), action_item(action)
    else:
        page = show_record(record, told, library.records, library.registers, today)
        page = page.with_slips(session.history) if page.actions else page
        sections, item = page_sections(page, today), page_item(page)
    return show_page(session, "show", today, item, sections, format, unsure)


def find_subject(session: Session, reference: str) -> tuple[Record, int | None]:
    """Return the post-mortem and the place of its action; name the unreadable if none fits.

    Raises:
        PmkitError: None or several match, or the one that does cannot be read.
    """
    from pmkit.errors import UnreadableError, UsageError

    library = session.library
    try:
        if ":" not in reference or any(reference in (r.id, r.path) for r in library.records):
            return library.find(reference), None
        record, action = library.find_action(reference)
        return record, record.actions.index(action)
    except UsageError:
        name = reference.partition(":")[0]
        unreadable = [item for item in library.skipped if name in item.path]
        session.tell_skipped(unreadable)
        if unreadable and not any(name in record.id for record in library.records):
            raise UnreadableError(f"`{short(name)}` cannot be read", "correct it first") from None
        raise


def find_record(session: Session, reference: str) -> Record:
    """Return the post-mortem that `reference` names; name the unreadable if none fits.

    Raises:
        PmkitError: None or several match, it names an action, or it cannot be read.
    """
    from pmkit.errors import UsageError

    record, index = find_subject(session, reference)
    if index is not None:
        raise UsageError(f"`{short(reference)}` is an action", "name the post-mortem alone")
    return record


def show_page(
    session: Session,
    kind: str,
    today: date,
    item: object,
    sections: Sequence[Section],
    format: PageFormat,
    skipped: list[Skipped],
    look: Look = Look(),
) -> int:
    """Print what is more than a table; return 1 when something could not be read, else 0."""
    return show_pages(session, kind, today, [item], sections, format, skipped, look)


def show_pages(
    session: Session,
    kind: str,
    today: date,
    items: Sequence[object],
    sections: Sequence[Section],
    format: PageFormat,
    skipped: list[Skipped],
    look: Look = Look(),
) -> int:
    """Print several items as one page; return 1 when something could not be read, else 0."""
    if format is PageFormat.JSON:
        from pmkit.render.jsontext import envelope

        session.emit(envelope(kind, today, items, skipped))
    elif format is PageFormat.HTML:
        from pmkit.render.html import to_html

        session.emit_html(to_html(sections, one_page=look.one_page, two_pages=look.two_pages))
    else:
        session.emit(_page_text(session, sections, format, look))
    session.tell_skipped(skipped)
    return 1 if skipped else 0


def _page_text(
    session: Session, sections: Sequence[Section], format: PageFormat, look: Look
) -> str:
    from pmkit.render.page import to_markdown, to_text

    if format is PageFormat.MD:
        return to_markdown(sections)
    width = session.width if session.on_terminal else look.width
    return to_text(sections, width, session.use_color)
