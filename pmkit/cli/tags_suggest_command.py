"""`pmkit tags suggest`: the tags that a text is about."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, session_of
from pmkit.errors import UsageError
from pmkit.render.formats import Format
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.cli.session import Session

SUGGEST_HELP = """Propose tags for a text, with the words that made one think so.

The text is a post-mortem, any file in Markdown or plain text, or standard input. Of a post-mortem
it is also told which tags it carries already.

\b
Examples:
  pmkit tags suggest 2026-03-11-acme-sentiment
  pmkit tags suggest notes.md --top 3
  pbpaste | pmkit tags suggest -
"""


def suggest(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="FILE|PM|-", help="A file, a post-mortem, or standard input.")
    ],
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="So many at most.")] = 5,
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.document.read import read_document
    from pmkit.load import limits_of
    from pmkit.render.tables.suggested import to_table
    from pmkit.reports.suggesting import SuggestedTag, carried_by, suggest_tags, text_of

    session = session_of(context)
    raw = _read(session, text)
    document = read_document(raw, limits_of(session.repository))
    is_postmortem = document.root is not None
    told = text_of(document) if is_postmortem else raw.decode("utf-8", "replace")
    carried = carried_by(document) if is_postmortem else ()
    rows = suggest_tags(told, carried, session.library.registers, top)
    today = session.today(as_of)
    return session.show_report(
        "tags-suggest", today, rows, to_table(rows), format, row=SuggestedTag
    )


def _read(session: Session, word: str) -> bytes:
    """Return the bytes of standard input, a file, or a post-mortem of the repository.

    Raises:
        PmkitError: There is none of that name, or it cannot be read as text.
    """
    from pmkit.cli.show_command import find_record
    from pmkit.files import FileProblem, read_bytes

    most = session.repository.basics.file_bytes
    try:
        if word == "-":
            raw = sys.stdin.buffer.read(most + 1)
        elif Path(word).is_file():
            raw = read_bytes(Path(word), most)
        else:
            raw = read_bytes(session.repository.root / find_record(session, word).path, most)
        raw.decode("utf-8-sig")
    except FileProblem as problem:
        raise UsageError(f"{short(word)}: {problem.message}", problem.hint) from None
    except UnicodeDecodeError:
        raise UsageError("the text is not UTF-8", "give plain text or Markdown") from None
    if len(raw) > most:
        raise UsageError(f"the text is larger than {most} bytes", "give the part that matters")
    return raw
