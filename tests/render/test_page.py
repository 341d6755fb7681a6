"""Pages of text: nothing is wider than the page, and what is cut says so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.render.fitted import clip, fitted
from pmkit.render.page import Line, Section, to_markdown, to_text
from pmkit.render.table import Column, Table, display_width

_CELL = st.text(st.sampled_from("abc d…日é\u0301"), max_size=70)
_COLUMNS = st.sampled_from(
    [
        (Column("a"), Column("b", wrap=True)),
        (Column("a", right=True), Column("b"), Column("c", wrap=True, below=True)),
        (Column("a"),) * 6,
    ]
)


@settings(max_examples=60, deadline=None)
@given(_COLUMNS, st.data(), st.integers(20, 110))
def test_a_fitted_table_keeps_to_the_width(columns, data, width):
    row = st.tuples(*(_CELL for _ in columns))
    table = Table(columns, tuple(data.draw(st.lists(row, min_size=1, max_size=4))))
    lines = fitted(table, width)
    assert max(map(display_width, lines)) <= width
    below = [place for place, column in enumerate(columns) if column.below]
    least = len(table.rows) + sum(bool(row[p]) for row in table.rows for p in below)
    assert len(lines) == least or (width < 80 and len(lines) > least)


@settings(max_examples=60)
@given(_CELL, st.integers(1, 80))
def test_a_cut_text_ends_in_an_ellipsis_and_no_other_does(text, width):
    cut = clip(text, width)
    assert display_width(cut) <= width
    assert cut == text or (cut[-1] == "…" and text.startswith(cut[:-1]))


def test_sentences_give_way_before_names():
    columns = (Column("name"), Column("what", wrap=True))
    table = Table(columns, (("n" * 20, "w" * 60), ("n", "w")))
    assert fitted(table, 60) == ["n" * 20 + "  " + "w" * 37 + "…", "n" + " " * 21 + "w"]


def test_a_narrow_page_folds_rows_before_it_cuts_names():
    columns = (Column("name"), Column("what", wrap=True), Column("when"))
    table = Table(columns, (("n" * 20, "w" * 60, "in 3 d"), ("n", "w", "")))
    assert fitted(table, 40) == ["n" * 20 + "  in 3 d", "    " + "w" * 35 + "…", "n", "    w"]
    wide = Table((Column("name"),) * 3, (("n" * 50, "m" * 50, "x"),))
    assert fitted(wide, 90) == ["n" * 41 + "…  " + "m" * 42 + "…  x"]


def test_a_section_holds_lines_and_a_table():
    table = Table((Column("n", right=True), Column("what")), (("1", "a|b"), ("20", "c")))
    sections = [Section("Top", (Line("late", alert=True), Line("x", 1, name="by")), table)]
    assert to_text(sections, 40, False) == "Top\n  late\n    by: x\n   1  a|b\n  20  c\n"
    assert "\x1b[1;31m  late\x1b[0m\n" in to_text(sections, 40, True)
    assert to_text(sections, None, False).endswith("\n   n  what\n   1  a|b\n  20  c\n")
    assert to_markdown(sections) == (
        "# Top\n\n- **late**\n  - by: x\n\n"
        "| n | what |\n| ---: | --- |\n| 1 | a\\|b |\n| 20 | c |\n"
    )
