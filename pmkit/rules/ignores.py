"""Suppressions: `# pmkit: ignore[PM204] why` in YAML, `<!-- pmkit: ignore[PM401] why -->` in text.

One covers what begins on its line or spans it. A comment that has its line to itself also covers
the next line that holds something else than comments. Right below the opening dashes it covers
those too, which is where findings about the whole file stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pmkit.document.body import Body
from pmkit.document.nodes import Node, Scalar, Sequence
from pmkit.document.problem import Span
from pmkit.document.read import Document

_IN_YAML = re.compile(r"(?<!\S)#[ \t]*+pmkit:[ \t]*+ignore\b(?:[ \t]*+\[([^\]\n]*)\])?([^\n]*)")
_IN_BODY = re.compile(r"<!--\s*+pmkit:\s*+ignore\b(?:\s*+\[([^\]\n]*)\])?(.*)-->", re.DOTALL)
_SIGN = "pmkit:"
_EMPTY_LINES = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n){0,20}+")
_SPACE = re.compile(r"\s*+")
_MOST_COMMENTS = 20
"""A suppression looks past so many comments for the line that it is about."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One suppression: which rules, why, and which lines of the file it covers.

    `words` are as written; they are empty where the brackets are missing. `first_line` is only
    told where it is not the comment's own.
    """

    words: tuple[str, ...]
    reason: str
    span: Span
    last_line: int
    first_line: int = 0

    @property
    def lines(self) -> range:
        """The lines it covers."""
        return range(self.first_line or self.span.line, self.last_line + 1)


def read_ignores(document: Document) -> tuple[Ignore, ...]:
    """Find the suppressions of one file."""
    found: list[Ignore] = []
    if _SIGN in document.source.front_matter and document.root is not None:
        found += _in_front_matter(document, document.root)
    if _SIGN in document.source.body:
        found += _in_body(document.body)
    return tuple(found)


def _in_front_matter(document: Document, root: Node) -> Iterator[Ignore]:
    text = document.source.front_matter
    quoted = list(_quoted(root, text))
    for match in _IN_YAML.finditer(text):
        place = bisect_right(quoted, (match.start(), len(text))) - 1
        if place >= 0 and match.start() < quoted[place][1]:
            continue
        span = document.text_span(match.start(), match.end())
        last = span.line
        if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
            next_line = _EMPTY_LINES.match(text, match.end() + 1)
            at = next_line.end() if next_line else match.end() + 1
            last = document.text_span(at, at).line
        first = 1 if _EMPTY_LINES.fullmatch(text[: text.rfind("\n", 0, match.start()) + 1]) else 0
        yield _ignore(match, span, last, first if last > span.line else 0)


def _quoted(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Yield, in order, where text stands in which `#` begins no comment."""
    if node.key_start >= 0 and text[node.key_start] in "\"'":
        yield node.key_start, node.key_end
    if isinstance(node, Scalar):
        if node.style in ("|", ">"):
            yield text.find("\n", node.start), node.end  # a comment may follow the sign itself
        elif node.style:
            yield node.start, node.end
        return
    for child in node.items if isinstance(node, Sequence) else node.entries.values():
        yield from _quoted(child, text)


def _in_body(body: Body) -> Iterator[Ignore]:
    ends = dict(body.comments)
    for start, end in body.comments:
        match = _IN_BODY.fullmatch(body.text, start, end)
        if match:
            span = body.span(start, end)
            last = span.end_line
            if _is_alone(body.text, start, end):
                last = max(last, body.line_of(_next_text(body.text, end, ends)))
            yield _ignore(match, span, last)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Tell whether nothing else stands on the lines of a comment, other comments included."""
    begin, stop = start, _SPACE.match(text, end)
    while begin > 0 and text[begin - 1] in " \t":
        begin -= 1
    after = stop.end() if stop else end
    return (begin == 0 or text[begin - 1] == "\n") and (
        after == len(text) or "\n" in text[end:after]
    )


def _next_text(text: str, at: int, comments: dict[int, int]) -> int:
    """Return where the first text behind `at` begins that is no comment."""
    for _ in range(_MOST_COMMENTS):
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at not in comments:
            break
        at = comments[at]
    return at


def _ignore(match: re.Match[str], span: Span, last_line: int, first_line: int = 0) -> Ignore:
    words = tuple(word.strip() for word in (match[1] or "").split(",") if word.strip())
    return Ignore(words, match[2].strip(), span, last_line, first_line)
