"""A day in another form is written only where it can mean one day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.fixes.days import only_day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-3-6",
            "2026/03/06",
            "2026.3.6",
            "20260306",
            "6 March 2026",
            "6th of"[:0] + "6. Mar 2026",
        ),
        *("March 6, 2026", "Mar 6th 2026", "06.03.2026", "6.3.2026", "2026-03-06T00:00:00Z"),
    ],
)
def test_one_reading(text):
    assert only_day(text) == date(2026, 3, 6)


@pytest.mark.parametrize(
    "text",
    [
        *("03/06/2026", "3-6-2026", "2026-13-01", "2026-02-30", "6 M 2026", "soon", "", "2026-03"),
        *(
            "06.03.26",
            "2026-03-06T14:00:00Z",
            "0000-00-00",
            "1767571200",
            "٢٠٢٦-٠٣-٠٦",
            "31.31.2026",
        ),
    ],
)
def test_none_or_several_readings(text):
    assert only_day(text) is None


def test_slashes_are_read_where_one_side_can_be_no_month():
    assert only_day("31/03/2026") == only_day("03/31/2026") == date(2026, 3, 31)
    assert only_day("03/03/2026") == date(2026, 3, 3)


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y/%m/%d", "%d.%m.%Y"]))
def test_every_day_comes_back(day, form):
    assert only_day(day.strftime(form)) == day


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_day_or_none(text):
    assert only_day(text) is None or isinstance(only_day(text), date)
