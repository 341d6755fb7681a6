"""A name that an author hid in a lesson or a cause is met in every format in which it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmkit.anonymise.check import check
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.texts import texts_of, with_texts
from pmkit.registers import Registers
from pmkit.render.chat.message import to_message
from pmkit.render.chat.slack import SLACK
from pmkit.render.chat.teams import TEAMS
from pmkit.render.digest_page import shared_sections
from pmkit.render.html import to_html, without_style
from pmkit.render.jsontext import envelope
from pmkit.render.page import to_markdown, to_text
from pmkit.reports.digest.period import read_period
from pmkit.reports.digest.shared import find_shared
from pmkit.reports.digest.told import said
from tests.anonymise.ways import NAMES, planted
from tests.digest.files import Shelf, postmortem

LESSON = {"lesson": "Look twice.", "implication": "Plan for it."}
CAUSE = {"id": "C1", "what": "It broke.", "root": "No check.", "tags": "[scope]"}
SHELF = Shelf(
    {
        f"postmortems/{n}.md": postmortem(
            f"2026-0{n}-10", client=client, lessons=[LESSON], causes=[CAUSE]
        )
        for n, client in enumerate(("aaa", "bbb", "aaa"), 1)
    }
)
DIGEST = find_shared(
    SHELF.records, Registers(), date(2026, 4, 1), read_period("year", "2026"), SHELF.tell
)
FORMATS = {
    "table": lambda digest: to_text(shared_sections(digest), None, False),
    "folded table": lambda digest: to_text(shared_sections(digest), 72, False),
    "md": lambda digest: to_markdown(shared_sections(digest)),
    "html": lambda digest: without_style(to_html(shared_sections(digest))),
    "slack": lambda digest: to_message(shared_sections(digest), SLACK),
    "teams": lambda digest: to_message(shared_sections(digest), TEAMS),
    "json": lambda digest: envelope("digest", "2026-04", [digest]),
}
ENTITIES = ("hexadecimal entities", "escape of an escape")
BROKEN = {("folded table", "escape of an escape"), *(("slack", way) for way in ENTITIES)}
"""Escapes that are none any more, as a line breaks them in two or Slack's look-alikes take their
place; the command looks at the whole text as well, as it stands in the file."""
HIDERS = [name for name in NAMES if name.text in ("José Garzón", "Zebo")]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_hidden_in_a_lesson_is_met_in_what_leaves(format):
    assert check(FORMATS[format](DIGEST).encode(), make_dictionary(HIDERS)) == []
    small, missed = replace(DIGEST, patterns=()), []
    for name, way, text in planted(
        ["Nobody had asked {} for it."], HIDERS[: 2 if format == "md" else 1]
    ):
        digest = with_texts(small, lambda told, text=text: said(text) if "twice" in told else told)
        hits = check(FORMATS[format](digest).encode(), make_dictionary([name]))
        if not any(hit.name for hit in hits) and (format, way) not in BROKEN:
            missed.append((name.text, way))
    assert missed == []


@pytest.mark.parametrize("number", range(4))
def test_each_of_the_four_texts_is_looked_into(number):
    places = list(dict.fromkeys(texts_of(DIGEST)))
    assert len(places) == 4
    digest = with_texts(DIGEST, lambda told: "Zebo knew." if told == places[number] else told)
    for make in FORMATS.values():
        assert [hit for hit in check(make(digest).encode(), make_dictionary(HIDERS)) if hit.name]
