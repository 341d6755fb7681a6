"""Refusing a document for a client that may name somebody, with the places to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmkit.cli.leaks import is_private, refusal
from pmkit.cli.session import Session
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.anonymise.check import Hit
    from pmkit.document.hydrate import Reading
    from pmkit.record import Record

_HINT = "say the role, or the sector, in the internal file, and make it again"
_MOST_SOURCES = 40
"""Places in the file that are told one by one."""


def require_no_name(
    session: Session,
    record: Record,
    reading: Reading,
    name: str,
    text: str,
    show: bool,
) -> None:
    """Refuse the text of a document that names a person or another client.

    Args:
        name: Of the document.

    Raises:
        LeakError: It does, or nobody can tell; nothing was written.
    """
    from pmkit.anonymise.client import checker_for_client
    from pmkit.render.html import without_style

    look = checker_for_client(session.library, record.client)
    if hits := look(without_style(text).encode()):
        shown = text.split("\n") if show and is_private(session) else None
        sources = _sources(record, reading, name, look)
        raise refusal("may name a person or another client", hits, shown, _HINT, sources)


def _sources(
    record: Record, reading: Reading, name: str, look: Callable[[bytes], list[Hit]]
) -> list[str]:
    """Return where in the file the words stand that have to be changed."""
    from pmkit.reports.derived.places import places_of

    found = {
        (place.line_of(hit.line), place.key): None
        for place in places_of(reading, name)
        for hit in look(place.text.encode("utf-8", "surrogateescape"))
    }
    path = visible(record.path)
    told = [f"  {path}:{line}: `{short(key)}`" for line, key in list(found)[:_MOST_SOURCES]]
    return ["it comes from", *(told or ["  none of its texts alone; look at the template"])]
