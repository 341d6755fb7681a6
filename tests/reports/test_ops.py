"""The monthly meeting: against a brute-force reading, and on one page whatever is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.history import History
from pmkit.history.story import Change, Line, Story
from pmkit.model.days import a_month_before
from pmkit.model.register import RegisteredProject
from pmkit.past import Past
from pmkit.render.handles import shortener
from pmkit.render.ops_page import LINES, WIDTH, Heading, ops_page
from pmkit.render.page import to_markdown, to_text
from pmkit.render.table import display_width
from pmkit.reports.ops import Asked, Compared, find_ops
from pmkit.reports.selecting import Selection
from tests.reports import oracle
from tests.reports.files import (
    AS_OF,
    REGISTERS,
    SELECTIONS,
    action,
    postmortem,
    record,
    repositories,
    slips_of,
)
from tests.reports.test_against_oracle import plain

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SINCE = date(2026, 3, 1)


def ops(pms, wanted=None, then=None, registers=REGISTERS, **more):
    """Return the page of `pms`, compared with `then`, the files of a commit, if there are any."""
    past = None
    if then is not None:
        past = Past(
            "c" * 40, "2026-02-27", tuple(map(record, then)), 0, more.pop("later", frozenset())
        )
    asked = Asked(AS_OF, SINCE, Selection(**(wanted or {})))
    return find_ops([*map(record, pms)], registers, asked, more.get("history"), past)


def by_state(pms, wanted, state, as_of=AS_OF):
    rows = [row for row in oracle.all_rows(pms, as_of, wanted) if row["state"] == state]
    rows.sort(key=lambda row: (row["ref"], row["path"]))
    rows.sort(key=lambda row: -row["days_overdue"] if row["days_overdue"] is not None else 10**9)
    return sorted(rows, key=lambda row: not row["orphaned"])


@FEW
@given(repositories(), SELECTIONS, st.data())
def test_the_lists_are_those_of_the_reports(pms, wanted, data):
    slips = data.draw(slips_of(pms))
    history = slips if slips is None else History(slips, dict)
    (item,) = plain([ops(pms, wanted, history=history)])

    def rows(state):
        found = by_state(pms, wanted, state)
        for row in found if slips is not None else ():
            if row["action"]:
                told = slips.get(row["path"], {}).get(row["action"], (0, 0, 0))
                row["slips"], row["slipped_days"], row["moved_after_due"] = told
        return found

    def told(key):
        return [{k: v for k, v in row.items() if k != "line"} for row in item[key]]

    for key, state in (
        ("overdue", "overdue"),
        ("unverified", "unverified"),
        ("waiting", "waiting"),
    ):
        assert told(key) == rows(state)
    soon = (str(AS_OF), str(AS_OF + timedelta(days=14)))
    assert told("due_next") == [
        row for row in rows("due") if row["deadline"] and soon[0] <= row["deadline"] <= soon[1]
    ]
    gone = [row for row in oracle.all_rows(pms, AS_OF, wanted) if row["orphaned"]]
    assert {row["ref"] for row in item["orphaned"]} == {row["ref"] for row in gone}
    assert item["reviews"] == [
        row
        for row in oracle.reviews(pms, AS_OF, wanted)
        if row["state"] != "done" and row["days_overdue"] >= -30
    ]
    assert item["recurring"] == oracle.recurring(pms, AS_OF, wanted)
    assert item["follow_through"] == oracle.stats(pms, AS_OF, wanted)["follow_through"]
    failed = [
        (tag["tag"], one["postmortem"], one["grade"], tuple(one["actions"]))
        for tag in item["recurring"]
        for one in tag["repeats"]
        if one["grade"] in ("verified", "implemented")
    ]
    assert sorted(failed) == sorted(
        (tag, one["postmortem"], one["grade"], tuple(one["actions"]))
        for one in item["failed_fixes"]
        for tag in one["tags"]
    )
    anchors = {pm["stem"]: pm["anchor"] for pm in pms}
    assert all(one["new"] == (anchors[one["postmortem"]] > SINCE) for one in item["failed_fixes"])
    drafts = {pm["path"] for pm in pms if pm["status"] == "draft"}
    listed = [row for row in oracle.all_rows(pms, AS_OF, wanted) if row["state"] != "closed"]
    assert item["drafts"] == len(drafts & {row["path"] for row in listed})


@st.composite
def _two_days(draw):
    """Draw a repository as it stood, and as it stands after some work."""
    then = draw(repositories())
    now = []
    for pm in then:
        actions = []
        for one in pm["actions"]:
            change = draw(st.sampled_from(["nothing", "nothing", "status", "deadline", "gone"]))
            status = draw(st.sampled_from(["open", "implemented", "verified", "cancelled"]))
            if change != "gone" and one["id"]:
                one = one | ({"status": status} if change == "status" else {})
                one = one | ({"deadline": AS_OF + timedelta(9)} if change == "deadline" else {})
                actions.append(one)
        if draw(st.integers(0, 9)):
            now.append(pm | {"actions": actions})
    ids = [{**pm, "actions": [a for a in pm["actions"] if a["id"]]} for pm in then]
    return ids, now


@FEW
@given(_two_days(), SELECTIONS)
def test_the_trend_is_what_both_days_say(repository, wanted):
    then, now = repository
    found = ops(now, wanted, then).trend
    late = by_state(now, wanted, "overdue")
    was = by_state(then, wanted, "overdue", SINCE)
    assert (found.overdue, found.overdue_days) == (len(late), sum(r["days_overdue"] for r in late))
    assert found.overdue_then == len(was)
    assert found.overdue_days_then == sum(row["days_overdue"] for row in was)
    assert found.unverified == len(by_state(now, wanted, "unverified"))
    assert found.unverified_then == len(by_state(then, wanted, "unverified", SINCE))
    refs = {row["ref"] for row in late}
    status = {oracle.ref(pm, a): a["status"] for pm in now for a in pm["actions"]}
    fates = {"still": 0, "done": 0, "moved": 0, "cancelled": 0, "gone": 0}
    for name in (row["ref"] for row in was):
        words = {"implemented": "done", "verified": "done", "cancelled": "cancelled"}
        fate = "gone" if name not in status else words.get(status[name], "moved")
        fates["still" if name in refs else fate] += 1
    assert {key: getattr(found, key) for key in fates} == fates
    assert found.new == len(refs - {row["ref"] for row in was})


def test_an_id_that_stands_twice_is_two_actions_also_when_both_are_gone():
    twice = [action(2, deadline=SINCE - timedelta(3)) for _ in range(2)]
    found = ops([], then=[postmortem("a", SINCE, actions=twice)]).trend
    assert (found.overdue, found.overdue_then) == (0, 2)
    assert (found.still, found.gone) == (0, 2)


def test_without_a_commit_that_old_only_the_calendar_moves():
    pms = [postmortem("a", SINCE, actions=[action(deadline=SINCE - timedelta(3)), action(2)])]
    found = ops(pms)
    assert (found.compared, found.commit, found.changes) == (Compared.CALENDAR, None, None)
    assert (found.trend.overdue_then, found.trend.overdue_days_then) == (1, 3)
    assert (found.trend.overdue, found.trend.overdue_days) == (1, 34)


def change(place, field, old="", new="", name="A1", late=False):
    commit = f"{place:040d}"
    return Change(place, commit, f"2026-03-{place:02d}", "Ann", name, field, old, new, late)


def story(*changes, path="postmortems/a.md", moves=()):
    lines = {(one.action, one.field): Line(one.new, (one,)) for one in changes}
    return Story(1, "b" * 40, change(1, "file", "", path, ""), lines, moves)


def test_changes_are_those_of_the_commits_since_and_follow_a_new_name():
    moves = (change(6, "path", "sub/postmortems/old.md", "sub/postmortems/a.md", ""),)
    told = story(
        change(5, "deadline", "2026-02-20", "2026-03-31", late=True),
        change(4, "status", "open", "verified", name="A2"),
        moves=moves,
    )
    history = History({}, lambda: {"postmortems/a.md": told})
    late = action(deadline=date(2026, 2, 20))
    now = postmortem("a", SINCE, actions=[late | {"deadline": date(2026, 3, 31)}, action(2)])
    then = [postmortem("old", SINCE, actions=[late])]
    found = ops([now], then=then, history=history, later={f"{n:040d}" for n in (5, 6)})
    assert [(one.change.value, one.ref) for one in found.changes] == [
        ("renamed", "a"),
        ("deadline", "a:A1"),
    ]
    assert (found.trend.still, found.trend.gone, found.trend.new) == (1, 0, 0)
    assert found.actions_added == 0
    everything = ops([now], history=history)
    assert len(everything.changes) == 4
    assert everything.actions_added == 2


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-04-01", "2026-03-01"),
        ("2026-03-31", "2026-02-28"),
        ("2024-03-30", "2024-02-29"),
        ("2026-01-15", "2025-12-15"),
    ],
)
def test_a_month_ago(day, before):
    assert str(a_month_before(date.fromisoformat(day))) == before


def text_of(found, ids=(), width=WIDTH):
    return to_text(ops_page(found, Heading(AS_OF), ids, width), width, color=False)


@FEW
@given(repositories(), st.sampled_from([30, 60, 79, 80, 100, 180]))
def test_a_page_keeps_to_its_width(pms, width):
    ids = [pm["stem"] for pm in pms]
    text = text_of(ops(pms), ids, width)
    assert max(map(display_width, text.splitlines())) <= width
    assert width < WIDTH or text.count("\n") <= LINES


def _full(number, stem, owner, days=10):
    """Return `number` post-mortems with everything a meeting can meet."""
    tags = [f"tag-number-{n}-{stem}" for n in range(9)]
    rows = []
    for place in range(number):
        late = action(1, owner=owner, what="日本 " * 60, deadline=AS_OF - timedelta(50 + place))
        rows.append(
            postmortem(
                f"2026-01-{place + 1:02d}-{stem}-{place}",
                AS_OF - timedelta(days + place * 9),
                client="c" * 30,
                team="t" * 30,
                causes=[{"id": "C1", "tags": tags}],
                actions=[
                    late,
                    late | {"id": "A2", "deadline": AS_OF + timedelta(place)},
                    late
                    | {"id": "A3", "status": "implemented", "implemented_on": date(2020, 1, 1)},
                    late | {"id": "A4", "owner": "lior", "deadline": AS_OF + timedelta(99)},
                ],
            )
        )
    return rows


@pytest.mark.parametrize("stem", ["short", "very-long-name-of-a-project-that-never-ends-" * 2])
@pytest.mark.parametrize("owner", ["sarah", "o" * 50])
@pytest.mark.parametrize("number", [1, 4, 10, 14])
def test_a_full_page_is_one_page(stem, owner, number):
    pms = _full(number, stem, owner)
    projects = tuple(
        RegisteredProject(handle=f"{stem}-{n}", client="x" * 40, completed_on=date(2026, 3, 1))
        for n in range(12)
    )
    changes = [change(3, "deadline", "2026-01-01", "2026-03-01", f"A{n}", True) for n in range(9)]
    stories = {pm["path"]: story(*changes, path=pm["path"]) for pm in pms}
    slips = {pm["path"]: {"A1": (12, 345, 6)} for pm in pms}
    history = History(slips, lambda: stories, is_shallow=True)
    found = ops(pms, registers=replace(REGISTERS, projects=projects), history=history)
    text = text_of(found, [pm["stem"] for pm in pms])
    assert text.count("\n") <= LINES
    assert max(map(display_width, text.splitlines())) <= WIDTH
    assert text.count(" d late") >= min(number, 10)
    for section in ("did not hold", "Due in", "Waiting", "Reviews:", "Projects", "recur", "Moved"):
        assert section in text or (number == 1 and section in ("recur", "did not hold"))
    if number == 14:
        assert "\n  … and 4 more: `pmkit overdue`\n" in text
        assert "find a new one: " in text


def test_what_there_is_nothing_of_is_said_in_one_sentence():
    found = ops([])
    assert text_of(found).splitlines()[1:] == [
        "  follow-through: no action is due yet",
        "  no fix failed; nothing is overdue; nothing is due in the next 14 days; nothing waits for",
        "    verification; no review is overdue or due in the next 30 days; no project that ended lacks a",
        "    post-mortem; no cause recurs",
        "  compared with 2026-03-01 by the calendar alone; without git history, slips and changes are not",
        "    known",
    ]


def test_nothing_overdue_any_more_is_told_with_what_became_of_it():
    late = action(deadline=SINCE - timedelta(3))
    then = [postmortem("a", SINCE, actions=[late])]
    found = ops([postmortem("a", SINCE, actions=[late | {"status": "verified"}])], then=then)
    assert (
        "\n\nOverdue: nothing\n  -1 action and -3 days against 2026-03-01 (1 action, 3 days): 1 done\n"
    ) in text_of(found)


def test_a_document_keeps_whole_names_and_the_filters():
    pms = _full(3, "very-long-name-of-a-project-that-never-ends", "sarah")
    sections = ops_page(ops(pms), Heading(AS_OF, "--team 'x y'"), [pm["stem"] for pm in pms], None)
    text = to_markdown(sections)
    assert text.startswith("# Operations meeting, 2026-04-01 (--team 'x y')\n")
    assert f"{pms[0]['stem']}:A1" in text
    assert "日本 " * 50 in text


@pytest.mark.parametrize(
    ("ref", "limit", "short"),
    [
        ("2026-01-09-acme-intent-model:A1", 40, "2026-01-09-acme-intent-model:A1"),
        ("2026-01-09-acme-intent-model:A1", 30, "2026-01-09-acme-intent-model:A1"),
        ("2026-01-09-acme-intent-model-for-claims:A1", 24, "acme-intent-model-for:A1"),
        ("2026-02-09-acme-intent-model-two:A1", 34, "acme-intent-model-two:A1"),
        ("2025-02-09-same-name-of-many-words", 28, "2025-02-09-same-name-of-many"),
        ("2025-03-09-same-name-of-many-words:A1", 22, "2025-03-09-same:A1"),
    ],
)
def test_a_name_is_shortened_to_what_still_finds_it(ref, limit, short):
    ids = [
        "2026-01-09-acme-intent-model",
        "2026-01-09-acme-intent-model-for-claims",
        "2026-02-09-acme-intent-model-two",
        "2025-02-09-same-name-of-many-words",
        "2025-03-09-same-name-of-many-words",
    ]
    assert shortener(ids, 100)(ref, limit / 100) == short
