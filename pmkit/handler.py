"""pmkit's strict reader for everybody who works with python-frontmatter.

    import frontmatter
    from pmkit.handler import StrictHandler

    post = frontmatter.load("postmortems/2026-03-11-acme.md", handler=StrictHandler())

What python-frontmatter would read as no front matter at all, or change on the way, is an error
here that says where and why: it is the same code that pmkit reads its own files with.
"""

from __future__ import annotations

import re
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from pmkit.document.nodes import BLANK, Mapping, Node, Scalar
from pmkit.document.problem import Problem
from pmkit.document.read import read_document
from pmkit.document.source import Limits, read_source

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class FrontMatterError(Exception):
    """The front matter cannot be read.

    No `ValueError`: python-frontmatter would take one for a file without front matter.

    Attributes:
        problem: Where, what and what to write instead.
    """

    def __init__(self, problem: Problem) -> None:
        line, column = problem.span.line, problem.span.column
        super().__init__(f"{line}:{column}: {problem.code} {problem.message}")
        self.problem = problem


class StrictHandler(YAMLHandler):
    """Reads front matter as pmkit does: YAML 1.2 values, positions in errors, bounded work."""

    def split(self, text: str) -> tuple[str, str]:
        """Cut `text` into front matter and body.

        Raises:
            FrontMatterError: There is no front matter, or it is never closed.
        """
        source = read_source(text.encode("utf-8", "surrogatepass"), Limits())
        if not source.readable:
            raise FrontMatterError((source.problems or [])[0])
        return source.front_matter, source.body

    def load(self, fm: str, **kwargs: object) -> Any:
        """Read the front matter's text into a dict.

        Numbers and truth values are those of YAML 1.2; dates, times and words such as `no` stay
        the text their author typed.

        Raises:
            FrontMatterError: It is not YAML, or uses what pmkit leaves out.
        """
        document = read_document(f"---\n{fm}\n---\n".encode("utf-8", "surrogatepass"), Limits())
        if document.root is None:
            raise FrontMatterError(document.problems[0])
        return _plain(document.root)


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    if isinstance(node, Scalar):
        return node.value if node.style else _resolve(node.value)
    return [_plain(item) for item in node.items]


def _resolve(text: str) -> object:
    if text in BLANK:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text
