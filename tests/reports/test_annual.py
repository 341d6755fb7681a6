"""The annual review: when it is owed, and what its report says in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmkit.model.register import AnnualReview
from pmkit.render.annual_page import annual_sections
from pmkit.render.page import to_text
from pmkit.render.tables.reviews import to_table
from pmkit.reports.annual.find import find_annual
from pmkit.reports.reviews import find_owed_annual
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record

OF_2025 = record(postmortem("a", date(2025, 12, 31), "data"))


@pytest.mark.parametrize(
    ("postmortem", "as_of", "year"),
    [
        (OF_2025, date(2026, 1, 1), 2025),
        (OF_2025, date(2026, 12, 31), 2025),
        (OF_2025, date(2025, 12, 31), None),
        (OF_2025, date(2027, 1, 1), None),
        (record(postmortem("a", date(2025, 5, 1), status="draft")), AS_OF, None),
    ],
)
def test_last_year_is_owed_once_it_has_a_post_mortem_that_counts(postmortem, as_of, year):
    owed = find_owed_annual([postmortem], REGISTERS, as_of)
    assert (owed and owed.year) == year
    assert owed is None or owed.due_on == date(year + 1, 1, 31)


def test_what_is_recorded_is_not_owed():
    registers = replace(REGISTERS, annual_reviews=(AnnualReview(year=2025),))
    assert find_owed_annual([OF_2025], registers, AS_OF) is None


def test_the_last_day_is_in_time():
    for as_of, said in ((date(2026, 1, 31), "is due by"), (date(2026, 2, 1), "was due by")):
        owed = find_owed_annual([OF_2025], REGISTERS, as_of)
        assert to_table([], as_of, annual=owed).notes[0] == (
            f"the annual review of 2025 {said} 2026-01-31: `pmkit report annual --year 2025` "
            "prepares it, `pmkit review record --annual 2025` records it"
        )


def text_of(*postmortems, year=2025):
    found = find_annual([record(pm) for pm in postmortems], REGISTERS, AS_OF, year)
    return to_text(annual_sections(found, AS_OF), None, color=False)


def test_a_year_without_post_mortems_says_so():
    assert text_of(year=2023) == (
        "The year 2023\n"
        "  no post-mortem of 2023 counts\n"
        "  annual review not recorded, it was due by 2024-01-31\n"
        "  as of 2026-04-01\n"
    )


def test_what_came_back_in_spite_of_a_fix_is_told_with_its_actions():
    fix = action(status="verified", implemented_on=date(2024, 5, 1), verified_on=date(2024, 6, 1))
    text = text_of(
        postmortem("old", date(2024, 3, 1), "data", actions=[fix]),
        postmortem("new", date(2025, 3, 1), "data", start=date(2025, 1, 1), outcome="failed"),
    )
    assert "  data came back in new although old:A1 was verified\n" in text
    assert "  data: 1 post-mortem, 1 the year before\n    new\n" in text
    assert "  project: 1 (1 failed)\n" in text


def test_a_fix_that_failed_in_another_year_is_told_there():
    fix = action(status="implemented", implemented_on=date(2023, 5, 1))
    old = postmortem("old", date(2023, 3, 1), "data", actions=[fix])
    new = postmortem("new", date(2024, 3, 1), "data", start=date(2024, 1, 1))
    assert "In spite of a fix" in text_of(old, new, year=2024)
    assert "In spite of a fix" not in text_of(old, new, postmortem("a", date(2025, 3, 1), "scope"))


def test_the_seventh_day_is_in_time():
    seventh = postmortem("a", date(2025, 3, 1), held=date(2025, 3, 8))
    eighth = postmortem("b", date(2025, 3, 1), held=date(2025, 3, 9))
    assert "  1 of 2 held within 7 days (50 %), median 7.5, worst 8\n" in text_of(seventh, eighth)


def test_a_year_that_does_not_follow_through_is_told():
    late = [action(n, deadline=date(2025, 6, 1)) for n in range(3)]
    text = text_of(postmortem("a", date(2025, 3, 1), actions=late))
    assert "  0 of 3 actions due are implemented (0 %); under half: the trouble is" in text


def test_what_few_may_read_is_told_by_its_reason_alone():
    told = [{"what": "A leak.", "thanks_to": "[old:A1]"}]
    seen = text_of(postmortem("a", date(2025, 3, 1), prevented=told))
    hidden = text_of(postmortem("a", date(2025, 3, 1), prevented=told, visibility="participants"))
    assert "  a: A leak. (thanks to old:A1)\n" in seen
    assert "  a: told to its participants only (thanks to old:A1)\n" in hidden
