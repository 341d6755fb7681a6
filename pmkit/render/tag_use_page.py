"""Where tags occurred, and which fixes worked, as sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pmkit.render.digest_page import GRADE_WORDS, HELD_WORDS
from pmkit.render.page import Line, Section
from pmkit.render.words import as_of_note, words
from pmkit.reports.returns import Held
from pmkit.reports.tag_use import Fix, TagUse


def use_sections(uses: Iterable[TagUse], as_of: date) -> list[Section]:
    """Return a section for each tag, with the post-mortems, the newest first, then the fixes."""
    return [Section(use.title or use.tag, (*_lines(use), Line(as_of_note(as_of)))) for use in uses]


def fix_lines(fixes: Iterable[Fix]) -> tuple[Line, ...]:
    """Return what was done about a tag, and whether it held."""
    return tuple(line for fix in fixes for line in _fix(fix))


def _lines(use: TagUse) -> Iterator[Line]:
    yield Line(use.tag, name="tag")
    yield Line(str(use.count), name="post-mortems")
    repeats = {one.postmortem: one for one in use.repeats}
    for name in reversed(use.postmortems):
        again = repeats.get(name)
        told = f": came back {GRADE_WORDS[again.grade]}" if again else ""
        yield Line(f"{name}{told}", 1, alert=bool(again and again.grade.is_failed_fix))
    if use.fixes:
        yield Line("what was done about it:")
    for line in fix_lines(use.fixes):
        yield Line(line.text, line.depth + 1, line.alert)


def _fix(fix: Fix) -> Iterator[Line]:
    yield Line(f"{fix.what} [{fix.ref}]", alert=fix.held is Held.CAME_BACK)
    told = HELD_WORDS[fix.held] if fix.held else f"not in place: {fix.status}"
    if fix.came_back_in:
        told += f" in {words(fix.came_back_in)}"
    yield Line(told, 1)
