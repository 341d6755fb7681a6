from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.errors import UsageError
from pmkit.scaffold.names import MAX_SLUG, clean_text, postmortem_id, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sentiment model for Acme", "sentiment-model-for-acme"),
        ("Über-Straße: Größe & Co.", "uber-strasse-grosse-co"),
        ("Smørrebrød på Łódź", "smorrebrod-pa-lodz"),
        ("The client's data", "the-clients-data"),
        ("/etc/x", "etc-x"),
        ("../../.git/hooks/post-checkout", "git-hooks-post-checkout"),
        ("{{ 7*7 }}", "7-7"),
        ("Проект", "проект"),
        ("日本語の題", "日本語の題"),
        ("...", ""),
        ("🔥", ""),
    ],
)
def test_slug(title, expected) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    made = slug("a title that has a good many words and goes on for longer than anybody reads")
    assert made == "a-title-that-has-a-good-many-words-and-goes-on-for-longer"


def test_a_title_without_letters_takes_the_name_of_its_kind() -> None:
    assert postmortem_id("!?", "pilot", date(2026, 3, 6)) == "2026-03-06-pilot"


@given(st.text(max_size=220))
def test_a_slug_is_a_plain_part_of_a_file_name(title) -> None:
    made = slug(title)
    assert len(made) <= MAX_SLUG
    assert not re.search(r"[\s/\\:*?\"<>|.\x00-\x1f]", made)
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert made == made.casefold() or not made.isascii()


@given(st.text(st.characters(max_codepoint=0x24F), max_size=80))
def test_a_slug_of_a_slug_is_itself(title) -> None:
    assert slug(slug(title)) == slug(title)


@pytest.mark.parametrize(
    "title",
    ["", "  ", "a\nb", "a\tb", "a\x00b", "a\x1b[2Jb", "a\u202eb", "a\ud800b", "\u200b", "x" * 201],
)
def test_refused(title) -> None:
    with pytest.raises(UsageError, match="the title"):
        clean_text(title, "title")


def test_spaces_around_are_no_part_of_a_title() -> None:
    assert clean_text("  x ", "title") == "x"
