"""Suppressions: `# pmkit: ignore[PM204] why` in YAML, `<!-- pmkit: ignore[PM401] why -->` in the body.

One covers its own line, and everything that begins on or spans it; a comment that has a line to
itself covers the next line too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmkit.document.nodes import Mapping, Node, Scalar, Sequence
from pmkit.document.problem import Span
from pmkit.document.read import Document

_IN_YAML = re.compile(r"#[ \t]*pmkit:[ \t]*ignore\[([^\]\n]*)\][ \t]*([^\n]*)")
_IN_BODY = re.compile(r"<!--\s*pmkit:\s*ignore\[([^\]\n]*)\]\s*(.*?)\s*-->", re.DOTALL)
_SIGN = "pmkit:"


@dataclass(frozen=True, slots=True)
class Ignore:
    """One suppression: which rules, why, and which lines of the file it covers."""

    words: tuple[str, ...]
    reason: str
    span: Span
    last_line: int

    def covers(self, span: Span) -> bool:
        """Tell whether something at `span` lies under this suppression."""
        return span.line <= self.last_line and span.end_line >= self.span.line


def read_ignores(document: Document) -> tuple[Ignore, ...]:
    """Find the suppressions of one file."""
    source = document.source
    found: list[Ignore] = []
    if _SIGN in source.front_matter and document.root is not None:
        inside = list(_scalar_spans(document.root))
        for match in _IN_YAML.finditer(source.front_matter):
            if not any(start <= match.start() < end for start, end in inside):
                span = document.text_span(match.start(), match.end())
                alone = _is_alone(source.front_matter, match.start())
                found.append(_ignore(match, span, alone))
    if _SIGN in source.body:
        comments = set(document.body.comments)
        for match in _IN_BODY.finditer(source.body):
            if any(start == match.start() for start, _ in comments):
                found.append(_ignore(match, _body_span(document, match), _is_alone_in_body(source.body, match)))
    return tuple(found)


def _ignore(match: re.Match[str], span: Span, alone: bool) -> Ignore:
    words = tuple(word.strip() for word in match[1].split(",") if word.strip())
    return Ignore(words, match[2].strip(), span, span.end_line + (1 if alone else 0))


def _scalar_spans(node: Node) -> list[tuple[int, int]]:
    """Where quoted and block text stands, in which `#` begins no comment."""
    if isinstance(node, Scalar):
        return [(node.start, node.end)] if node.style else []
    children = node.items if isinstance(node, Sequence) else list(node.entries.values())
    assert isinstance(node, (Sequence, Mapping))
    return [span for child in children for span in _scalar_spans(child)]


def _is_alone(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _is_alone_in_body(text: str, match: re.Match[str]) -> bool:
    end = text.find("\n", match.end())
    return _is_alone(text, match.start()) and not text[match.end() : end if end >= 0 else None].strip()


def _body_span(document: Document, match: re.Match[str]) -> Span:
    body = document.body
    column = match.start() - body.text.rfind("\n", 0, match.start())
    end_column = match.end() - body.text.rfind("\n", 0, match.end())
    return Span(body.line_of(match.start()), column, body.line_of(match.end()), end_column)
