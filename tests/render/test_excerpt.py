"""The source lines below a finding, and the carets below those."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from pmkit.render.findings.excerpt import excerpt
from pmkit.render.table import display_width
from pmkit.visible import visible
from tests.render.reports import finding


def shown(line: str, columns: tuple[int, int], width: int = 80) -> list[str]:
    """The excerpt of a one-line file, as the lines it makes."""
    pairs = excerpt(finding(line=1, columns=columns), [line], width)
    return [line for pair in pairs for line in pair]


def test_carets_stand_below_the_words():
    assert shown("owner: the team", (8, 16)) == [
        "  1 | owner: the team",
        "    |        ^^^^^^^^",
    ]


def test_a_tab_is_four_spaces_and_a_wide_character_two_cells():
    assert shown("\ttitle: 漢字 x", (9, 11)) == [
        "  1 |     title: 漢字 x",
        "    |            ^^^^",
    ]


def test_an_accent_of_its_own_takes_no_cell():
    assert shown("e\u0301e\u0301 bad", (6, 9)) == [
        "  1 | e\u0301e\u0301 bad",
        "    |    ^^^",
    ]


def test_what_a_terminal_would_obey_is_an_escape():
    assert shown("a\x1b[2J b ##[x", (2, 3)) == [
        "  1 | a\\x1b[2J b ##\\x5bx",
        "    |  ^^^^",
    ]


def test_a_long_line_is_cut_around_what_it_is_about():
    line = "a" * 300 + "TODO" + "b" * 300
    assert shown(line, (301, 305), width=46) == [
        "  1 | …aaaaaaaaaaTODObbbbbbbbbbbbbbbbbbbbbbbb…",
        "    |            ^^^^",
    ]
    assert shown(line, (1, 3), width=46) == [
        "  1 | " + "a" * 39 + "…",
        "    | ^^",
    ]


def test_a_line_that_just_fits_is_whole():
    line = "x" * 40
    assert shown(line, (40, 41), width=46)[0] == f"  1 | {line}"


def test_what_is_missing_at_the_end_of_a_line_is_marked_behind_it():
    assert shown("owner:", (7, 7)) == ["  1 | owner:", "    |       ^"]


def test_of_many_lines_the_first_three():
    lines = ["---", "whys: [a,", "  b,", "  c,", "  d]", "---"]
    item = finding(line=2, columns=(7, 5), end_line=5)
    assert [source for source, _ in excerpt(item, lines, 80)] == [
        "  2 | whys: [a,",
        "  3 |   b,",
        "  4 |   c,",
    ]
    assert [carets for _, carets in excerpt(item, lines, 80)] == [
        "    |       ^^^",
        "    |   ^^",
        "    |   ^^",
    ]


def test_lines_that_say_nothing_are_left_out():
    assert excerpt(finding(line=1), ["---"], 80) == []
    assert excerpt(finding(line=1), [" "], 80) == []
    assert excerpt(finding(line=3), ["---"], 80) == []  # the file is shorter by now
    assert excerpt(finding(line=1), [], 80) == []


def test_what_has_no_width_is_marked_all_the_same():
    line = "ab\xadcd"
    ((source, carets),) = excerpt(finding(line=1, columns=(3, 4)), [line], 80)
    assert carets.index("^") == source.index("\xad")


TEXT = st.text(st.characters(blacklist_characters="\n"), max_size=60)


@example("\xad", 1, 0, 20)
@example("000000\x1f\x1f\u0e5c\u2d26\u2d68", 12, 0, 20)
@given(TEXT, st.integers(1, 70), st.integers(0, 30), st.integers(20, 60))
def test_no_line_makes_it_wider_than_asked_or_raw(line, column, length, width):
    for source, carets in excerpt(
        finding(line=1, columns=(column, column + length)), [line], width
    ):
        assert display_width(source) <= max(width, 26)
        assert len(carets) <= max(width, 26)
        assert visible(source) == source
        assert "^" in carets
