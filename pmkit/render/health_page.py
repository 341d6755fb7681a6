"""The repository's health on one screen: problems, then notes, then what is in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pmkit.health.subject import Result, State
from pmkit.render.page import Line, Section
from pmkit.render.words import count, some

_TITLES = {
    State.PROBLEM: "Problems",
    State.NOTE: "Worth knowing",
    State.OK: "In order",
}


def health_page(results: Iterable[Result], as_of: date) -> list[Section]:
    """Return the page; what is not in order says what to do next."""
    results = list(results)
    by_state = {state: [r for r in results if r.state is state] for state in State}
    problems, notes = len(by_state[State.PROBLEM]), len(by_state[State.NOTE])
    head = f"Health of the repository, {as_of}: "
    head += f"{count(problems, 'problem')}, {count(notes, 'note')}"
    found = (
        Section(_TITLES[state], tuple(line for result in group for line in _lines(result)))
        for state, group in by_state.items()
    )
    return [Section(head, (Line(_verdict(problems, notes)),)), *found]


def _verdict(problems: int, notes: int) -> str:
    if problems:
        return "The problems make reports wrong or commands fail; correct them first."
    return "Nothing is broken." if notes else "All is well."


def _lines(result: Result) -> Iterator[Line]:
    yield Line(result.message, 0, result.state is State.PROBLEM, result.check)
    if result.paths and result.state is not State.OK:
        yield Line(some(result.paths, 3), 1, name="in")
    if result.hint:
        yield Line(result.hint, 1, name="next")
