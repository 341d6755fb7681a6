"""A page as a message for a chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pmkit.cli.session import Session
from pmkit.render.formats import ChatFormat

if TYPE_CHECKING:
    from pmkit.record import Skipped
    from pmkit.render.page import Section


def is_chat(format: str) -> bool:
    """Tell whether `format` is a message for a chat."""
    return format in tuple(ChatFormat)


def message_text(
    session: Session, sections: Sequence[Section], format: str, skipped: Sequence[Skipped]
) -> str:
    """Return the message; its head says what could not be read, as standard error stays behind."""
    from pmkit.render.chat.message import to_message
    from pmkit.render.chat.slack import SLACK
    from pmkit.render.chat.teams import TEAMS
    from pmkit.render.page import Line

    head, *others = sections
    if skipped:
        warning = Line(": ".join(session.skipped_told(skipped)), alert=True)
        head = replace(head, lines=(warning, *head.lines))
    return to_message([head, *others], {"slack": SLACK, "teams": TEAMS}[format])


def show_message(
    session: Session, sections: Sequence[Section], format: str, skipped: Sequence[Skipped]
) -> int:
    """Print the message; return 1 when something could not be read, else 0."""
    session.emit(message_text(session, sections, format, skipped))
    session.tell_skipped(skipped)
    return 1 if skipped else 0
