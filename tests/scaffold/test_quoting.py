from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.document.nodes import Mapping, to_data
from pmkit.document.tree import parse_tree
from pmkit.scaffold.sandbox import comment_text, yaml_value

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def read(text: str) -> object:
    root, duplicates, _ = parse_tree(text)
    assert isinstance(root, Mapping)
    assert not duplicates
    return to_data(root)


@given(TEXT)
def test_any_text_reads_back_the_same(text) -> None:
    line = f"key: {yaml_value(text)}    # a comment"
    assert read(line) == {"key": text}
    assert "\n" not in line


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_lists_read_back_the_same(words) -> None:
    assert read(f"key: {yaml_value(words)}") == {"key": words}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Sentiment model for Acme", "Sentiment model for Acme"),
        ("no", '"no"'),
        ("2026-03-06", '"2026-03-06"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("\U0001f525", '"\U0001f525"'),
        ("a\\b", '"a\\\\b"'),
        ("##[error]x", '"##\\x5berror]x"'),
        (None, "TODO"),
        ("", "TODO"),
        (True, "true"),
        (7, "7"),
        (["a", "b c"], "[a, b c]"),
    ],
)
def test_plain_where_it_is_safe(value, expected) -> None:
    assert yaml_value(value) == expected


def test_what_is_no_single_value_is_refused() -> None:
    with pytest.raises(TypeError):
        yaml_value({"a": 1})


@given(st.text(max_size=300))
def test_a_comment_is_one_harmless_line(text) -> None:
    made = comment_text(text)
    assert len(made.splitlines()) <= 1
    assert made.isprintable() or all(char.isprintable() or char.isspace() for char in made)
    assert "-->" not in made
    assert "--!>" not in made
    assert "##[" not in made
    assert len(made) <= 200


def test_a_comment_cannot_switch_a_rule_off() -> None:
    assert "pmkit:" not in comment_text("see #pmkit: ignore[PM201] x")
