"""Reviews, coverage and stats at their edges, on records made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pmkit.model.register import RegisteredProject
from pmkit.reports.coverage import find_coverage
from pmkit.reports.reviews import find_reviews
from pmkit.reports.stats import find_stats
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def reviews(pm, **asked):
    rows = find_reviews([record(pm)], REGISTERS, AS_OF, **asked)
    return [(row.review, row.state.value, row.days_overdue) for row in rows]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (ago(29), ("30-day", "upcoming", -1)),
        (ago(30), ("30-day", "upcoming", 0)),
        (ago(31), ("30-day", "overdue", 1)),
    ],
)
def test_the_day_of_a_review_itself_is_not_late(held, expected):
    assert reviews(postmortem("a", ago(200), held=held))[0] == expected


def test_a_review_held_late_is_done_and_no_longer_overdue():
    held = [{"kind": "30-day", "held_on": ago(1), "outcome": "effective"}]
    (row,) = find_reviews(
        [record(postmortem("a", ago(60), reviews=held))], REGISTERS, AS_OF, states=("done",)
    )
    assert (row.days_overdue, row.held_on, row.outcome) == (None, ago(1), "effective")
    assert row.due_on == ago(30)


def test_a_record_without_a_day_or_of_a_later_day_is_a_record():
    held = [
        {"kind": "30-day", "held_on": None, "outcome": None},
        {"kind": "90-day", "held_on": ago(-9), "outcome": "effective"},
    ]
    assert reviews(postmortem("a", ago(100), reviews=held)) == [
        ("90-day", "done", None),
        ("30-day", "done", None),
    ]


@pytest.mark.parametrize("given", [{"status": "draft"}, {"anchor": ago(-1)}])
def test_what_does_not_count_owes_no_review(given):
    assert reviews(postmortem("a", given.pop("anchor", ago(200)), **given)) == []


def test_within_keeps_what_is_overdue_and_leaves_out_what_is_done():
    held = [{"kind": "client-follow-up", "held_on": ago(1), "outcome": "effective"}]
    pm = postmortem("a", ago(75), client_meeting=ago(40), reviews=held)
    assert reviews(pm, within=14) == [("30-day", "overdue", 45)]
    assert reviews(pm, within=15) == [("30-day", "overdue", 45), ("90-day", "upcoming", -15)]


def coverage(ended, *pms):
    project = RegisteredProject(handle="intent", completed_on=ended)
    registers = replace(REGISTERS, projects=(project,))
    rows = find_coverage([record(pm) for pm in pms], registers, AS_OF)
    return [(row.state.value, row.postmortem, row.days_taken, row.is_failing) for row in rows]


def of_project(stem, **given):
    return postmortem(stem, ago(10), project="intent", **given)


@pytest.mark.parametrize(
    ("days", "missing", "draft"),
    [(0, ("due", False), False), (7, ("due", False), False), (8, ("late", True), True)],
)
def test_seven_days_are_in_time(days, missing, draft):
    assert coverage(ago(days)) == [(missing[0], None, None, missing[1])]
    pm = of_project("a", status="draft", held=ago(1))
    assert coverage(ago(days), pm) == [("drafted", "a", None, draft)]


def test_a_project_that_runs_or_ends_later_is_not_asked_for():
    assert coverage(None) == coverage(ago(-1)) == []


def test_a_finished_post_mortem_goes_before_a_draft_and_a_whole_one_before_a_part():
    draft = of_project("a", status="draft")
    part = of_project("b", kind="checkpoint", held=ago(60))
    whole = of_project("c", held=ago(4))
    assert coverage(ago(9), draft, part) == [("covered", "b", -51, False)]
    assert coverage(ago(9), draft, part, whole) == [("covered", "c", 5, False)]


def test_a_post_mortem_dated_later_covers_as_it_stands():
    pm = postmortem("a", ago(-3), project="intent")
    assert coverage(ago(9), pm) == [("covered", "a", None, False)]


def stats(*pms):
    return find_stats([record(pm) for pm in pms], REGISTERS, AS_OF)


def test_the_newest_five_are_told_apart_by_id_on_one_day():
    pms = [postmortem(name, ago(50), actions=[action(deadline=AS_OF)]) for name in "cafbde"]
    assert stats(*pms).follow_through.postmortems == ("f", "e", "d", "c", "b")


def test_what_is_cancelled_or_due_later_brings_no_post_mortem_among_the_five():
    pms = [
        postmortem("a", ago(9), actions=[action(status="verified"), action(2)]),
        postmortem("b", ago(8), actions=[action(status="cancelled")]),
        postmortem("c", ago(7), actions=[action(deadline=ago(-1), status="implemented")]),
        postmortem("d", ago(6), actions=[action(deadline=None)]),
        postmortem("e", ago(5), status="draft", actions=[action()]),
    ]
    found = stats(*pms).follow_through
    assert (found.postmortems, found.due, found.implemented) == (("a",), 2, 1)
    assert (found.rate, found.failing) == (0.5, False)


def test_under_half_is_failing_and_nothing_due_is_not():
    found = stats(postmortem("a", ago(9), actions=[action()])).follow_through
    assert (found.rate, found.failing) == (0, True)
    found = stats(postmortem("a", ago(9))).follow_through
    assert (found.postmortems, found.rate, found.failing) == ((), None, False)


def test_an_action_done_on_its_deadline_is_in_time():
    days = (ago(1), AS_OF, None)
    done = [action(status="implemented", deadline=ago(1), implemented_on=day) for day in days]
    found = stats(postmortem("a", ago(9), actions=done)).on_time
    assert (found.due, found.implemented_in_time) == (3, 1)


def test_what_was_planned_as_nothing_or_not_measured_is_no_bias():
    metrics = [
        {"name": "duration", "unit": "days", "planned": 0, "actual": 9},
        {"name": "duration", "unit": "days", "planned": 10, "actual": None},
        {"name": "Duration", "unit": "days", "planned": 10, "actual": 0},
        {"name": "duration", "unit": "weeks", "planned": 4, "actual": 8},
    ]
    (row,) = stats(postmortem("a", ago(9), metrics=metrics)).bias
    assert (row.metric, row.n, row.median_ratio, row.unit) == ("Duration", 2, 1.0, None)


def test_sums_without_a_currency_are_counted_and_not_added():
    costs = [
        {"currency": "eur", "direct_loss": 10, "review": 4},
        {"currency": "EUR", "direct_loss": 20},
        {"currency": "USD", "review": 0},
        {"direct_loss": 99},
        {"currency": "CHF", "direct_loss": 5, "review": -1},
        {"currency": "GBP"},
    ]
    pms = [postmortem(f"a{n}", ago(9), cost=cost) for n, cost in enumerate(costs)]
    found = stats(*pms)
    assert found.cost.pop("CHF")["return"] is None
    assert found.cost == {
        "EUR": {"direct_loss": 30, "future_loss": None, "review": 4, "return": 7.5},
        "USD": {"direct_loss": None, "future_loss": None, "review": 0, "return": None},
    }
    assert found.cost_without_currency == 1


def test_only_incidents_and_what_is_in_place_compound():
    actions = [
        action(1, status="verified", target="eval-case"),
        action(2, status="implemented", target="eval-case"),
        action(3, status="open", target="monitoring"),
        action(4, status="verified"),
    ]
    incident = postmortem("a", ago(9), kind="incident", actions=actions)
    project = postmortem("b", ago(9), actions=[action(status="verified", target="docs")])
    assert stats(incident, project).compounding == {"eval-case": 2}
