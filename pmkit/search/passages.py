"""One document → the passages that search looks through, each with the line it stands on.

What only the participants may read is found by its title, its tags and its actions alone
(format.md, "Who may see what").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pmkit.document.nodes import Path
from pmkit.document.read import Document
from pmkit.model.enums import Visibility

COLUMNS = ("title", "tags", "lessons", "analysis", "actions", "body")
"""Where a word can stand, the weightiest first."""

_FOR_ALL = ("title", "tags", "actions")
"""What everybody may see of a document that is for its participants."""

_OPEN = tuple(one for one in Visibility if one is not Visibility.PARTICIPANTS)

_CAUSE = ("what", "root", "also_at_risk", "trigger")
_LESSON = ("lesson", "implication")
_ACTION = ("what", "verification", "evidence")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NEW_PASSAGE = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)]|#{1,6}|\|)[ \t]")


class Passage(NamedTuple):
    """A stretch of text that is shown as one: a field of the front matter, or a paragraph.

    Attributes:
        column: One of `COLUMNS`.
        line: The line of the file on which it begins, from 1.
        text: On one line, without control characters.
    """

    column: str
    line: int
    text: str


def passages_of(document: Document) -> list[Passage]:
    """Return what can be found of `document`, in the order of the file."""
    found = _front_matter(document)
    if _is_for_all(document.data.get("visibility")):
        return [*found, *_body(document)]
    return [passage for passage in found if passage.column in _FOR_ALL]


def _is_for_all(visibility: object) -> bool:
    """Tell whether the whole practice may read it; what is no known word does not say so."""
    return visibility is None or visibility in _OPEN


def _front_matter(document: Document) -> Iterator[Passage]:
    data = document.data
    yield from _texts(document, "title", [(("title",), data.get("title"))])
    for path, cause in _items(data, "causes"):
        yield from _texts(document, "tags", _several(path, cause, "tags"))
        yield from _texts(document, "analysis", [((*path, key), cause.get(key)) for key in _CAUSE])
        yield from _texts(document, "analysis", _several(path, cause, "whys"))
    for path, action in _items(data, "actions"):
        yield from _texts(document, "actions", [((*path, key), action.get(key)) for key in _ACTION])
    for path, lesson in _items(data, "lessons"):
        yield from _texts(document, "lessons", [((*path, key), lesson.get(key)) for key in _LESSON])
        yield from _texts(document, "tags", _several(path, lesson, "tags"))
    for path, prevented in _items(data, "prevented"):
        yield from _texts(document, "lessons", [((*path, "what"), prevented.get("what"))])


def _items(data: dict[str, Any], key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    items = data.get(key)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (key, index), item


def _several(path: Path, item: dict[str, Any], key: str) -> Iterator[tuple[Path, object]]:
    values = item.get(key)
    if isinstance(values, list):
        yield from (((*path, key, index), value) for index, value in enumerate(values))
    else:
        yield (*path, key), values


def _texts(
    document: Document, column: str, values: Iterable[tuple[Path, object]]
) -> Iterator[Passage]:
    for path, value in values:
        if isinstance(value, str) and value.strip():
            yield Passage(column, document.span(path).line, one_line(value))


def _body(document: Document) -> Iterator[Passage]:
    """Yield the paragraphs and list items outside of comments."""
    body = document.body
    text = body.text
    for start, end in reversed(body.comments):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    begin, lines = body.first_line, list[str]()
    for number, line in enumerate(text.split("\n"), body.first_line):
        if lines and (not line.strip() or _NEW_PASSAGE.match(line)):
            yield Passage("body", begin, one_line(" ".join(lines)))
            lines = []
        if line.strip():
            begin = begin if lines else number
            lines.append(line)
    if lines:
        yield Passage("body", begin, one_line(" ".join(lines)))


def one_line(text: str) -> str:
    """Return `text` without control characters, its white space folded."""
    return " ".join(_UNSAFE.sub(" ", text).split())
