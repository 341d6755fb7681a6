"""The reading list as sections: one page a team reads before it starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, count, text, words
from pmkit.reports.briefing import BriefAction, BriefItem


def brief_sections(
    items: Sequence[BriefItem], about: str, expected: Sequence[str], as_of: date
) -> list[Section]:
    """Return the list.

    Args:
        about: The project to come, in a few words.
        expected: The tags that it is expected to meet.
    """
    head = (
        Line(f"{count(len(items), 'post-mortem')} to read, the closest first")
        if items
        else Line("nothing here resembles it; tell more with --tag, --client or --text"),
        *facts((("expected to be hard", words(expected)),)),
        Line(as_of_note(as_of)),
    )
    return [
        Section(f"Before you start: {about}", head),
        *(_section(place, item) for place, item in enumerate(items, 1)),
        Section("Warning signs to watch", tuple(_signs(items))),
    ]


def _section(place: int, item: BriefItem) -> Section:
    said = "only its participants may read more" if item.restricted else ""
    lines = (
        *facts((("why", "; ".join(item.reasons)), ("file", item.path), ("note", said))),
        *_listed("what went wrong", item.causes),
        *_lessons(item),
        *_listed("what helps", item.countermeasures),
        *_listed("still to be done", (_action(one) for one in item.open_actions)),
    )
    when = f" ({item.anchor_on})" if item.anchor_on else ""
    return Section(f"{place}. {item.title or item.postmortem}{when}", lines)


def _lessons(item: BriefItem) -> Iterator[Line]:
    if item.lessons:
        yield Line("lessons:")
    for one in item.lessons:
        yield Line(one.lesson, 1)
        if one.implication:
            yield Line(one.implication, 2, name="so")


def _listed(name: str, texts: Iterable[str]) -> Iterator[Line]:
    below = [Line(one, 1) for one in texts]
    if below:
        yield Line(f"{name}:")
        yield from below


def _action(one: BriefAction) -> str:
    due = f", due {one.deadline}" if one.deadline else ""
    return f"{one.ref} {text(one.what)} ({text(one.owner) or 'nobody'}{due})"


def _signs(items: Iterable[BriefItem]) -> Iterator[Line]:
    for sign in dict.fromkeys(sign for item in items for sign in item.warning_signs):
        yield Line(sign)
