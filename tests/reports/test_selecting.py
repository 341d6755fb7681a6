"""Lists, tags, filters, and the files nobody can tell about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import UsageError
from pmkit.extract import read_record
from pmkit.reports.actions import ActionFilter, find_actions
from pmkit.reports.listing import find_listed
from pmkit.reports.selecting import Selection, strangers, with_doubts
from pmkit.reports.tags import check_group, explain_tag, find_tags
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record

DAY = timedelta(days=1)


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


def test_words_that_nothing_knows_are_told():
    records = [record(postmortem("a", AS_OF, "drift", team="nlp", client="acme"))]
    asked = Selection(client="acmee", team="NLP", tag="bad-labels")
    assert strangers(asked, "SK", records, REGISTERS) == [
        "no client `acmee` is known here; did you mean `acme`?"
    ]
    assert strangers(Selection(), "zed", records, REGISTERS) == ["no owner `zed` is known here"]
