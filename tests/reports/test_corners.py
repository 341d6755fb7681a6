"""The days, ties and gaps on which the definitions turn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import UsageError
from pmkit.extract import read_record
from pmkit.registers import Registers
from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.listing import find_listed
from pmkit.reports.overdue import find_overdue, find_undated, group_overdue
from pmkit.reports.recurring import By, find_recurring, left_out
from pmkit.reports.selecting import Selection, counted, strangers, with_doubts
from pmkit.reports.show import show_record
from pmkit.reports.tags import check_group, explain_tag, find_tags
from tests.reports.files import AS_OF, REGISTERS, action, markdown, postmortem, record

DAY = timedelta(days=1)


def overdue(*pms, registers=REGISTERS, **options):
    return find_overdue([record(pm) for pm in pms], registers, AS_OF, **options)


def recurring(*pms, **options):
    return find_recurring([record(pm) for pm in pms], REGISTERS, AS_OF, **options)


def one_action(**given):
    pm = postmortem("x", AS_OF, "drift", actions=[action(**given)])
    (row,) = find_actions([record(pm)], REGISTERS, AS_OF)
    return row


def repeat_of(later_start=None, **fix):
    """Grade a repeat on 2026-03-01 of a cause that an action of 2026-01-01 addressed."""
    first = postmortem("a", date(2026, 1, 1), "drift", actions=[action(**fix)])
    second = postmortem("b", date(2026, 3, 1), "drift", start=later_start)
    (item,) = recurring(first, second)
    (found,) = item.repeats
    return found.grade, found.actions


class TestState:
    def test_the_day_of_the_deadline_is_not_late(self):
        row = one_action(deadline=AS_OF)
        assert (row.state, row.days_overdue) == ("due", 0)

    def test_the_day_after_is(self):
        row = one_action(deadline=AS_OF - DAY)
        assert (row.state, row.days_overdue) == ("overdue", 1)

    def test_days_to_go_are_negative(self):
        assert one_action(deadline=AS_OF + 9 * DAY).days_overdue == -9

    def test_the_check_is_due_thirty_days_after_the_deadline(self):
        on_the_day = one_action(status="implemented", deadline=AS_OF - 30 * DAY)
        after_it = one_action(status="implemented", deadline=AS_OF - 31 * DAY)
        assert (on_the_day.state, on_the_day.days_overdue) == ("waiting", 0)
        assert (after_it.state, after_it.days_overdue) == ("unverified", 1)
        assert after_it.verify_by == AS_OF - DAY

    def test_a_written_check_day_wins(self):
        row = one_action(status="implemented", deadline=date(2020, 1, 1), verify_by=AS_OF)
        assert row.state == "waiting"

    @pytest.mark.parametrize("status", ["verified", "cancelled"])
    def test_closed_has_no_days(self, status):
        row = one_action(status=status, deadline=date(2020, 1, 1), owner="lior")
        assert (row.state, row.days_overdue, row.orphaned) == ("closed", None, False)

    def test_without_a_deadline_it_is_due_with_no_days(self):
        row = one_action(deadline=None)
        assert (row.state, row.days_overdue, row.verify_by) == ("due", None, None)

    def test_implemented_without_any_date_waits(self):
        row = one_action(deadline=None, status="implemented")
        assert (row.state, row.days_overdue) == ("waiting", None)


class TestRow:
    def test_an_action_without_id_is_told_by_its_place(self):
        pm = postmortem("x", AS_OF, "drift", actions=[action(1), action(2, id=None)])
        rows = find_actions([record(pm)], REGISTERS, AS_OF)
        assert [(row.ref, row.action) for row in rows] == [("x:#2", None), ("x:A1", "A1")]

    def test_the_line_is_where_the_action_begins(self):
        pm = postmortem("x", AS_OF, "drift", actions=[action(1), action(2)])
        lines = markdown(pm).split("\n")
        for row in find_actions([record(pm)], REGISTERS, AS_OF):
            assert f"id: {row.action}" in lines[row.line - 1]

    def test_only_the_register_knows_who_has_left(self):
        pm = postmortem("x", AS_OF, actions=[action(owner="Lior Z", deadline=AS_OF - DAY)])
        (known,) = overdue(pm)
        (unknown,) = overdue(pm, registers=Registers())
        assert (known.orphaned, unknown.orphaned) == (True, False)

    def test_an_action_addresses_the_only_cause_but_none_of_several(self):
        causes = [{"id": "C1", "tags": ["drift"]}, {"id": "C2", "tags": ["ht", "house-tag"]}]
        several = postmortem("x", AS_OF, causes=causes, actions=[action()])
        named = postmortem("y", AS_OF, causes=causes, actions=[action(addresses=["C2"])])
        rows = find_actions([record(several), record(named)], REGISTERS, AS_OF)
        assert [row.tags for row in rows] == [(), ("house-tag",)]


class TestOverdue:
    def test_drafts_and_post_mortems_of_tomorrow_are_included(self):
        late = action(deadline=AS_OF - DAY)
        draft = postmortem("draft", AS_OF, status="draft", actions=[late])
        future = postmortem("future", AS_OF + 9 * DAY, actions=[late])
        assert [row.postmortem for row in overdue(draft, future)] == ["draft", "future"]

    def test_order(self):
        gone = {"owner": "lior", "deadline": AS_OF - DAY}
        pm = postmortem(
            "x",
            AS_OF,
            actions=[
                action(1, deadline=AS_OF - 2 * DAY),
                action(2, status="implemented", verify_by=AS_OF - 99 * DAY),
                action(3, deadline=AS_OF - 3 * DAY),
                action(4, **gone),
                action(5, status="implemented", owner="lior", verify_by=AS_OF - 9 * DAY),
                action(6, deadline=AS_OF + 5 * DAY),
                action(7, deadline=AS_OF),
                action(8, deadline=AS_OF + 6 * DAY),
                action(9, deadline=None),
            ],
        )
        assert [row.action for row in overdue(pm)] == ["A4", "A5", "A3", "A1", "A2"]
        soon = overdue(pm, within=5)
        assert [row.action for row in soon][5:] == ["A7", "A6"]

    @pytest.mark.parametrize("owner", ["sarah", "SARAH", "@sarah", "Sarah K", "sk"])
    def test_any_spelling_of_the_owner(self, owner):
        late = {"deadline": AS_OF - DAY}
        pm = postmortem("x", AS_OF, actions=[action(1, owner="SK", **late), action(2, **late)])
        other = postmortem("y", AS_OF, actions=[action(1, owner="sarah-lee", **late)])
        assert len(overdue(pm, other, owner=owner)) == 2

    def test_no_readable_deadline_is_told(self):
        pm = postmortem("x", AS_OF, actions=[action(1, deadline=None), action(2)])
        done = postmortem("y", AS_OF, actions=[action(deadline=None, status="verified")])
        found = find_undated([record(pm), record(done)], REGISTERS, AS_OF)
        assert [row.ref for row in found] == ["x:A1"]

    def test_groups_know_spellings_and_put_nobody_last(self):
        late = {"deadline": AS_OF - DAY}
        owners = [None, "zoe", "SK", "sarah"]
        actions = [action(n, owner=owner, **late) for n, owner in enumerate(owners)]
        groups = group_overdue(overdue(postmortem("x", AS_OF, actions=actions)), "owner", REGISTERS)
        assert {name: len(rows) for name, rows in groups.items()} == {
            "sarah": 2,
            "zoe": 1,
            "(none)": 1,
        }
        assert list(groups)[-1] == "(none)"


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


class TestDoubts:
    def read(self, front):
        text = f"---\n{front}\n---\n"
        return read_record(
            "postmortems/x.md", read_postmortem(read_document(text.encode(), Limits()))
        )

    def skipped(self, front, selection=None):
        wanted = selection or Selection()
        return [
            (item.line, item.code)
            for item in with_doubts((), filter(wanted.unsure, [self.read(front)]))
        ]

    def test_an_unreadable_status(self):
        front = "kind: project\ntitle: T\nstatus: finished\ncompleted_on: 2026-01-01"
        assert self.skipped(front) == [(4, "PM105")]

    def test_an_unreadable_day(self):
        front = "kind: project\ntitle: T\nstatus: closed\ncompleted_on: 2026-02-30"
        assert self.skipped(front) == [(5, "PM104")]

    @pytest.mark.parametrize("day", ["TODO", "TODO the day it ended"])
    def test_a_day_that_is_still_to_be_filled_in(self, day):
        front = f"kind: project\ntitle: T\nstatus: in_review\ncompleted_on: {day}"
        assert self.skipped(front) == [(5, "PM104")]

    def test_a_draft_needs_no_day(self):
        assert self.skipped("kind: project\ntitle: T\nstatus: draft\ncompleted_on: TODO") == []

    def test_a_kind_is_needed_only_where_it_is_asked_for(self):
        front = "kind: projekt\ntitle: T\nstatus: closed\ncompleted_on: 2026-01-01"
        assert self.skipped(front) == []
        assert self.skipped(front, Selection(kinds=("pilot",))) == [(2, "PM105")]

    def test_a_day_is_needed_for_since(self):
        front = "kind: project\ntitle: T\nstatus: closed\ncompleted_on: soon"
        assert self.skipped(front, Selection(since=AS_OF)) == [(5, "PM104")]


class TestListAndTags:
    def test_newest_first_then_by_id_then_the_undated(self):
        undated = read_record(
            "postmortems/u.md",
            read_postmortem(read_document(b"---\nkind: project\nstatus: draft\n---\n", Limits())),
        )
        pms = [postmortem("b", AS_OF), postmortem("a", AS_OF), postmortem("c", AS_OF + DAY)]
        rows = find_listed([undated, *map(record, pms)], REGISTERS, AS_OF)
        assert [row.id for row in rows] == ["c", "a", "b", "u"]

    def test_since_and_until_include_their_day(self):
        records = [record(postmortem(str(n), AS_OF + n * DAY)) for n in range(4)]
        wanted = Selection(since=AS_OF + DAY, until=AS_OF + 2 * DAY)
        assert [row.id for row in find_listed(records, REGISTERS, AS_OF, wanted)] == ["2", "1"]

    def test_due_before_leaves_its_day_out(self):
        pm = postmortem("x", AS_OF, actions=[action(1), action(2, deadline=AS_OF - DAY)])
        wanted = ActionFilter(due_before=AS_OF)
        rows = find_actions([record(pm)], REGISTERS, AS_OF, wanted)
        assert [row.action for row in rows] == ["A2"]

    def test_used_and_unused_are_all(self):
        records = [record(postmortem("a", AS_OF, "mystery", "drift"))]
        used = find_tags(records, REGISTERS, AS_OF, used=True)
        unused = find_tags(records, REGISTERS, AS_OF, used=False)
        assert [row.tag for row in used] == ["drift", "mystery"]
        assert len(used) + len(unused) == len(REGISTERS.taxonomy.tags) + 1

    def test_an_alias_explains_its_tag(self):
        page = explain_tag("Bad-Labels", [], REGISTERS, AS_OF)
        assert (page.tag, page.count) == ("data-quality-surprise", 0)
        assert "bad-labels" in page.aliases

    def test_an_unknown_tag_is_refused_with_the_likely_one(self):
        with pytest.raises(UsageError) as caught:
            explain_tag("dirft", [], REGISTERS, AS_OF)
        assert caught.value.hint == "did you mean `drift`?"

    def test_an_unknown_tag_that_is_used_is_explained(self):
        page = explain_tag("mystery", [record(postmortem("a", AS_OF, "mystery"))], REGISTERS, AS_OF)
        assert (page.group, page.postmortems) == (None, ("a",))

    def test_a_group_that_is_none(self):
        with pytest.raises(UsageError, match="no group of tags `pilots`"):
            check_group("pilots", REGISTERS)


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


def test_words_that_nothing_knows_are_told():
    records = [record(postmortem("a", AS_OF, "drift", team="nlp", client="acme"))]
    asked = Selection(client="acmee", team="NLP", tag="bad-labels")
    assert strangers(asked, "SK", records, REGISTERS) == [
        "no client `acmee` is known here; did you mean `acme`?"
    ]
    assert strangers(Selection(), "zed", records, REGISTERS) == ["no owner `zed` is known here"]
