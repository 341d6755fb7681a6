"""The body as a place to look at: what stands under which heading, and what is no prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmkit.document.body import Body
from pmkit.model.sections import folded
from pmkit.wording.texts import Piece, Zone

ZONES = {
    folded(heading): zone
    for heading, zone in {
        "Summary": Zone.STORY,
        "Timeline": Zone.STORY,
        "Impact": Zone.IMPACT,
        "What went well": Zone.WELL,
        "What worked": Zone.WELL,
        "What did not go well": Zone.FINDING,
        "What made it worse": Zone.FINDING,
        "What we set out to prove": Zone.PLAN,
        "Next pilot": Zone.PLAN,
        "Open questions": Zone.QUESTION,
    }.items()
}
"""What the format's headings are for; other headings are known by their words."""

_OPENS = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|[#>|]|`{3}|~{3}|<!--|[-*_=]{3}|\r?\n|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|[ \t]+|\|[ \t]*")
_CODE = re.compile(r"(?: {4}|[ ]{0,3}\t)")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_NOT_PROSE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[>#]|[ \t]*\[[^\]\n]{1,80}\]:")

LONGEST = 4_000
"""A paragraph of more characters is cut: nobody writes one, and time must stay in proportion."""

_MOST_LINES = 200
"""So many lines to either side a paragraph may begin and end."""


@dataclass(frozen=True)
class Headings:
    """What the headings of a body say about what stands under them.

    Attributes:
        own_names: From the format's headings to the repository's own.
        words: For each zone, words that a heading of it holds.
    """

    own_names: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    @cached_property
    def _known(self) -> dict[str, Zone | None]:
        known: dict[str, Zone | None] = dict(ZONES)
        known |= {
            folded(name): ZONES.get(folded(heading)) for heading, name in self.own_names.items()
        }
        return known

    def zone(self, title: str) -> Zone | None:
        """Return what stands under a heading; None where the heading does not tell."""
        title = folded(title)
        if title not in self._known:
            words = set(title.replace("-", " ").split())
            found = (name for name, known in self.words.items() if not words.isdisjoint(known))
            name = next(found, None)
            self._known[title] = Zone(name) if name else None
        return self._known[title]


@dataclass
class Prose:
    """The body as a place to look at."""

    body: Body
    headings: Headings
    _start: int = 0
    _end: int = 0
    _is_prose: bool = False

    def block(self, at: int) -> tuple[int, int] | None:
        """Return the paragraph, list item or table row around `at`; None where it is no prose."""
        if not self._start <= at < self._end:
            self._start, self._end = self._paragraph(at)
            self._is_prose = not (
                _NOT_PROSE.match(self.body.text, self._start) or self._is_code(self._start)
            )
        if not self._is_prose:
            return None
        marker = _ITEM.match(self.body.text, self._start, self._end)
        start = marker.end() if marker else self._start
        start += max(at - start, 0) // LONGEST * LONGEST
        return start, min(start + LONGEST, self._end)

    def _paragraph(self, at: int) -> tuple[int, int]:
        """Return where the paragraph, list item or table row around `at` begins and ends."""
        text = self.body.text
        start = text.rfind("\n", 0, at) + 1
        for _ in range(_MOST_LINES):
            above = text.rfind("\n", 0, max(start - 1, 0)) + 1
            if start == 0 or _OPENS.match(text, start) or not text[above : start - 1].strip():
                break
            start = above
        end = text.find("\n", at)
        for _ in range(_MOST_LINES):
            if end < 0 or _OPENS.match(text, end + 1):
                break
            end = text.find("\n", end + 1)
        return start, end if end >= 0 else len(text)

    def _is_code(self, start: int) -> bool:
        """Tell whether the block at `start` is indented code: far in, and below no list."""
        text = self.body.text
        if not _CODE.match(text, start):
            return False
        for _ in range(50):
            if start == 0:
                return True
            above = text.rfind("\n", 0, start - 1) + 1
            line, start = text[above : start - 1], above
            if line.strip() and not _CODE.match(line):
                return not _LIST.match(line)
        return True

    def pieces(self) -> list[Piece]:
        """Return what stands under each heading, without the headings themselves."""
        text, found, end = self.body.text, [], len(self.body.text)
        for section, zone in zip(reversed(self.body.sections), reversed(self._zones), strict=True):
            found.append(Piece(text[section.start : end], zone, None, section.start))
            end = section.at
        return [Piece(text[:end], Zone.STORY), *reversed(found)]

    @cached_property
    def _zones(self) -> list[Zone]:
        """The zone of each section; one whose heading says nothing is as the one it stands in."""
        zones: list[Zone] = []
        above: list[Zone] = [Zone.STORY] * 8
        for section in self.body.sections:
            zone = self.headings.zone(section.title) or above[section.level - 1]
            above[section.level :] = [zone] * (8 - section.level)
            zones.append(zone)
        return zones
