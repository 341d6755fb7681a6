"""The days, ties and gaps on which streaks and repeats turn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.reports.recurring import By, find_recurring, left_out
from pmkit.reports.selecting import Selection, counted
from pmkit.reports.show import show_record
from tests.reports.files import AS_OF, REGISTERS, action, markdown, postmortem, record

DAY = timedelta(days=1)


def recurring(*pms, **options):
    return find_recurring([record(pm) for pm in pms], REGISTERS, AS_OF, **options)


def repeat_of(later_start=None, **fix):
    """Grade a repeat on 2026-03-01 of a cause that an action of 2026-01-01 addressed."""
    first = postmortem("a", date(2026, 1, 1), "drift", actions=[action(**fix)])
    second = postmortem("b", date(2026, 3, 1), "drift", start=later_start)
    (item,) = recurring(first, second)
    (found,) = item.repeats
    return found.grade, found.actions


class TestCounting:
    def test_the_day_itself_counts_and_the_next_does_not(self):
        pms = [postmortem("a", AS_OF, "drift"), postmortem("b", AS_OF + DAY, "drift")]
        assert recurring(*pms) == []
        assert [item.count for item in recurring(*pms, minimum=1)] == [1]

    def test_ties_are_ordered_by_id_whatever_the_folder(self):
        pms = [
            postmortem("c", AS_OF, "drift", path="postmortems/a/c.md"),
            postmortem("b", AS_OF, "drift", path="postmortems/z/b.md"),
        ]
        (item,) = recurring(*pms)
        assert item.postmortems == ("b", "c")

    def test_the_day_of_an_incident_is_the_day_as_written(self):
        incident = postmortem("a", AS_OF, "drift", kind="incident", start=AS_OF - DAY)
        read = record(incident)
        assert (read.anchor_on, read.begins_on) == (AS_OF, AS_OF - DAY)


class TestStreak:
    def streak(self, pattern):
        pms = [
            postmortem(f"{n:02}", AS_OF - (20 - n) * DAY, "drift" if mark == "x" else "scope")
            for n, mark in enumerate(pattern)
        ]
        item = next(i for i in recurring(*pms, minimum=1) if i.tag == "drift")
        return item.longest_streak, item.current_streak, item.overhaul

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("x", (1, 1, False)),
            ("xx.", (2, 0, False)),
            ("xx.x", (2, 1, False)),
            ("x.xxx", (3, 3, True)),
            ("xxx..", (3, 0, True)),
            ("x.x.x", (1, 1, False)),
        ],
    )
    def test_gaps(self, pattern, expected):
        assert self.streak(pattern) == expected

    def test_a_filter_closes_the_gaps(self):
        pms = [
            postmortem("a", AS_OF - 4 * DAY, "drift", team="nlp"),
            postmortem("b", AS_OF - 3 * DAY, "scope", team="vision"),
            postmortem("c", AS_OF - 2 * DAY, "drift", team="nlp"),
        ]
        assert recurring(*pms)[0].longest_streak == 1
        assert recurring(*pms, selection=Selection(team="NLP"))[0].longest_streak == 2


class TestCrossTeam:
    def cross(self, days, one, other):
        (item,) = recurring(
            postmortem("a", AS_OF - days * DAY, "drift", **one),
            postmortem("b", AS_OF, "drift", **other),
        )
        return item.cross_team

    def test_half_a_year(self):
        teams = {"team": "nlp"}, {"team": "vision"}
        assert self.cross(183, *teams)
        assert not self.cross(184, *teams)

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            ({"team": "nlp"}, {"team": "nlp"}, False),
            ({"team": "nlp", "client": "acme"}, {"team": "nlp", "client": "borealis"}, False),
            ({"team": "nlp", "client": "acme"}, {"client": "borealis"}, True),
            ({"client": "acme"}, {"client": "borealis"}, True),
            ({"client": "acme"}, {"client": "Acme GmbH"}, False),
            ({"team": "nlp", "client": "acme"}, {"team": "vision", "client": "acme"}, True),
            ({"team": "nlp"}, {"client": "acme"}, False),
        ],
    )
    def test_who_differs(self, one, other, expected):
        assert self.cross(1, one, other) is expected


class TestRepeat:
    BEGIN = date(2026, 2, 1)

    def test_verified_on_the_day_of_the_beginning_is_not_before_it(self):
        grade, refs = repeat_of(self.BEGIN, verified_on=self.BEGIN)
        assert (grade, refs) == ("late", ("a:A1",))

    def test_verified_the_day_before(self):
        assert repeat_of(self.BEGIN, verified_on=self.BEGIN - DAY)[0] == "verified"

    def test_implemented_before_and_verified_after(self):
        done = {"implemented_on": self.BEGIN - DAY, "verified_on": self.BEGIN + DAY}
        assert repeat_of(self.BEGIN, **done)[0] == "implemented"

    def test_the_beginning_is_the_anchor_where_no_start_is_told(self):
        assert repeat_of(None, implemented_on=date(2026, 2, 28))[0] == "implemented"
        assert repeat_of(None, implemented_on=date(2026, 3, 1))[0] == "late"

    def test_a_cancelled_action_never_addressed_it(self):
        assert repeat_of(status="cancelled") == ("never", ())

    def test_an_action_for_another_cause_never_addressed_it(self):
        assert repeat_of(addresses=["C9"]) == ("never", ())

    def test_an_alias_is_the_same_tag(self):
        first = postmortem("a", date(2026, 1, 1), "bad-labels", actions=[action()])
        second = postmortem("b", date(2026, 3, 1), "data-quality-surprise")
        (item,) = recurring(first, second)
        assert (item.tag, item.repeats[0].actions, item.open_actions) == (
            "data-quality-surprise",
            ("a:A1",),
            ("a:A1",),
        )

    def test_all_earlier_post_mortems_have_their_say(self):
        fixed = action(implemented_on=date(2026, 1, 5), status="implemented")
        pms = [
            postmortem("a", date(2026, 1, 1), "drift", actions=[fixed]),
            postmortem("b", date(2026, 2, 1), "drift", actions=[action()]),
            postmortem("c", date(2026, 3, 1), "drift"),
        ]
        (item,) = recurring(*pms)
        assert [(r.postmortem, r.grade, r.actions) for r in item.repeats] == [
            ("b", "implemented", ("a:A1",)),
            ("c", "implemented", ("a:A1",)),
        ]

    def test_a_filter_leaves_the_fixes_of_others_out(self):
        fixed = action(verified_on=date(2026, 1, 5), status="verified")
        pms = [
            postmortem("a", date(2026, 1, 1), "drift", client="borealis", actions=[fixed]),
            postmortem("b", date(2026, 2, 1), "drift", client="acme"),
            postmortem("c", date(2026, 3, 1), "drift", client="acme"),
        ]
        (item,) = recurring(*pms, selection=Selection(client="A.C.M.E."))
        assert [r.grade for r in item.repeats] == ["never"]


class TestBy:
    def test_within_clients_and_who_is_left_out(self):
        pms = [
            postmortem("a", date(2026, 1, 1), "drift", client="acme"),
            postmortem("b", date(2026, 2, 1), "drift", client="Acme GmbH"),
            postmortem("c", date(2026, 3, 1), "drift"),
        ]
        (item,) = recurring(*pms, by=By.CLIENT)
        assert (item.by, item.postmortems) == ({"client": "acme"}, ("a", "b"))
        records = [record(pm) for pm in pms]
        assert left_out(counted(records, REGISTERS, AS_OF, Selection()), REGISTERS, By.CLIENT) == 1
        assert left_out(records, REGISTERS, By.TAG) == 0

    def test_a_group_counts_a_post_mortem_once(self):
        pms = [
            postmortem("a", date(2026, 1, 1), "drift", "hallucination"),
            postmortem("b", date(2026, 2, 1), "mystery"),
        ]
        items = recurring(*pms, by=By.GROUP, minimum=1)
        assert {(i.tag, i.group, i.count) for i in items} == {
            ("ai-incident", "ai-incident", 1),
            ("ungrouped", None, 1),
        }

    def test_a_tag_nobody_knows_has_no_group(self):
        (item,) = recurring(postmortem("a", AS_OF, "mystery"), minimum=1)
        assert item.group is None


def test_order_failed_fixes_then_overhauls_then_the_frequent_the_latest_and_by_name():
    fixed = action(implemented_on=date(2026, 1, 2), addresses=["C2"])
    tags = ["scope", "estimation"], ["scope", "estimation"], ["scope"], ["scope"], []
    days = [AS_OF - n * DAY for n in (50, 40, 30, 20, 10)]
    more = ["drift"], ["drift", "adoption"], [], ["adoption"], ["data", "team"]
    pms = [postmortem(str(n), day, *tags[n], *more[n]) for n, day in enumerate(days)]
    pms.append(postmortem("9", AS_OF, "data", "team", "estimation"))
    causes = [{"id": "C1", "tags": ["metric-mismatch"]}, {"id": "C2", "tags": ["integration"]}]
    pms.append(postmortem("early", date(2025, 1, 1), causes=causes, actions=[fixed]))
    pms.append(postmortem("late", date(2026, 1, 3), "integration", "metric-mismatch"))
    assert [item.tag for item in recurring(*pms)] == [
        *("integration", "scope", "estimation", "data", "team", "adoption", "drift"),
        "metric-mismatch",
    ]


def test_show_grades_each_tag_that_had_been_there_before():
    fixed = action(status="verified", verified_on=date(2026, 1, 5))
    pms = [
        postmortem("a", date(2026, 1, 1), "drift", actions=[fixed]),
        postmortem("b", date(2026, 2, 1), "drift", "scope"),
        postmortem("c", date(2026, 3, 1), "drift"),
    ]
    records = [record(pm) for pm in pms]
    told = read_postmortem(read_document(markdown(pms[1]).encode(), Limits())).postmortem
    page = show_record(records[1], told, records, REGISTERS, AS_OF)
    assert [(r.tag, r.grade, r.actions) for r in page.repeats] == [("drift", "verified", ("a:A1",))]
