"""The proof that two versions of a file say the same."""

from __future__ import annotations

from pmkit.document.body import Body
from pmkit.document.read import Document
from pmkit.edits.edit import shape_of


def says_the_same(before: Document, after: Document) -> bool:
    """Tell whether two versions of a file differ in comments, and the space around them, only."""
    if before.root is None or after.root is None:
        return False
    is_same = before.source.front_matter == after.source.front_matter or (
        before.source.body == after.source.body
    )  # a comment changes one of the two
    return (
        is_same
        and shape_of(before.root) == shape_of(after.root)
        and _told(before.body) == _told(after.body)
    )


def _told(body: Body) -> tuple[list[str], list[tuple[int, str]], list[str]]:
    """Return the lines that can be seen, the headings, and what is code, spaces evened out."""
    text = body.visible(0, len(body.text))
    lines = [_even(line) for line in text.split("\n") if line.strip()]
    comments = set(body.comments)
    code = [_even(body.text[a:b]) for a, b in body.hidden if (a, b) not in comments]
    return lines, [(section.level, section.title) for section in body.sections], code


def _even(text: str) -> str:
    return " ".join(text.split())
