"""A digest as text, and the file or the stream it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.session import Session
from pmkit.cli.show_command import PageFormat
from pmkit.visible import visible

if TYPE_CHECKING:
    from pmkit.render.page import Section


def page_text(
    session: Session, sections: Sequence[Section], format: PageFormat, plain: bool
) -> str:
    """Return a page; with `plain`, as it stands in a file whatever the terminal is like."""
    if format is PageFormat.HTML:
        from pmkit.render.html import to_html

        return to_html(sections)
    from pmkit.render.page import to_markdown, to_text

    if format is PageFormat.MD:
        return to_markdown(sections)
    width = session.width if session.on_terminal and not plain else None
    return to_text(sections, width, session.use_color and not plain)


def deliver(
    session: Session,
    text: str,
    format: PageFormat,
    target: Path | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Print `text`, or write it to `target` and print where.

    Raises:
        WriteError: The file exists and `force` is false, or the system refuses.
    """
    if target is None:
        write = session.emit_html if format is PageFormat.HTML else session.emit
        write(text)
        return
    if not dry_run:
        from pmkit.files import create

        create(target, text.encode(), overwrite=force)
    session.emit(f"{'would write ' if dry_run else ''}{visible(str(target))}\n")
