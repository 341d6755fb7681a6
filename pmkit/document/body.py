"""The body: its headings, and the stretches that are code or comments.

A scan that knows fences, code spans and comments is enough for every rule; a full Markdown parse
costs a hundred times as much and is left to the commands that draw the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pmkit.document.problem import Span

_MARK = re.compile(
    r"\n(?:"
    r"(?P<lead>[ \t]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*+)(?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)"
    r"| {0,3}+(?P<hashes>#{1,6}+)(?=[ \t]|\r?$)"
    r"| {0,3}+(?P<under>=++|-++)[ \t]*+\r?$"
    r"|[ \t]*+(?P<block><!--))"
    r"|`(?P<more>`*+)"
    r"|<(?P<inline>!--)",
    re.MULTILINE,
)
"""Every alternative begins with one plain character, which lets the search skip all others."""

_BLOCK_END = re.compile(
    r"\n(?=[ \t]*+(?:\r?$|#{1,6}[ \t]|`{3}|~{3}|<!--|(?:[-*+]|[0-9]{1,9}[.)])[ \t]))", re.MULTILINE
)
"""Where a paragraph ends, and with it all that was opened and not closed in its midst."""

_NO_TITLE = re.compile(
    r" {4}|[ \t]*+(?:\r?\Z|\t|[#>|<]|(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|\r?\Z)|(?:=++|-++)\s*+\Z)"
)
"""Lines that a line of dashes below them does not turn into a heading."""

_LONGEST_CODE_SIGN = 80
"""More backticks than that begin no code span; the bound keeps the scan linear."""

_MOST_MARKS = 200_000
"""Headings, fences, comments and code spans of one body; what follows so many is plain text."""

_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it, up to the next heading of its level or above.

    All places are code points of the body: `at` is where the heading begins, `start` and `end`
    bound the content under it.
    """

    level: int
    title: str
    line: int
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Body:
    """The body's text with its structure.

    Attributes:
        hidden: Where code and comments stand, as (start, end) in the order of the text.
        comments: The comments among them.
    """

    text: str
    first_line: int
    sections: tuple[Section, ...] = ()
    hidden: tuple[_Range, ...] = ()
    comments: tuple[_Range, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        lines = self.text.split("\n")
        return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def line_of(self, index: int) -> int:
        """Return the file's line that holds the body's code point `index`."""
        return self.first_line + bisect_right(self._starts, index) - 1

    def span(self, start: int, end: int) -> Span:
        """Turn code points of the body into lines and columns of the file."""
        line, end_line = (bisect_right(self._starts, index) - 1 for index in (start, end))
        return Span(
            self.first_line + line,
            start - self._starts[line] + 1,
            self.first_line + end_line,
            end - self._starts[end_line] + 1,
        )

    def is_hidden(self, index: int) -> bool:
        """Tell whether `index` lies in code or in a comment."""
        place = bisect_right(self.hidden, (index, len(self.text) + 1)) - 1
        return place >= 0 and index < self.hidden[place][1]

    def hidden_in(self, start: int, end: int) -> Iterator[_Range]:
        """Yield the code and comments that reach into the stretch from `start` to `end`."""
        place = max(bisect_right(self.hidden, (start, -1)) - 1, 0)
        for begin, close in self.hidden[place:]:
            if begin >= end:
                break
            if close > start:
                yield max(begin, start), min(close, end)

    def content(self, section: Section) -> str:
        """Return what a reader sees under a heading: its text without comments."""
        return self.visible(section.start, section.end).strip()

    def visible(self, start: int, end: int, keep_lines: bool = False) -> str:
        """Return the text from `start` to `end` without comments.

        Args:
            keep_lines: Whether a comment leaves its line breaks, so that lines can be counted.
        """
        parts, at = [], start
        for place in range(bisect_right(self.comments, (start, -1)), len(self.comments)):
            begin, close = self.comments[place]
            if begin >= end:
                break
            parts.append(self.text[at:begin])
            if keep_lines:
                parts.append("\n" * self.text.count("\n", begin, close))
            at = close
        parts.append(self.text[at:end])
        return "".join(parts)


def scan_body(text: str, first_line: int) -> Body:
    """Find headings, code and comments in one pass.

    Args:
        text: The file behind its front matter.
        first_line: The file's line on which `text` begins, from 1.
    """
    scan = _Scan(text)
    scan.run()
    sections = _sections(text, first_line, scan.headings)
    return Body(text, first_line, sections, tuple(scan.hidden), tuple(scan.comments))


class _Scan:
    """The pass over one body.

    It reads the text behind one line feed, so that every line begins with one. A match that
    begins at the line feed before a line therefore has that line's own place in the body.
    """

    def __init__(self, text: str) -> None:
        self.headings: list[tuple[int, str, int, int]] = []
        self.hidden: list[_Range] = []
        self.comments: list[_Range] = []
        self._text = "\n" + text
        self._closed = 0  # up to here the text belongs to headings, fences, comments of their own
        self._paragraph_end = 0
        self._no_comment_before = 0  # no comment closes between here and the paragraph's end

    def run(self) -> None:
        at, search = 0, _MARK.search
        for _ in range(_MOST_MARKS):
            match = search(self._text, at)
            if not match:
                break
            if match["fence"]:
                at = self._closed = self._fence(match)
            elif match["hashes"]:
                at = self._heading(match)
            elif match["under"]:
                at = self._underline(match)
            elif match["block"]:
                at = self._closed = self._comment(match.start("block"), len(self._text))
            elif match["inline"]:
                at = self._inline_comment(match)
            else:
                at = self._code(match)

    def _hide(self, start: int, end: int) -> None:
        self.hidden.append((start - 1, end - 1))

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return end if end >= 0 else len(self._text)

    def _end_of_paragraph(self, at: int) -> int:
        if at >= self._paragraph_end:
            match = _BLOCK_END.search(self._text, at)
            self._paragraph_end = match.start() if match else len(self._text)
        return self._paragraph_end

    def _fence(self, opening: re.Match[str]) -> int:
        sign, indent = opening["fence"], len(opening["lead"].expandtabs(4)) + 3
        closing = re.compile(
            rf"^[ \t]{{0,{indent}}}+{sign[0]}{{{len(sign)},}}+[ \t]*+\r?$", re.MULTILINE
        ).search(self._text, opening.end())
        end = closing.end() if closing else len(self._text)
        self._hide(opening.start() + 1, end)
        return end

    def _heading(self, match: re.Match[str]) -> int:
        end = self._closed = self._paragraph_end = self._line_end(match.end())
        title = _without_comments(self._text[match.end() : end]).strip()
        bare = title.rstrip("#")
        if not bare or bare[-1] in " \t":
            title = bare.rstrip()
        self.headings.append((len(match["hashes"]), title, match.start(), end - 1))
        return match.end()

    def _underline(self, match: re.Match[str]) -> int:
        begin = self._text.rfind("\n", 0, match.start()) + 1
        above = self._text[begin : match.start()]
        if begin > self._closed and not _NO_TITLE.match(above):
            level = 1 if match["under"][0] == "=" else 2
            self.headings.append(
                (level, _without_comments(above).strip(), begin - 1, match.end() - 1)
            )
            self._closed = match.end()
        return match.end()

    def _comment(self, start: int, unclosed: int) -> int:
        close = self._text.find("-->", start + 2)
        end = close + 3 if close >= 0 else unclosed
        self._hide(start, end)
        self.comments.append((start - 1, end - 1))
        return end

    def _inline_comment(self, match: re.Match[str]) -> int:
        """A comment in the midst of a line is one only where its paragraph closes it."""
        start, end = match.start(), self._end_of_paragraph(match.start())
        if start < self._no_comment_before or self._is_escaped(start):
            return match.end()
        if self._text.find("-->", start + 2, end) < 0:
            self._no_comment_before = end
            return match.end()
        return self._comment(start, end)

    def _code(self, match: re.Match[str]) -> int:
        length, start = len(match["more"]) + 1, match.start()
        if length > _LONGEST_CODE_SIGN or self._is_escaped(start):
            return match.end()
        closing = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(
            self._text, match.end(), self._end_of_paragraph(start)
        )
        if not closing:
            return match.end()
        self._hide(start, closing.end())
        return closing.end()

    def _is_escaped(self, at: int) -> bool:
        return self._text[at - 1] == "\\" and self._text[at - 2] != "\\"


def _without_comments(line: str) -> str:
    parts, at = [], 0
    while (start := line.find("<!--", at)) >= 0 and (close := line.find("-->", start + 2)) >= 0:
        parts.append(line[at:start])
        at = close + 3
    return "".join(parts) + line[at:]


def _sections(
    text: str, first_line: int, headings: list[tuple[int, str, int, int]]
) -> tuple[Section, ...]:
    ends: list[int] = []
    following = [len(text)] * 7  # by level: where the next heading of that level begins
    for level, _, at, _ in reversed(headings):
        ends.append(min(following[1 : level + 1]))
        following[level] = at
    sections, line, counted = [], first_line, 0
    for (level, title, at, start), end in zip(headings, reversed(ends), strict=True):
        line += text.count("\n", counted, at)
        counted = at
        sections.append(Section(level, title, line, at, start, end))
    return tuple(sections)
