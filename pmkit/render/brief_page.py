"""The reading list as sections: one page a team reads before it starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pmkit.render.page import Line, Section, facts
from pmkit.render.tag_use_page import fix_lines
from pmkit.render.words import as_of_note, count, text, words
from pmkit.reports.briefing import BriefAction, BriefItem
from pmkit.reports.returns import FAILED
from pmkit.reports.tag_use import Fix


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
        Section("Known to help against these causes", tuple(_known(items))),
        Section("Warning signs to watch", tuple(_signs(items))),
    ]


def _section(place: int, item: BriefItem) -> Section:
    said = "only its participants may read more" if item.restricted else ""
    lines = (
        *facts((("why", "; ".join(item.reasons)), ("file", item.path), ("note", said))),
        *_listed("what went wrong", item.causes),
        *_lessons(item),
        *_fixes("what helps", item.fixes, failed=False),
        *_fixes("what did not hold", item.fixes, failed=True),
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


def _fixes(name: str, fixes: Iterable[Fix], *, failed: bool) -> Iterator[Line]:
    """Yield those that failed, or those that did not, each with how it held."""
    chosen = [fix for fix in fixes if (fix.held in FAILED) == failed]
    if chosen:
        yield Line(f"{name}:")
    for line in fix_lines(chosen):
        yield Line(line.text, line.depth + 1, line.alert)


def _action(one: BriefAction) -> str:
    due = f", due {one.deadline}" if one.deadline else ""
    return f"{one.ref} {text(one.what)} ({text(one.owner) or 'nobody'}{due})"


def _known(items: Iterable[BriefItem]) -> Iterator[Line]:
    """Yield what helps against the tags, each once; what helped in one file stands there."""
    every = list(items)
    told = {fix.what for item in every for fix in item.fixes}
    known = dict.fromkeys(text for item in every for text in item.countermeasures)
    yield from (Line(text) for text in known if text not in told)


def _signs(items: Iterable[BriefItem]) -> Iterator[Line]:
    for sign in dict.fromkeys(sign for item in items for sign in item.warning_signs):
        yield Line(sign)
