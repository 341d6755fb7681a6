"""The body: its headings, and the stretches that are code or comments.

A scan that knows fences and comments is enough for every rule; a full Markdown parse costs a
hundred times as much and is left to the commands that draw the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*"
    r"|^ {0,3}(?P<hashes>#{1,6})(?:[ \t]+(?P<title>[^\n]*))?$"
    r"|^(?P<text>[^\s#>|*+\-`~<][^\n]*)\n {0,3}(?P<under>=+|-+)[ \t]*\r?$"
    r"|(?P<comment><!--)",
    re.MULTILINE,
)
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it, up to the next heading of its level or above.

    `start` and `end` bound the content, heading excluded, in code points of the body.
    """

    level: int
    title: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The body's text with its structure; `hidden` holds (start, end) of code and comments."""

    text: str
    first_line: int
    sections: tuple[Section, ...] = ()
    hidden: tuple[tuple[int, int], ...] = field(default=())
    comments: tuple[tuple[int, int], ...] = field(default=())

    def line_of(self, index: int) -> int:
        """Return the file's line that holds the body's code point `index`."""
        return self.first_line + self.text.count("\n", 0, index)

    def is_hidden(self, index: int) -> bool:
        """Tell whether `index` lies in a fenced code block or a comment."""
        return any(start <= index < end for start, end in self.hidden)

    def content(self, section: Section) -> str:
        """Return what a reader sees under a heading: its text without comments."""
        parts, at = [], section.start
        for start, end in self.comments:
            if section.start <= start < section.end:
                parts.append(self.text[at:start])
                at = max(at, end)
        parts.append(self.text[at : section.end])
        return "".join(parts).strip()


def scan_body(text: str, first_line: int) -> Body:
    """Find headings, fences and comments in one pass.

    Args:
        text: The file behind its front matter.
        first_line: The file's line on which `text` begins, from 1.
    """
    headings: list[tuple[int, str, int, int]] = []
    hidden: list[tuple[int, int]] = []
    comments: list[tuple[int, int]] = []
    at = 0
    while match := _MARK.search(text, at):
        at = match.end()
        if match["fence"]:
            at = _fence_end(text, match)
            hidden.append((match.start(), at))
        elif match["comment"]:
            close = text.find("-->", match.end())
            at = close + 3 if close >= 0 else len(text)
            hidden.append((match.start(), at))
            comments.append((match.start(), at))
        elif match["hashes"]:
            title = _CLOSING_HASHES.sub("", (match["title"] or "").rstrip())
            headings.append((len(match["hashes"]), title.strip(), match.start(), match.end()))
        else:
            level = 1 if match["under"][0] == "=" else 2
            headings.append((level, match["text"].strip(), match.start(), match.end()))
    return Body(text, first_line, _sections(text, first_line, headings), tuple(hidden), tuple(comments))


def _fence_end(text: str, opening: re.Match[str]) -> int:
    sign = opening["fence"]
    closing = re.compile(rf"^ {{0,3}}{re.escape(sign[0])}{{{len(sign)},}}[ \t]*\r?$", re.MULTILINE)
    match = closing.search(text, opening.end())
    return match.end() if match else len(text)


def _sections(
    text: str, first_line: int, headings: list[tuple[int, str, int, int]]
) -> tuple[Section, ...]:
    sections = []
    line, counted = first_line, 0
    for index, (level, title, start, content) in enumerate(headings):
        line += text.count("\n", counted, start)
        counted = start
        end = next((h[2] for h in headings[index + 1 :] if h[0] <= level), len(text))
        sections.append(Section(level, title, line, content, end))
    return tuple(sections)
