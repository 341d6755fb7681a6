"""A finding is known again wherever its line moves, and never taken for another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pmkit.rules.fingerprint import fingerprints
from tests.render.reports import finding

FILE = ["---", "causes: []", "note: TODO", "other: TODO", "TODO", "TODO", "---"]


def reader(lines):
    return lambda path: lines


def of(*findings, lines=FILE):
    return fingerprints(findings, reader(lines))


def test_moved_lines_keep_their_fingerprint():
    before = of(finding(line=2), finding("PM603", 5, (1, 5)), finding("PM603", 6, (1, 5)))
    moved = ["---", "x: 1", "y: 2", *FILE[1:]]
    after = [finding(line=4), finding("PM603", 7, (1, 5)), finding("PM603", 8, (1, 5))]
    assert of(*after, lines=moved) == before
    assert len(set(before)) == 3


def test_what_changes_from_day_to_day_does_not_count():
    stale = finding("PM710", message="this has been a draft for 26 days, more than 14")
    assert of(stale) == of(
        replace(stale, message="this has been a draft for 27 days, more than 14")
    )


def test_spaces_do_not_count():
    assert of(finding(line=2)) == of(
        finding(line=2, columns=(3, 9)), lines=["---", "  causes:  []"]
    )


def test_path_rule_line_and_words_do():
    own = finding(line=3, columns=(7, 11))
    others = (
        replace(own, path="pm/b.md"),
        replace(own, code="PM603"),
        replace(own, line=4, end_line=4),
        replace(own, column=1, end_column=5),
    )
    assert len(set(of(own, *others))) == 5


def test_a_file_that_is_gone_still_tells_them_apart():
    found = of(finding(line=2), finding(line=3), finding("PM603", 3), lines=[])
    assert len(set(found)) == 3


@given(st.lists(st.tuples(st.sampled_from(["PM301", "PM603"]), st.integers(1, 9)), max_size=30))
def test_no_two_are_the_same(places):
    assert len(set(of(*(finding(code, line) for code, line in places)))) == len(places)
