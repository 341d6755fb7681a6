"""The reports agree with a brute-force reading of their definitions."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.history import History
from pmkit.model.register import AnnualReview, ReadBrief, RegisteredProject
from pmkit.render.jsontext import to_json
from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.annual.find import find_annual
from pmkit.reports.coverage import find_coverage
from pmkit.reports.listing import find_listed
from pmkit.reports.overdue import find_overdue
from pmkit.reports.recurring import By, find_recurring
from pmkit.reports.reviews import find_reviews
from pmkit.reports.selecting import Selection
from pmkit.reports.stats import find_stats
from pmkit.reports.tags import find_tags
from tests.reports import oracle
from tests.reports.files import (
    AS_OF,
    BRIEFS,
    REGISTERS,
    SELECTIONS,
    project_registers,
    record,
    repositories,
    slips_of,
)

OWNERS = st.sampled_from([None, None, "sarah", "@SK", "LIOR", "somebody"])


def plain(rows, *without):
    """Return rows as their JSON says them."""
    items = json.loads(to_json(list(rows)))
    return [{key: value for key, value in item.items() if key not in without} for item in items]


def assert_same(rows, expected, *without):
    """The same rows, whose keys stand in the same order."""
    found = plain(rows, *without)
    assert found == expected
    assert [list(row) for row in found] == [list(row) for row in expected]


def overdue(pms, records, wanted, data):
    owner, within = data.draw(OWNERS), data.draw(st.sampled_from([None, 0, 1, 14]))
    rows = find_overdue(records, REGISTERS, AS_OF, Selection(**wanted), owner, within)
    expected = oracle.overdue(pms, AS_OF, wanted, owner and owner.lstrip("@"), within)
    assert_same(rows, expected, "line")


def actions(pms, records, wanted, data):
    owner = data.draw(OWNERS)
    rows = find_actions(records, REGISTERS, AS_OF, ActionFilter(Selection(**wanted), owner))
    expected = oracle.all_rows(pms, AS_OF, wanted, owner and owner.lstrip("@"))
    got = plain(rows, "line")
    assert sorted(map(str, got)) == sorted(map(str, expected))
    assert got == sorted(got, key=lambda row: not row["orphaned"])


def recurring(pms, records, wanted, data):
    by, minimum = data.draw(st.sampled_from(list(By))), data.draw(st.integers(1, 3))
    rows = find_recurring(records, REGISTERS, AS_OF, Selection(**wanted), by, minimum)
    assert_same(rows, oracle.recurring(pms, AS_OF, wanted, by.value, minimum))


def listing(pms, records, wanted, data):
    tag = data.draw(st.sampled_from([None, "bad-labels", "ht", "mystery"]))
    wanted = {**wanted, "tag": tag}
    rows = find_listed(records, REGISTERS, AS_OF, Selection(**wanted))
    assert_same(rows, oracle.listing(pms, AS_OF, wanted))


def tags(pms, records, wanted, data):
    rows = find_tags(records, REGISTERS, AS_OF)
    assert {row.tag: list(row.postmortems) for row in rows if row.count} == oracle.used_tags(
        pms, AS_OF
    )
    assert {row.tag for row in rows} >= set(REGISTERS.taxonomy.tags)
    assert {row.tag for row in rows if row.group is None} <= {"mystery"}


def reviews(pms, records, wanted, data):
    rows = find_reviews(records, REGISTERS, AS_OF, Selection(**wanted))
    assert_same(rows, oracle.reviews(pms, AS_OF, wanted))


def coverage(pms, records, wanted, data):
    projects = data.draw(project_registers())
    registers = replace(REGISTERS, projects=tuple(RegisteredProject(**p) for p in projects))
    rows = find_coverage(records, registers, AS_OF)
    assert_same(rows, oracle.coverage(pms, projects, AS_OF))


def stats(pms, records, wanted, data):
    slips = data.draw(slips_of(pms))
    history = slips if slips is None else History(slips, dict)
    briefs = data.draw(BRIEFS)
    registers = replace(REGISTERS, briefs=tuple(ReadBrief(**one) for one in briefs))
    (item,) = plain([find_stats(records, registers, AS_OF, Selection(**wanted), history)])
    expected = oracle.stats(pms, AS_OF, wanted, slips, briefs)
    for key in ("cost", "bias", "bias_by_kind", "bias_by_quarter"):
        assert nearly(item.pop(key)) == nearly(expected.pop(key))
    assert item == expected


def annual(pms, records, wanted, data):
    projects, slips = data.draw(project_registers()), data.draw(slips_of(pms))
    year = data.draw(st.sampled_from([2024, 2025, 2026]))
    held = data.draw(st.sampled_from([None, {"held_on": None, "note": "Once."}]))
    registers = replace(
        REGISTERS,
        projects=tuple(RegisteredProject(**p) for p in projects),
        annual_reviews=(AnnualReview(year=year, **held),) if held else (),
    )
    history = slips if slips is None else History(slips, dict)
    (item,) = plain([find_annual(records, registers, AS_OF, year, history)])
    expected = oracle.annual(pms, projects, AS_OF, year, slips, held)
    assert nearly(item) == nearly(expected)
    assert list(item) == list(expected)


def nearly(value):
    """Return `value` with every number as one that is equal to others close by."""
    if isinstance(value, dict):
        return {key: nearly(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [nearly(inner) for inner in value]
    return round(value, 9) if isinstance(value, float | int) else value


REPORTS = (overdue, actions, recurring, listing, tags, reviews, coverage, stats, annual)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(repositories(), SELECTIONS, st.data())
def test_every_report_agrees(pms, wanted, data):
    """Drawing a repository costs more than nine reports on it, so all are made of each."""
    records = [record(pm) for pm in pms]
    for report in REPORTS:
        report(pms, records, wanted, data)
