"""What is wrong at one place of one file, before anybody decides how bad that is."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a file: lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


FIRST_LINE = Span(1, 1, 1, 1)


class Problem(NamedTuple):
    """A rule's raw result: where, what, and what to write instead.

    `code` is filled in by the reader for its own problems and by the registry for a rule's.
    """

    span: Span
    message: str
    hint: str = ""
    code: str = ""
