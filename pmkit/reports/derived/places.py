"""Where in the file the words stand that a document for the client is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmkit.document.hydrate import Reading
from pmkit.model.sections import folded
from pmkit.reports.derived.facts import CLIENT_SECTIONS


class Place(NamedTuple):
    """One text of the file.

    Attributes:
        key: The key or the heading it stands under.
        line: Of the file; of a section, the line on which its text begins.
        is_section: Whether the lines of `text` are lines of the file.
    """

    key: str
    line: int
    text: str
    is_section: bool = False

    def line_of(self, line: int) -> int:
        """Return the file's line for a line of the text, both from 1."""
        return self.line + max(line - 1, 0) if self.is_section else self.line


def places_of(reading: Reading, name: str) -> Iterator[Place]:
    """Yield the texts of the file that the document called `name` is made of."""
    pm = reading.postmortem
    yield from _fields(reading, "title")
    if name == "client":
        yield from _fields(reading, "signals", "client")
        for number in range(len(pm.causes)):
            yield from _fields(reading, "causes", number, "what")
            yield from _root(reading, number)
        for number in range(len(pm.metrics)):
            yield from _fields(reading, "metrics", number, "name")
            yield from _fields(reading, "metrics", number, "unit")
        yield from _sections(reading)
    for number in range(len(pm.actions)):
        yield from _fields(reading, "actions", number, "what")
        if name == "follow-up":
            yield from _fields(reading, "actions", number, "evidence")


def _fields(reading: Reading, *path: str | int) -> Iterator[Place]:
    found: object = reading.postmortem
    for step in path:
        if isinstance(step, int):
            found = found[step] if isinstance(found, tuple) else None
        else:
            found = getattr(found, step, None)
    if isinstance(found, str):
        key = ".".join(str(step) for step in path if isinstance(step, str))
        yield Place(key, reading.span(*path).line, found)


def _root(reading: Reading, number: int) -> Iterator[Place]:
    cause = reading.postmortem.causes[number]
    if cause.root:
        yield from _fields(reading, "causes", number, "root")
    elif cause.whys:
        last = len(cause.whys) - 1
        yield Place(
            "causes.whys", reading.span("causes", number, "whys", last).line, cause.whys[-1]
        )


def _sections(reading: Reading) -> Iterator[Place]:
    body = reading.document.body
    told = {folded(title) for title in CLIENT_SECTIONS}
    for section in body.sections:
        if section.level == 2 and folded(section.title) in told:
            text = body.visible(section.start, section.end, keep_lines=True)
            yield Place(section.title, body.line_of(section.start), text, is_section=True)
