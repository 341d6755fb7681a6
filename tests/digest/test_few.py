"""Small counts cannot be worked out; periods are what they are called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.errors import UsageError
from pmkit.reports.digest.few import FEW, FEWEST, OTHER, few, merged
from pmkit.reports.digest.nameless import letter
from pmkit.reports.digest.period import before, month_of, read_period


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 9)))
def test_no_small_count_is_told_nor_follows_from_the_sum(counts):
    told = merged(counts)
    assert all(number >= FEWEST for number in told.values())
    if told:
        assert sum(told.values()) == sum(counts.values())
    hidden = [name for name, number in counts.items() if number and name not in told]
    assert not hidden or len(hidden) > 1 or not told or told[OTHER] >= FEWEST


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, {}),
        ({"a": 2}, {}),
        ({"a": 3}, {"a": 3}),
        ({"a": 5, "b": 4, "c": 1}, {"a": 5, OTHER: 5}),
        ({"a": 5, "b": 2, "c": 1}, {"a": 5, OTHER: 3}),
        ({"a": 6, "b": 2}, {}),
        ({"a": 6, "b": 0}, {"a": 6}),
    ],
)
def test_small_counts_are_put_together(counts, told):
    assert merged(counts) == told


def test_none_is_not_told_from_two():
    assert [few(number) for number in (0, 1, 2, 3)] == [FEW, FEW, FEW, 3]


@pytest.mark.parametrize(
    ("sort", "text", "name", "first", "last"),
    [
        ("month", "2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", "2026-Q1", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("quarter", "2026q4", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", "2025", "2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods(sort, text, name, first, last):
    period = read_period(sort, text)
    assert (period.name, period.first_on, period.last_on) == (name, first, last)
    assert period.holds(first)
    assert period.holds(last)
    assert not period.holds(None)


@pytest.mark.parametrize(
    ("sort", "text"),
    [
        ("month", "2026-13"),
        ("month", "2026"),
        ("quarter", "2026-Q5"),
        ("year", "26"),
        ("year", "9999"),
    ],
)
def test_what_is_no_period_is_refused(sort, text):
    with pytest.raises(UsageError):
        read_period(sort, text)


def test_the_last_whole_periods():
    assert before(date(2026, 4, 1)) == ("2026-03", "2026-Q1", "2025")
    assert before(date(2026, 1, 31)) == ("2025-12", "2025-Q4", "2025")


def test_letters_go_on_after_z():
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_month():
    assert month_of(date(2026, 3, 31)) == "2026-03"
