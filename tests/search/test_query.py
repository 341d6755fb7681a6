"""What people type, and what it comes to; nothing they type is an operator of the index."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.errors import UsageError
from pmkit.search.query import Term, parse_query, to_match


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Label noise", (Term(("label",)), Term(("noise",)))),
        ('"statement of work"', (Term(("statement", "of", "work")),)),
        ("infra*", (Term(("infra",), is_prefix=True),)),
        ('"data aud"*', (Term(("data", "aud"), is_prefix=True),)),
        ("drift -vendor", (Term(("drift",)), Term(("vendor",), is_excluded=True))),
        ("on-premise", (Term(("on", "premise")),)),
        ("Größe OR NEAR", (Term(("größe",)), Term(("or",)), Term(("near",)))),
    ],
)
def test_words_phrases_beginnings_and_exclusions(text, terms):
    assert parse_query(text) == terms


@pytest.mark.parametrize("text", ["", "  ", '""', "-vendor", "*", "… — !", " ".join("a" * 65)])
def test_a_search_for_nothing_or_for_a_whole_text_is_refused(text):
    with pytest.raises(UsageError):
        parse_query(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_valid_expression(text):
    try:
        terms = parse_query(text)
    except UsageError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create virtual table docs using fts5(text)")
        for any_of_them in (True, False):
            expression = to_match(terms, any_of_them=any_of_them)
            connection.execute("select * from docs where docs match ?", (expression,)).fetchall()
