"""One more entry at the end of a register, whatever its style; every other byte stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.edits.change import EditRefused
from pmkit.edits.entry import add_entry
from pmkit.register_entries import parse_entries

ITEM = {"year": 2025, "held_on": date(2026, 1, 15)}
BLOCK = "- year: 2025\n  held_on: 2026-01-15\n"
BRACES = "{year: 2025, held_on: 2026-01-15}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", BLOCK),
        ("# comments only\n", f"# comments only\n{BLOCK}"),
        ("# no line end", f"# no line end\n{BLOCK}"),
        ("- year: 2024\n", f"- year: 2024\n{BLOCK}"),
        ("- year: 2024", f"- year: 2024\n{BLOCK}".removesuffix("\n")),
        ("- year: 2024\n# behind\n", f"- year: 2024\n{BLOCK}# behind\n"),
        ("-   year: 2024\n", "-   year: 2024\n-   year: 2025\n    held_on: 2026-01-15\n"),
        ("- {year: 2024}  # early\n", f"- {{year: 2024}}  # early\n- {BRACES}\n"),
        ("[]\n", f"[{BRACES}]\n"),
        ("[{year: 2024}]", f"[{{year: 2024}}, {BRACES}]"),
        ("reviews:\n", "reviews:\n  - year: 2025\n    held_on: 2026-01-15\n"),
        ("reviews: []\n", "reviews:\n  - year: 2025\n    held_on: 2026-01-15\n"),
        ("reviews:\n  - {year: 2024}\n", f"reviews:\n  - {{year: 2024}}\n  - {BRACES}\n"),
        ("---\n- year: 2024\n", f"---\n- year: 2024\n{BLOCK}"),
        ("\ufeff# BOM\n", f"\ufeff# BOM\n{BLOCK}"),
        ("- year: 2024\r\n", f"- year: 2024\r\n{BLOCK}".replace("\r", "").replace("\n", "\r\n")),
    ],
)
def test_an_entry_is_added_in_the_style_of_the_list(before, after):
    assert add_entry(before.encode(), "reviews", ITEM).decode() == after


@pytest.mark.parametrize(
    "text", ["2024: {held_on: 2025-01-15}\n", "reviews: none\n", "text\n", "a: 1\na: 2\n", "- *a\n"]
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(EditRefused):
        add_entry(text.encode(), "reviews", ITEM)


_NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
_ENTRIES = st.lists(st.tuples(st.integers(1970, 2024), _NOTES), max_size=3)


@settings(max_examples=150, deadline=None)
@given(_ENTRIES, st.sampled_from(["", "# end", "# end\n", "\n\n"]), st.booleans(), _NOTES)
def test_nothing_else_changes(entries, tail, named, note):
    text = "reviews:\n" if named else "# years\n"
    for year, told in entries:
        text += f"- year: {year}\n  note: {'x' if not told.isalnum() else told!r}\n"
    text += tail
    before = parse_entries("reviews", text)
    new = add_entry(text.encode(), "reviews", {**ITEM, "note": note or "n"}).decode()
    after = parse_entries("reviews", new)
    assert after[:-1] == before
    assert (after[-1].year, after[-1].held_on) == (2025, date(2026, 1, 15))
    assert after[-1].note == (note or "n")
    kept = iter(new.splitlines())
    assert all(line in kept for line in text.splitlines())
