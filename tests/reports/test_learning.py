"""Whether what was learnt is passed on and lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmkit.model.register import ReadBrief
from pmkit.render.stats_page import learning_lines
from pmkit.reports.selecting import Selection
from pmkit.reports.stats import find_stats
from tests.reports.files import AS_OF, REGISTERS, action, postmortem, record

LEARNT = {"lesson": "Look first.", "implication": "Ask for a sample."}
BLANK = {"lesson": None, "implication": "Of nothing."}
TO_DO = {"lesson": "TODO what was learnt", "implication": None}


def learning(*postmortems, briefs=(), **wanted):
    registers = replace(REGISTERS, briefs=tuple(briefs))
    records = [record(pm) for pm in postmortems]
    return find_stats(records, registers, AS_OF, Selection(**wanted)).learning


def read(*lessons, on=AS_OF):
    return ReadBrief(project="next", person="sarah", read_on=on, lessons=lessons)


@pytest.mark.parametrize(
    ("given", "briefs", "told"),
    [
        ({"lessons": [TO_DO, BLANK, LEARNT, LEARNT]}, [read("a:L3")], (1, 2)),
        ({"lessons": [LEARNT]}, [read("a:L1"), read("a:L1")], (1, 1)),
        ({"lessons": [LEARNT]}, [read("a:L1", on=date(2026, 4, 2))], (0, 1)),
        ({"lessons": [LEARNT]}, [read("a:L1", on=None)], (0, 1)),
        ({"lessons": [LEARNT], "visibility": "participants"}, [read("a:L1")], (0, 0)),
        ({"lessons": [LEARNT], "status": "draft"}, [read("a:L1")], (0, 0)),
    ],
)
def test_a_lesson_is_read_when_a_brief_with_it_was(given, briefs, told):
    found = learning(postmortem("a", date(2026, 1, 5), **given), briefs=briefs).lessons_read
    assert (found.count, found.of) == told


def effective(**given):
    done = {"status": "verified", "result": "effective", "implemented_on": date(2025, 6, 1)}
    return action(**{**done, "verified_on": date(2025, 8, 1), **given})


@pytest.mark.parametrize(
    ("given", "later", "told"),
    [
        ({}, {}, (0, 1)),
        ({}, {"start": date(2025, 6, 1)}, (1, 1)),  # had begun before it was in place
        ({}, {"start": date(2025, 6, 2)}, (0, 1)),  # met it before it was verified
        ({}, {"status": "draft"}, (1, 1)),
        ({}, {"causes": [{"id": "C1", "tags": ["scope"]}]}, (1, 1)),
        ({"implemented_on": None}, {"start": date(2025, 8, 1)}, (1, 1)),
        ({"result": "partially_effective"}, {}, (0, 0)),
        ({"status": "implemented"}, {}, (0, 0)),
        ({"addresses": ["C9"]}, {}, (0, 0)),
        ({"implemented_on": None, "verified_on": None}, {}, (0, 0)),
    ],
)
def test_a_countermeasure_held_while_its_cause_stays_away(given, later, told):
    first = postmortem("a", date(2025, 5, 1), "data", team="nlp", actions=[effective(**given)])
    then = postmortem("b", date(2025, 9, 1), "data", **{"team": "vision", **later})
    found = learning(first, then, team="nlp").countermeasures_held
    assert (found.count, found.of) == told


def test_the_page_says_what_is_known_and_leaves_the_rest_out():
    pms = [
        postmortem(
            "a",
            date(2026, 1, 5),
            "data",
            held=date(2026, 1, 12),
            outcome="succeeded",
            lessons=[LEARNT, LEARNT],
            prevented=[{"what": "A leak.", "thanks_to": "[b]"}],
            actions=[effective()],
        ),
        postmortem("b", date(2026, 1, 6), held=date(2026, 1, 14)),
    ]
    assert [line.text for line in learning_lines(learning(*pms, briefs=[read("a:L2")]))] == [
        "1 of 2 post-mortems on work that went well (50 %)",
        "1 of 2 meetings held within a week (50 %)",
        "1 of 2 lessons read in an acknowledged brief (50 %)",
        "1 of 1 effective action held: the cause did not come back (100 %)",
        "1 problem prevented by what was learnt before",
    ]
    assert list(learning_lines(learning())) == []
