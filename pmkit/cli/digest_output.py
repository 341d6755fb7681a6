"""A digest as text, and the file or the stream it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.chat_output import is_chat, message_text
from pmkit.cli.session import Session
from pmkit.render.formats import PostedFormat
from pmkit.visible import visible

if TYPE_CHECKING:
    from pmkit.record import Skipped
    from pmkit.render.page import Section


def page_text(
    session: Session,
    sections: Sequence[Section],
    format: PostedFormat,
    plain: bool,
    skipped: Sequence[Skipped] = (),
) -> str:
    """Return a page; with `plain`, as it stands in a file whatever the terminal is like."""
    if is_chat(format):
        return message_text(session, sections, format, skipped)
    if format is PostedFormat.HTML:
        from pmkit.render.html import to_html

        return to_html(sections)
    from pmkit.render.page import to_markdown, to_text

    if format is PostedFormat.MD:
        return to_markdown(sections)
    width = session.width if session.on_terminal and not plain else None
    return to_text(sections, width, session.use_color and not plain)


def deliver(
    session: Session,
    text: str,
    format: PostedFormat,
    target: Path | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Print `text`, or write it to `target` and print where.

    Raises:
        WriteError: The file exists and `force` is false, or the system refuses.
    """
    if target is None:
        write = session.emit_html if format is PostedFormat.HTML else session.emit
        write(text)
        return
    if not dry_run:
        from pmkit.files import create

        create(target, text.encode(), overwrite=force)
    session.emit(f"{'would write ' if dry_run else ''}{visible(str(target))}\n")
