"""All that is known about one tag, as sections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pmkit.render.page import Line, Section, facts
from pmkit.render.tag_use_page import fix_lines
from pmkit.render.words import as_of_note, words
from pmkit.reports.tags import TagPage


def tag_sections(page: TagPage, as_of: date) -> list[Section]:
    """Return the page of one tag; where it occurred comes last, the newest first."""
    return [
        Section(page.title or page.tag, (*_head(page), Line(as_of_note(as_of)))),
        Section("Warning signs", _lines(page.warning_signs)),
        Section("Questions to ask", _lines(page.questions)),
        Section("What helps", _lines(page.countermeasures)),
        Section("Which fixes worked", fix_lines(page.fixes)),
        Section("Where it occurred", _lines(reversed(page.postmortems))),
    ]


def _head(page: TagPage) -> tuple[Line, ...]:
    return facts(
        (
            ("tag", page.tag),
            ("group", page.group or "(unknown: neither built in nor in register/tags.yml)"),
            ("aliases", words(page.aliases)),
            ("means", page.description),
            ("post-mortems", str(page.count)),
        )
    )


def _lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)
