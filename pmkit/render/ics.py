"""Days in a calendar: iCalendar 2.0 as RFC 5545 wants it, all-day events only.

The same event has the same UID in every run, so that an import updates it instead of adding it
again. `SEQUENCE` and `DTSTAMP` grow with the day of the report: a later file wins over an earlier
one, also over an event that somebody moved by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pmkit.visible import visible

_OCTETS = 75
"""Longest line without its end (RFC 5545, 3.1)."""

_FIRST_DAY = date(1970, 1, 1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
_COMMAND = re.compile(r"(?<!\S)::(?=[A-Za-z-])")
"""Where a line is folded, the next one might begin so, and command a CI runner that reads it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that falls on a day.

    Attributes:
        uid: The same in every run, and no other event's.
        lines: What there is to say about it, a line each.
        is_over: Whether it does not need to be thought of any more.
    """

    uid: str
    day: date
    summary: str
    lines: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    is_over: bool = False


def to_ics(events: Iterable[Event], as_of: date) -> str:
    """Return a calendar of `events`; every line ends in CRLF (RFC 5545, 3.1)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pmkit//pmkit//EN"]
    for event in events:
        lines += _event(event, as_of)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{(as_of - _FIRST_DAY).days}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.lines:
        yield "DESCRIPTION:" + "\\n".join(map(_text, event.lines))
    if event.categories:
        yield "CATEGORIES:" + ",".join(map(_text, event.categories))
    yield f"STATUS:{'CANCELLED' if event.is_over else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Return `value` as TEXT (RFC 5545, 3.3.11), with nothing in it that obeys or hides."""
    return _COMMAND.sub(r"\\x3a:", visible(value)).translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Cut a line into parts of at most 75 octets; those behind the first begin with a space."""
    raw, room = line.encode("utf-8"), _OCTETS
    lead = ""
    while len(raw) > room:
        cut = _cut(raw, room)
        yield lead + raw[:cut].decode("utf-8")
        raw, lead, room = raw[cut:], " ", _OCTETS - 1
    yield lead + raw.decode("utf-8")


def _cut(raw: bytes, room: int) -> int:
    """Return where to cut: between two characters, and not in front of two colons."""
    cut = _between(raw, room)
    return _between(raw, cut - 1) if raw[cut : cut + 2] == b"::" else cut


def _between(raw: bytes, at: int) -> int:
    """Return `at`, or the beginning of the character of UTF-8 that it lies within."""
    while raw[at] & 0xC0 == 0x80:
        at -= 1
    return at
