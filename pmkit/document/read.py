"""Bytes → `Document`: the one way in which pmkit reads a Markdown file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from pmkit.document.body import Body, scan_body
from pmkit.document.nodes import Mapping, Path, Scalar, Sequence, find
from pmkit.document.problem import Problem, Span
from pmkit.document.source import Limits, Source, read_source
from pmkit.document.tree import parse_tree
from pmkit.document.yaml_error import TreeError
from pmkit.visible import short


@dataclass
class Document:
    """One file as it was read.

    Attributes:
        source: Its text in two parts.
        root: The front matter's tree; None when it cannot be read.
        has_blank: Whether any of its values is missing or empty.
        problems: What the reader found, in the order of the file.
    """

    source: Source
    root: Mapping | None = None
    problems: list[Problem] = field(default_factory=list)
    has_blank: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """The front matter as dicts, lists and text; empty when it cannot be read."""
        return {} if self.root is None else self.root.data

    @cached_property
    def body(self) -> Body:
        """The body with its headings."""
        return scan_body(self.source.body, self.source.body_line)

    def span(self, path: Path) -> Span:
        """Return where the value at `path` stands; a missing one, its nearest parent's key."""
        if self.root is None:
            return Span(1, 1, 1, 1)
        for length in range(len(path), 0, -1):
            node = find(self.root, path[:length])
            if node is None:
                continue
            if length == len(path) and isinstance(node, Scalar) and node.end > node.start:
                return self.text_span(node.start, node.end)
            return self.key_span(path[:length])
        return Span(1, 1, 1, 4)

    def key_span(self, path: Path) -> Span:
        """Return where the key at `path` stands; for a list's item, its first key or value."""
        assert self.root is not None
        parent = find(self.root, path[:-1])
        if isinstance(parent, Mapping) and isinstance(path[-1], str) and path[-1] in parent.entries:
            value = parent.entries[path[-1]]
            return self.text_span(value.key_start, value.key_end)
        node = find(self.root, path)
        if node is None:
            return Span(1, 1, 1, 4)
        if isinstance(node, Mapping) and node.entries and not node.flow:
            first = next(iter(node.entries.values()))
            return self.text_span(first.key_start, first.key_end)
        if isinstance(node, (Sequence, Mapping)):
            return self.text_span(node.start, node.start + 1)
        return self.text_span(node.start, node.end)

    def text_span(self, start: int, end: int) -> Span:
        """Turn code points of the front matter into lines and columns of the file."""
        text, starts = self.source.front_matter, self._line_starts
        stop = max(end, start + 1)
        while stop > start + 1 and text[stop - 1 : stop] in ("\n", "\r", " "):
            stop -= 1
        line, end_line = bisect_right(starts, start), bisect_right(starts, stop)
        return Span(
            line + 1, start - starts[line - 1] + 1, end_line + 1, stop - starts[end_line - 1] + 1
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line of the front matter begins."""
        lines = self.source.front_matter.split("\n")
        return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def read_document(raw: bytes, limits: Limits) -> Document:
    """Read one file; whatever is wrong with it is in the document's `problems`.

    Never raises on any input, and takes time and memory in proportion to its size.
    """
    source = read_source(raw, limits)
    document = Document(source, problems=list(source.problems or ()))
    if not source.readable:
        return document
    try:
        tree = parse_tree(source.front_matter)
    except TreeError as error:
        document.problems.append(_problem(document, error))
        return document
    document.problems += [_problem(document, error) for error in tree.duplicates]
    if not isinstance(tree.root, Mapping):
        document.problems.append(_not_a_mapping(tree.root))
    elif not tree.duplicates:
        document.root, document.has_blank = tree.root, tree.has_blank
    return document


def _problem(document: Document, error: TreeError) -> Problem:
    text = document.source.front_matter
    end = text.find("\n", error.index)
    span = document.text_span(error.index, end if end > error.index else error.index + 1)
    if error.code == "PM013":
        return Problem(span, error.message + _first_place(document, error), error.hint, error.code)
    return Problem(span, error.message, error.hint, error.code)


def _first_place(document: Document, error: TreeError) -> str:
    return f", first on line {document.text_span(error.first, error.first).line}"


def _not_a_mapping(root: Scalar | Sequence | None) -> Problem:
    if root is None:
        found = "nothing"
    elif isinstance(root, Scalar):
        found = f"the text `{short(root.value)}`"
    else:
        found = "a list"
    return Problem(
        Span(2, 1, 2, 2),
        f"the front matter holds {found} where `key: value` lines are expected",
        "write at least kind, title, status and completed_on; or run `pmkit new`",
        "PM019",
    )
