"""`pmkit report client | follow-up | one-page`: documents from templates, about one post-mortem."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.client_approval import Approval, record_approval
from pmkit.cli.client_names import require_no_name
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.document.hydrate import Reading
    from pmkit.record import Record
    from pmkit.render.document import Document

_CLIENT_HELP = """Write what the client is told: what happened, why, what is changed, what is next.

It is derived from the internal file, shows only what its `visibility` permits, and calls in place
only what is. It names no person and no other client: a text that does is refused. An internal file
needs --approve, which the file records and which lapses when its words change; with --dry-run
whoever approves it reads it first.

\b
Examples:
  pmkit report client acme > summary.md
  pmkit report client acme --approve mira --dry-run
  pmkit report client acme --approve mira --format html > summary.html
"""
_FOLLOW_UP_HELP = """Write what became of it, for the client, 30 days after the talk with them.

It says of each change whether it is in place, checked, late or still to come, as the file has it
now. What may be told is decided as for `report client`.

\b
Examples:
  pmkit report follow-up acme > follow-up.md
"""
_ONE_PAGE_HELP = """Write an incident on one page, for those inside.

\b
Examples:
  pmkit report one-page wrong-tariff > incident.md
  pmkit report one-page wrong-tariff --format html > incident.html
"""


class DocumentFormat(StrEnum):
    """The outputs of a document."""

    MD = "md"
    HTML = "html"
    JSON = "json"


Subject = Annotated[str, typer.Argument(metavar="PM", help="The post-mortem.")]
FormatOfDocument = Annotated[
    DocumentFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
]
Approve = Annotated[
    str | None,
    typer.Option("--approve", metavar="NAME", help="Who approves that the client is told."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --approve: print the text and record nothing.")
]
Show = Annotated[bool, typer.Option("--show", help="Name on the terminal who must not be named.")]


def register(report: typer.Typer) -> None:
    """Add the commands to the group."""
    for name, command, text in (
        ("client", client, _CLIENT_HELP),
        ("follow-up", follow_up, _FOLLOW_UP_HELP),
        ("one-page", one_page, _ONE_PAGE_HELP),
    ):
        report.command(name, help=text, short_help=text.partition("\n")[0])(command)


def client(
    context: typer.Context,
    postmortem: Subject,
    approve: Approve = None,
    dry_run: DryRun = False,
    show: Show = False,
    format: FormatOfDocument = DocumentFormat.MD,
    as_of: AsOf = None,
) -> int:
    approval = Approval(approve, dry_run)
    return _tell_client(session_of(context), "client", postmortem, approval, format, show, as_of)


def follow_up(
    context: typer.Context,
    postmortem: Subject,
    approve: Approve = None,
    dry_run: DryRun = False,
    show: Show = False,
    format: FormatOfDocument = DocumentFormat.MD,
    as_of: AsOf = None,
) -> int:
    approval = Approval(approve, dry_run)
    return _tell_client(session_of(context), "follow-up", postmortem, approval, format, show, as_of)


def one_page(
    context: typer.Context,
    postmortem: Subject,
    format: FormatOfDocument = DocumentFormat.MD,
    as_of: AsOf = None,
) -> int:
    from pmkit.model.enums import Kind

    session = session_of(context)
    record, reading = _subject(session, postmortem)
    if reading.postmortem.kind is not Kind.INCIDENT:
        raise UsageError(
            f"{record.id} is a {record.kind}, and this is a report of an incident",
            "`pmkit show` has everything about it",
        )
    document = _document(session, "one-page", record, reading, session.today(as_of))
    return _print(session, document, format)


def _tell_client(
    session: Session,
    name: str,
    postmortem: str,
    approval: Approval,
    format: DocumentFormat,
    show: bool,
    as_of: str | None,
) -> int:
    from pmkit.reports.derived.permission import require_permission

    record, reading = _subject(session, postmortem)
    today = session.today(as_of)
    approver = approval.person(session.library.registers)
    require_permission(record.id, reading, approver)
    document = _document(session, name, record, reading, today)
    require_no_name(session, record, reading, document.name, _text(document, format), show)
    if approver and approval.dry_run:
        told = f"would be approved for the client by {visible(approver)} on {today}"
        session.say(f"{visible(record.path)}: {told}; nothing was written")
    elif approver:
        record_approval(session, record, approver, today, reading)
    _tell_later(session, reading, today)
    return _print(session, document, format)


def _tell_later(session: Session, reading: Reading, today: date) -> None:
    """Say which actions moved after the day that counts as today: they are told as they stand."""
    later = [
        short(one.id or "?")
        for one in reading.postmortem.actions
        if any(day and day > today for day in (one.implemented_on, one.verified_on))
    ]
    if later:
        from pmkit.render.words import some

        session.say(f"note: later than {today}, and told as the file has it: {some(later, 10)}")


def _subject(session: Session, postmortem: str) -> tuple[Record, Reading]:
    from pmkit.cli.show_command import find_record
    from pmkit.load import load_reading

    record = find_record(session, postmortem)
    return record, load_reading(session.repository, record)


def _document(
    session: Session, name: str, record: Record, reading: Reading, today: date
) -> Document:
    from pmkit.render.document import make_document

    client = session.library.registers.client(record.client) if record.client else None
    known = (client.name if client else None) or record.client
    return make_document(session.repository, name, record.id, reading, known, today)


def _text(document: Document, format: DocumentFormat) -> str:
    from pmkit.render.document import document_html

    if format is DocumentFormat.JSON:
        from pmkit.render.jsontext import envelope

        item = {"postmortem": document.postmortem, **document.facts, "text": document.text}
        return envelope(f"report-{document.name}", document.as_of, [item])
    return document_html(document) if format is DocumentFormat.HTML else document.text


def _print(session: Session, document: Document, format: DocumentFormat) -> int:
    write = session.emit_html if format is DocumentFormat.HTML else session.emit
    write(_text(document, format))
    return 0
