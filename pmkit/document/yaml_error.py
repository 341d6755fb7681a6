"""Why a text is no tree: libyaml's words, which name its own parts, said for the author."""

from __future__ import annotations

import re
from typing import NoReturn

from pmkit.visible import escape, short


class TreeError(Exception):
    """The text is no tree that pmkit reads.

    Attributes:
        code: The rule that says why.
        index: Where, as a code point of the text.
        first: For a duplicate key, where the first one stands.
    """

    def __init__(self, code: str, index: int, message: str, hint: str, first: int = 0) -> None:
        super().__init__(message)
        self.first = first
        self.code = code
        self.index = index
        self.message = message
        self.hint = hint


_EXPLAINED = {
    "mapping values are not allowed": (
        "a colon followed by a space stands inside plain text",
        "put the whole text in double quotes",
    ),
    "found character that cannot start any token": (
        "plain text cannot begin with this character",
        "put the whole text in double quotes",
    ),
    "could not find expected ':'": (
        "this line is neither `key: value` nor part of the text above it",
        "indent it under its key, or add the missing colon",
    ),
    "did not find expected key": (
        "the indentation does not fit the lines above, or a quote ended too early",
        "line the key up with its siblings; double a quote that belongs to the text",
    ),
    "did not find expected '-' indicator": (
        "the indentation does not fit the list above",
        "start each item with `- ` in the same column",
    ),
    "found unexpected end of stream": (
        "a quote is opened and never closed",
        "add the closing quote",
    ),
    "did not find expected ',' or '": (
        "a bracket is opened and not closed, or a comma is missing",
        "close it, or quote the text that holds the bracket",
    ),
    "did not find expected alphabetic or numeric": (
        "plain text cannot begin with * or &",
        "put the whole text in double quotes",
    ),
}


_ODD_INDENT = re.compile(r"[ ]*([^\S \r\n])")


def _refuse_odd_indent(text: str, line_start: int) -> None:
    """Name the real cause where a tab or an odd space indents the line or the one above it."""
    above = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    for start in (line_start, above):
        if odd := _ODD_INDENT.match(text, start):
            name = "a tab" if odd[1] == "\t" else f"the odd space {escape(odd[1])}"
            raise TreeError(
                "PM017",
                odd.start(1),
                f"{name} indents this line",
                "indent with plain spaces: YAML takes nothing else",
            )


def refuse_yaml(text: str, index: int, problem: str) -> NoReturn:
    """Raise the error that explains libyaml's `problem` at `index` of `text`."""
    line_start = text.rfind("\n", 0, index) + 1
    line = text[line_start:].split("\n", 1)[0].rstrip("\r")
    _refuse_odd_indent(text, line_start)
    for begin, (message, hint) in _EXPLAINED.items():
        if problem.startswith(begin):
            raise TreeError("PM012", index, f"{message}: `{short(line.strip())}`", hint)
    raise TreeError(
        "PM012",
        index,
        f"YAML cannot be read here ({short(problem, 80)}): `{short(line.strip())}`",
        "check quotes, brackets and indentation on this line and the one above",
    )
