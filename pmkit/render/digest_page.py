"""The digest as sections: for those inside, and anonymised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pmkit.model.enums import Kind
from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, count, words
from pmkit.reports.digest.few import FEW, Count
from pmkit.reports.digest.parts import Countermeasure, Digest, LessonTold, Pattern
from pmkit.reports.digest.period import option_of
from pmkit.reports.digest.shared import SharedDigest, SharedLesson, SharedPattern
from pmkit.reports.repeats import Grade
from pmkit.reports.returns import Held

HELD_WORDS = {
    Held.HELD: "held",
    Held.UNTRACKED: "found effective; addresses no cause that could come back",
    Held.PARTIALLY_EFFECTIVE: "found effective in part",
    Held.UNPROVEN: "in place, its effect not yet verified",
    Held.NOT_EFFECTIVE: "found not effective",
    Held.CAME_BACK: "in place, and the cause came back",
}
GRADE_WORDS = {
    Grade.VERIFIED: "in spite of a verified fix",
    Grade.IMPLEMENTED: "in spite of an implemented fix",
    Grade.LATE: "before the fix was in place",
    Grade.NEVER: "and no action had ever addressed it",
}
_KINDS = frozenset(map(str, Kind))
_NONE = "nothing in this period"


def digest_sections(digest: Digest, as_of: date) -> list[Section]:
    """Return the digest for those inside."""
    reserved = (
        f"{count(digest.reserved, 'post-mortem')} for participants only: no causes, no lessons"
    )
    return [
        Section(
            f"Digest of {digest.period}",
            (
                Line(count(digest.postmortems, "post-mortem") + _split(digest.kinds)),
                *facts([("how they ended", words(_counted(digest.outcomes)))]),
                *((Line(reserved),) if digest.reserved else ()),
                *((Line("this period has not ended"),) if as_of < digest.last_on else ()),
                Line(as_of_note(as_of)),
            ),
            command=f"pmkit digest {option_of(digest.period)}",
        ),
        _section("Patterns", (line for item in digest.patterns for line in _pattern(item))),
        _section("Lessons", (line for item in digest.lessons for line in _lesson(item))),
        _section(
            "Countermeasures", (line for item in digest.countermeasures for line in _change(item))
        ),
        _section("Wins", _wins(digest)),
    ]


def _section(title: str, lines: Iterable[Line]) -> Section:
    return Section(title, tuple(lines) or (Line(_NONE),))


def _split(kinds: Mapping[str, int]) -> str:
    return f" ({words(_counted(kinds))})" if kinds else ""


def _counted(counts: Mapping[str, Count]) -> Iterator[str]:
    return (f"{number} {_plural(name, number)}" for name, number in counts.items())


def _plural(name: str, number: Count) -> str:
    return f"{name}s" if name in _KINDS and number != 1 else name


def _pattern(item: Pattern) -> Iterator[Line]:
    title = f" ({item.title})" if item.title else ""
    yield Line(
        f"{item.tag}{title}: in {count(item.count, 'post-mortem')},"
        f" {len(item.postmortems)} of them in this period"
        + _run(item.longest_streak, item.overhaul)
        + (", in several teams within half a year" if item.cross_team else ""),
        alert=item.overhaul or any(repeat.grade.is_failed_fix for repeat in item.repeats),
    )
    for repeat in item.repeats:
        refs = f": {words(repeat.actions)}" if repeat.actions else ""
        yield Line(f"came back in {repeat.postmortem} {GRADE_WORDS[repeat.grade]}{refs}", 1)
    for cause in item.causes:
        yield Line(f"{cause.what} [{cause.postmortem}]", 1)
        yield from facts([("root", cause.root)], 2)


def _run(streak: int | None, overhaul: bool) -> str:
    return f", {streak} in a row: overhaul the process behind it" if overhaul and streak else ""


def _lesson(item: LessonTold) -> Iterator[Line]:
    yield Line(f"{item.lesson} [{words((item.postmortem, *item.tags))}]")
    yield from facts([("next time", item.implication)], 1)


def _change(item: Countermeasure) -> Iterator[Line]:
    yield Line(f"{item.what} [{item.ref}]", alert=item.state is Held.CAME_BACK)
    state = HELD_WORDS[item.state]
    if item.came_back_in:
        state += f" in {words(item.came_back_in)}"
    yield Line(state, 1)
    yield from facts([("against", words(item.tags)), ("changes", item.target)], 1)


def _wins(digest: Digest) -> Iterator[Line]:
    for won in digest.succeeded:
        yield Line(f"went well: {won.title} [{won.postmortem}]")
    for item in digest.prevented:
        yield Line(f"prevented: {item.what} [{item.postmortem}]")
        yield from facts([("thanks to", words(item.thanks_to))], 1)


def shared_sections(digest: SharedDigest) -> list[Section]:
    """Return the anonymised digest; its own words begin small, so that none is taken for a name."""
    return [
        Section(
            f"Anonymised digest of {digest.period}",
            tuple(_shared_head(digest)),
            command=f"pmkit digest {option_of(digest.period)} --anonymise",
        ),
        _section("Patterns", _shared_patterns(digest)),
        _section("Lessons", (line for item in digest.lessons for line in _shared_lesson(item))),
        _section("Countermeasures", _shared_changes(digest)),
        _section("Wins", _shared_wins(digest)),
    ]


def _shared_head(digest: SharedDigest) -> Iterator[Line]:
    yield Line(_some(digest.postmortems, "post-mortem"))
    yield from _partition("by kind", digest.kinds)
    yield from _partition("how they ended", digest.outcomes)
    yield from facts([("so far, until", digest.until)])
    if digest.exempt:
        yield Line(f"{count(digest.exempt, 'sentence')} by signed exemption")


def _some(number: Count, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _partition(name: str, counts: dict[str, Count]) -> tuple[Line, ...]:
    return facts([(name, words(_counted(counts)))])


def _shared_patterns(digest: SharedDigest) -> Iterator[Line]:
    for item in digest.patterns:
        yield from _shared_pattern(item)
    if digest.further_patterns:
        yield Line(f"each in {FEW} post-mortems: {words(digest.further_patterns)}")


def _shared_pattern(item: SharedPattern) -> Iterator[Line]:
    title = f" ({item.title})" if item.title != item.tag else ""
    yield Line(
        f"{item.tag}{title}: in {item.count} post-mortems, {item.in_period} of them in this period"
        + _run(item.longest_streak, item.overhaul),
        alert=item.overhaul or item.came_back is not None,
    )
    if item.came_back:
        yield Line(f"came back {GRADE_WORDS[item.came_back]}", 1)
    if item.cross_team:
        yield Line("in several teams within half a year", 1)
    months = f"{item.first_month} to {item.last_month}"
    yield from facts([("from", months), ("seen at", words(item.seen_at))], 1)
    for cause in item.causes:
        yield Line(f"{cause.what}{_at(cause.seen_at)}", 1)
        yield from facts([("root", cause.root)], 2)
    yield from facts((("helps", each) for each in item.helps), 1)


def _at(label: str) -> str:
    return f" ({label})" if label else ""


def _shared_lesson(item: SharedLesson) -> Iterator[Line]:
    tags = f" [{words(item.tags)}]" if item.tags else ""
    yield Line(f"{item.lesson}{tags}{_at(item.seen_at)}")
    yield from facts([("next time", item.implication)], 1)


def _shared_changes(digest: SharedDigest) -> Iterator[Line]:
    yield Line(f"{_some(digest.countermeasures, 'action')} put in place or verified")
    yield from _partition("what they change", digest.changed)
    told = {_HELD.get(name, name): number for name, number in digest.held.items()}
    yield from _partition("whether they hold", told)


_HELD = {
    str(Held.UNTRACKED): "effective, against no cause that could come back",
    str(Held.PARTIALLY_EFFECTIVE): "effective in part",
    str(Held.UNPROVEN): "not yet verified",
    str(Held.NOT_EFFECTIVE): "not effective",
    str(Held.CAME_BACK): "came back",
}


def _shared_wins(digest: SharedDigest) -> Iterator[Line]:
    yield Line(f"{_some(digest.succeeded, 'post-mortem')} on work that went well")
    yield Line(f"{_some(digest.prevented, 'problem')} prevented by earlier changes")
