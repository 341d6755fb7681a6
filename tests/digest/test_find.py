"""The digest for those inside."""

from __future__ import annotations

from datetime import date

from pmkit.model.register import OwnTag
from pmkit.registers import Registers
from pmkit.reports.digest.find import find_digest
from pmkit.reports.digest.period import read_period
from pmkit.reports.repeats import Grade
from tests.digest.files import Shelf, action, postmortem

AS_OF = date(2026, 4, 1)
Q1 = read_period("quarter", "2026-Q1")
REGISTERS = Registers(own_tags=(OwnTag(name="data-quality-surprise", aliases=("bad-labels",)),))


def digest(files, as_of=AS_OF, period=Q1):
    shelf = Shelf({f"postmortems/{name}.md": text for name, text in files.items()})
    return find_digest(shelf.records, REGISTERS, as_of, period, shelf.tell)


FIXED = action(1, implemented_on="2025-06-01", verified_on="2025-08-01", result="effective")


def test_a_pattern_recurs_at_the_end_of_the_period_and_stands_in_it():
    found = digest(
        {
            "a": postmortem("2025-05-01", "scope", "drift", actions=[FIXED]),
            "b": postmortem("2026-02-01", "scope", started_on="2025-09-01"),
            "c": postmortem("2026-03-01", "data"),
            "d": postmortem("2026-04-01", "drift"),
        }
    )
    (pattern,) = found.patterns
    assert (pattern.tag, pattern.count, pattern.postmortems) == ("scope", 2, ("b",))
    (repeat,) = pattern.repeats
    assert (repeat.postmortem, repeat.grade, repeat.actions) == ("b", Grade.VERIFIED, ("a:A1",))
    assert [(cause.postmortem, cause.what) for cause in pattern.causes] == [("b", "It broke.")]
    assert found.postmortems == 2


def test_drafts_and_later_ones_do_not_count():
    files = {
        "a": postmortem("2026-01-10", "scope", status="draft"),
        "b": postmortem("2026-03-10", "scope"),
        "c": postmortem("2026-03-20", "scope"),
    }
    assert digest(files, as_of=date(2026, 3, 10)).postmortems == 1
    assert digest(files).postmortems == 2


def test_lessons_come_with_what_follows_from_them():
    lesson = {"lesson": "Look twice.", "implication": "Plan for it.", "tags": "[bad-labels]"}
    blank = {"lesson": "TODO", "implication": "TODO"}
    found = digest({"a": postmortem("2026-01-10", lessons=[lesson, blank])})
    (told,) = found.lessons
    assert (told.lesson, told.implication) == ("Look twice.", "Plan for it.")
    assert told.tags == ("data-quality-surprise",)


def test_of_a_post_mortem_for_participants_only_title_tags_and_actions_are_told():
    hidden = {
        "lessons": [{"lesson": "A secret.", "implication": "Another."}],
        "prevented": [{"what": "A third.", "thanks_to": "[a:A1]"}],
        "actions": [action(1, status="implemented", implemented_on="2026-02-01")],
    }
    found = digest(
        {
            "a": postmortem("2025-12-10", "scope"),
            "b": postmortem(
                "2026-01-10", "scope", visibility="participants", outcome="succeeded", **hidden
            ),
        }
    )
    assert (found.postmortems, found.reserved) == (1, 1)
    assert found.lessons == found.prevented == ()
    (pattern,) = found.patterns
    assert pattern.causes == ()
    assert [item.ref for item in found.countermeasures] == ["b:A1"]
    assert [(won.postmortem, won.title) for won in found.succeeded] == [("b", "A title")]


def test_whether_a_change_held_is_told_as_it_stands_today():
    done = {"implemented_on": "2026-01-05", "verified_on": "2026-02-05"}
    found = digest(
        {
            "a": postmortem(
                "2025-12-01",
                causes=[
                    {"id": "C1", "what": "x", "tags": "[scope]"},
                    {"id": "C2", "what": "y", "tags": "[drift]"},
                ],
                actions=[
                    action(1, **done, result="effective"),
                    action(2, **done, result="effective", addresses="[C2]"),
                    action(3, **done, result="not_effective", addresses="[C2]"),
                    action(4, status="implemented", implemented_on="2026-03-31", addresses="[C2]"),
                    action(5, status="implemented", implemented_on="2026-04-01", addresses="[C2]"),
                    action(6, status="cancelled", implemented_on="2026-01-01", addresses="[C2]"),
                    action(7, status="verified", verified_on="2026-01-09", addresses="[C2]"),
                    action(8, **done, result="partially_effective", addresses="[C2]"),
                    action(9, **done, result="effective", addresses="[C9]"),
                ],
            ),
            "b": postmortem("2026-04-01", "scope", started_on="2026-03-01"),
        }
    )
    assert [(item.ref, str(item.state)) for item in found.countermeasures] == [
        ("a:A2", "held"),
        ("a:A9", "untracked"),
        ("a:A8", "partially_effective"),
        ("a:A4", "unproven"),
        ("a:A7", "unproven"),
        ("a:A3", "not_effective"),
        ("a:A1", "came_back"),
    ]
    assert found.countermeasures[-1].came_back_in == ("b",)


def test_nothing_from_after_the_day_of_the_report_is_told():
    files = {
        "a": postmortem(
            "2026-01-10",
            "scope",
            actions=[
                action(
                    1, implemented_on="2026-02-01", verified_on="2026-03-06", result="effective"
                ),
                action(
                    2, implemented_on="2026-02-02", verified_on="2026-03-07", result="not_effective"
                ),
                action(
                    3, implemented_on="2026-03-06", verified_on="2026-03-07", result="effective"
                ),
            ],
        )
    }

    def states(day):
        return [(one.ref, str(one.state)) for one in digest(files, as_of=day).countermeasures]

    assert states(date(2026, 3, 5)) == [("a:A1", "unproven"), ("a:A2", "unproven")]
    held = [("a:A1", "held"), ("a:A2", "unproven"), ("a:A3", "unproven")]
    assert states(date(2026, 3, 6)) == held
