"""Where an action stands on a day, and in which order late ones are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmkit.registers import Registers
from pmkit.reports.actions import find_actions
from pmkit.reports.overdue import find_overdue, find_undated, group_overdue
from tests.reports.files import AS_OF, REGISTERS, action, markdown, postmortem, record

DAY = timedelta(days=1)


def overdue(*pms, registers=REGISTERS, **options):
    return find_overdue([record(pm) for pm in pms], registers, AS_OF, **options)


def one_action(**given):
    pm = postmortem("x", AS_OF, "drift", actions=[action(**given)])
    (row,) = find_actions([record(pm)], REGISTERS, AS_OF)
    return row


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

    def test_what_nobody_owns_any_more_is_first_whatever_is_asked_for(self):
        left = {"owner": "lior", "deadline": AS_OF + 3 * DAY}
        late = {"deadline": AS_OF - 9 * DAY}
        actions = [action(1, **late), action(2, **left), action(3, owner="anna", **late)]
        rows = overdue(postmortem("x", AS_OF, actions=actions), within=5)
        assert [row.action for row in rows] == ["A2", "A1", "A3"]
        groups = group_overdue(rows, "owner", REGISTERS)
        assert list(groups) == ["lior", "anna", "sarah"]

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
