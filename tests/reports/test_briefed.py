"""Which projects start without anybody having read a brief."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmkit.model.register import Client, Person, ReadBrief, RegisteredProject
from pmkit.registers import Registers
from pmkit.reports.briefed import Briefed, find_briefed

AS_OF = date(2026, 4, 1)


def days(number):
    return AS_OF + timedelta(number)


def registers(*projects, briefs=()):
    return Registers(
        people=(Person(handle="dana", aliases=("DO",)), Person(handle="lee")),
        clients=(Client(handle="acme", name="Acme GmbH"),),
        projects=tuple(projects),
        briefs=tuple(briefs),
    )


def project(handle="p", start=0, end=None, **more):
    ended = None if end is None else days(end)
    return RegisteredProject(handle=handle, started_on=days(start), completed_on=ended, **more)


def read(day, person="dana", of="p"):
    return ReadBrief(project=of, person=person, read_on=days(day))


@pytest.mark.parametrize(
    ("start", "briefs", "state"),
    [
        (-1, [], "late"),
        (0, [], "due"),
        (14, [], "due"),
        (15, [], None),
        (-5, [read(-5)], "briefed"),
        (-5, [read(-4)], "late"),
        (5, [read(0)], "briefed"),
        (5, [read(1)], "due"),  # recorded for a day to come
        (-5, [read(-9, of="q")], "late"),
        (-5, [ReadBrief(project="p", person="dana")], "late"),
        (-5, [ReadBrief(project="p", read_on=days(-9))], "late"),
    ],
)
def test_the_state_turns_on_the_day_of_the_start(start, briefs, state):
    rows = find_briefed(registers(project(start=start), briefs=briefs), AS_OF)
    assert [row.state for row in rows] == ([state] if state else [])


@pytest.mark.parametrize(("end", "is_there"), [(-1, False), (0, False), (1, True), (None, True)])
def test_what_has_ended_needs_no_brief(end, is_there):
    assert bool(find_briefed(registers(project(start=-9, end=end)), AS_OF)) is is_there


def test_readers_are_told_by_their_handle_the_first_first():
    briefs = [read(-2, "lee"), read(-8, "DO"), read(-3, "@dana"), read(2, "lee")]
    (row,) = find_briefed(registers(project(start=-5), briefs=briefs), AS_OF)
    assert (row.briefed_on, row.people, row.state) == (days(-8), ("dana", "lee"), Briefed.BRIEFED)


def test_a_gate_closes_until_somebody_has_read_one():
    late = registers(project(start=-5))
    made_up = registers(project(start=-5), briefs=[read(0)])
    assert [row.is_failing for row in find_briefed(late, AS_OF)] == [True]
    (row,) = find_briefed(made_up, AS_OF)
    assert (row.state, row.is_failing, row.briefed_on) == (Briefed.LATE, False, AS_OF)
    assert [row.is_failing for row in find_briefed(registers(project(start=3)), AS_OF)] == [False]


def test_the_worst_stands_first_and_filters_choose():
    told = registers(
        project("soon", 9, team="nlp"),
        project("next", 3, client="Acme GmbH"),
        project("old", -90),
        project("new", -9, client="acme", team="NLP"),
        project("fine", -3),
        RegisteredProject(handle="undated"),
        briefs=[read(-3, of="fine")],
    )
    rows = find_briefed(told, AS_OF)
    assert [row.project for row in rows] == ["new", "old", "next", "soon", "fine"]
    assert [r.project for r in find_briefed(told, AS_OF, "acme")] == ["new", "next"]
    assert [r.project for r in find_briefed(told, AS_OF, None, "nlp")] == ["new", "soon"]
    assert [r.project for r in find_briefed(told, AS_OF, states=("briefed",))] == ["fine"]
