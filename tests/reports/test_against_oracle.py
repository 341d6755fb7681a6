"""The reports agree with a brute-force reading of their definitions."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.history import History
from pmkit.model.register import RegisteredProject
from pmkit.render.jsontext import to_json
from pmkit.reports.actions import ActionFilter, find_actions
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
    REGISTERS,
    SELECTIONS,
    project_registers,
    record,
    repositories,
    slips_of,
)

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OWNERS = st.sampled_from([None, None, "sarah", "@SK", "LIOR", "somebody"])


def plain(rows, *without):
    """Return rows as their JSON says them."""
    items = json.loads(to_json(list(rows)))
    return [{key: value for key, value in item.items() if key not in without} for item in items]


def keys(rows):
    return [list(row) for row in rows]


@SETTINGS
@given(repositories(), SELECTIONS, OWNERS, st.sampled_from([None, 0, 1, 14]))
def test_overdue(pms, wanted, owner, within):
    records = [record(pm) for pm in pms]
    rows = find_overdue(records, REGISTERS, AS_OF, Selection(**wanted), owner, within)
    expected = oracle.overdue(pms, AS_OF, wanted, owner and owner.lstrip("@"), within)
    assert plain(rows, "line") == expected
    assert keys(plain(rows, "line")) == keys(expected)


@SETTINGS
@given(repositories(), SELECTIONS, OWNERS)
def test_actions(pms, wanted, owner):
    records = [record(pm) for pm in pms]
    rows = find_actions(records, REGISTERS, AS_OF, ActionFilter(Selection(**wanted), owner))
    expected = oracle.all_rows(pms, AS_OF, wanted, owner and owner.lstrip("@"))
    got = plain(rows, "line")
    assert sorted(map(str, got)) == sorted(map(str, expected))
    assert got == sorted(got, key=lambda row: not row["orphaned"])


@SETTINGS
@given(repositories(), SELECTIONS, st.sampled_from(list(By)), st.integers(1, 3))
def test_recurring(pms, wanted, by, minimum):
    records = [record(pm) for pm in pms]
    rows = find_recurring(records, REGISTERS, AS_OF, Selection(**wanted), by, minimum)
    expected = oracle.recurring(pms, AS_OF, wanted, by.value, minimum)
    assert plain(rows) == expected
    assert keys(plain(rows)) == keys(expected)


@SETTINGS
@given(repositories(), SELECTIONS, st.sampled_from([None, "bad-labels", "ht", "mystery"]))
def test_list(pms, wanted, tag):
    records = [record(pm) for pm in pms]
    wanted = {**wanted, "tag": tag}
    rows = find_listed(records, REGISTERS, AS_OF, Selection(**wanted))
    expected = oracle.listing(pms, AS_OF, wanted)
    assert plain(rows) == expected
    assert keys(plain(rows)) == keys(expected)


@SETTINGS
@given(repositories())
def test_tags(pms):
    records = [record(pm) for pm in pms]
    rows = find_tags(records, REGISTERS, AS_OF)
    assert {row.tag: list(row.postmortems) for row in rows if row.count} == oracle.used_tags(
        pms, AS_OF
    )
    assert {row.tag for row in rows} >= set(REGISTERS.taxonomy.tags)
    assert {row.tag for row in rows if row.group is None} <= {"mystery"}


@SETTINGS
@given(repositories(), SELECTIONS)
def test_reviews(pms, wanted):
    rows = find_reviews([record(pm) for pm in pms], REGISTERS, AS_OF, Selection(**wanted))
    expected = oracle.reviews(pms, AS_OF, wanted)
    assert plain(rows) == expected
    assert keys(plain(rows)) == keys(expected)


@SETTINGS
@given(repositories(), project_registers())
def test_coverage(pms, projects):
    registers = replace(REGISTERS, projects=tuple(RegisteredProject(**p) for p in projects))
    rows = find_coverage([record(pm) for pm in pms], registers, AS_OF)
    expected = oracle.coverage(pms, projects, AS_OF)
    assert plain(rows) == expected
    assert keys(plain(rows)) == keys(expected)


@SETTINGS
@given(repositories(), SELECTIONS, st.data())
def test_stats(pms, wanted, data):
    slips = data.draw(slips_of(pms))
    history = slips if slips is None else History(slips, dict)
    records, chosen = [record(pm) for pm in pms], Selection(**wanted)
    (item,) = plain([find_stats(records, REGISTERS, AS_OF, chosen, history)])
    expected = oracle.stats(pms, AS_OF, wanted, slips)
    for key in ("cost", "bias", "bias_by_kind", "bias_by_quarter"):
        assert nearly(item.pop(key)) == nearly(expected.pop(key))
    assert item == expected


def nearly(value):
    """Return `value` with every number as one that is equal to others close by."""
    if isinstance(value, dict):
        return {key: nearly(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [nearly(inner) for inner in value]
    return round(value, 9) if isinstance(value, float | int) else value
