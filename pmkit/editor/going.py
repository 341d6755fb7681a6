"""Where a word leads: an action to the cause it addresses, a reference to its post-mortem."""

from __future__ import annotations

from dataclasses import dataclass

from pmkit.document.problem import FIRST_LINE, Span
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.editor.facts import Surroundings
from pmkit.editor.hovering import word_at
from pmkit.editor.place import typing_at


@dataclass(frozen=True, slots=True)
class Target:
    """A place; `path` is None in the same file."""

    path: str | None
    span: Span


def find_target(text: str, line: int, column: int, around: Surroundings) -> Target | None:
    """Return where the word at a place leads; None where it leads nowhere.

    Args:
        line: From 0.
        column: From 0, in characters.
    """
    lines = text.split("\n")
    word = word_at(lines[line], column) if line < len(lines) else None
    typing = typing_at(lines, line, word.end()) if word else None
    if word is None or typing is None or typing.is_key:
        return None
    if typing.path[-1] == "addresses":
        return _cause(text, word[0])
    if typing.path[-1] in ("related", "thanks_to"):
        name, _, action = word[0].partition(":")
        return _postmortem(name, action, around)
    return None


def _cause(text: str, name: str) -> Target | None:
    document = read_document(text.encode("utf-8", "replace"), Limits())
    causes = document.data.get("causes")
    for index, cause in enumerate(causes if isinstance(causes, list) else ()):
        if isinstance(cause, dict) and cause.get("id") == name:
            return Target(None, document.span(("causes", index, "id")))
    return None


def _postmortem(name: str, action: str, around: Surroundings) -> Target | None:
    record = around.find(name)
    if record is None:
        return None
    line = next((one.line for one in record.actions if one.id == action), 0)
    return Target(record.path, Span(line, 1, line, 1) if line else FIRST_LINE)
