"""What can be written at a place: keys with their meaning, and the words that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.editor.facts import Surroundings
from pmkit.editor.place import Typing, typing_at
from pmkit.model.enums import Kind
from pmkit.model.postmortem import MODELS, PostMortem
from pmkit.model.shape import choices_at, fields_at

_PEOPLE = frozenset({"owner", "author", "verified_by", "person"})
_TRUTHS = frozenset({"on_project", "revisited", "lost_energy"})


class Sort(StrEnum):
    """What a completion is, which editors show by a sign."""

    KEY = "key"
    WORD = "word"
    PERSON = "person"
    POSTMORTEM = "postmortem"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can be written.

    Attributes:
        text: What is written.
        detail: A few words beside it.
        told: What it means, as Markdown.
    """

    text: str
    sort: Sort
    detail: str = ""
    told: str = ""


def complete(
    text: str, line: int, column: int, around: Surroundings
) -> tuple[Typing | None, list[Completion]]:
    """Return where somebody is typing, and what can be written there.

    Args:
        line: From 0.
        column: From 0, in characters.
    """
    lines = text.split("\n")
    typing = typing_at(lines, line, column) if line < len(lines) else None
    if typing is None:
        return None, []
    model = model_of(lines)
    found = _keys(model, typing) if typing.is_key else _values(model, typing, text, around)
    return typing, list(found)


def model_of(lines: Sequence[str]) -> type[PostMortem]:
    """Return the model of the kind that the front matter names, readable otherwise or not."""
    for text in lines[1:60]:
        key, colon, value = text.partition(":")
        if key == "kind" and colon:
            word = value.partition("#")[0].strip()
            return MODELS[Kind(word)] if word in list(Kind) else PostMortem
    return PostMortem


def _keys(model: type[PostMortem], typing: Typing) -> Iterator[Completion]:
    for key, field in fields_at(model, typing.path).items():
        yield Completion(key, Sort.KEY, told=field.description or "")


def _values(
    model: type[PostMortem], typing: Typing, text: str, around: Surroundings
) -> Iterator[Completion]:
    key, registers = typing.path[-1], around.registers
    for word in choices_at(model, typing.path):
        yield Completion(word, Sort.WORD)
    if key in _TRUTHS:
        yield from (Completion(word, Sort.WORD) for word in ("true", "false"))
    elif key == "tags":
        for tag in registers.taxonomy.tags.values():
            yield Completion(tag.name, Sort.WORD, tag.title, tag.description)
    elif key in _PEOPLE or typing.path[-2:] == ("participants", "name"):
        for person in registers.people:
            if person.handle and person.active:
                yield Completion(person.handle, Sort.PERSON, person.name or "")
    elif key in ("related", "thanks_to"):
        for record in around.records:
            yield Completion(record.id, Sort.POSTMORTEM, record.title or "")
    else:
        yield from _names(key, text, around)


def _names(key: str, text: str, around: Surroundings) -> Iterator[Completion]:
    registers = around.registers
    if key == "client":
        for client in registers.clients:
            yield Completion(client.handle or "", Sort.WORD, client.name or "")
    elif key == "project":
        for project in registers.projects:
            yield Completion(project.handle or "", Sort.WORD, project.client or "")
    elif key == "team":
        for team, origin in sorted(around.teams().items()):
            yield Completion(team, Sort.WORD, origin)
    elif key == "addresses":
        for name, what in causes_of(text):
            yield Completion(name, Sort.WORD, what)


def causes_of(text: str) -> list[tuple[str, str]]:
    """Return the ids of the causes in `text`, each with what it says; empty if it is no YAML."""
    causes = read_document(text.encode("utf-8", "replace"), Limits()).data.get("causes")
    found = causes if isinstance(causes, list) else []
    return [
        (str(cause["id"]), str(cause.get("what") or ""))
        for cause in found
        if isinstance(cause, dict) and cause.get("id")
    ]
