"""What a word means: a key, a tag, a rule, a person, a post-mortem."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmkit.editor.completing import model_of
from pmkit.editor.facts import Surroundings
from pmkit.editor.place import Typing, typing_at
from pmkit.model.postmortem import PostMortem
from pmkit.model.shape import choices_at, fields_at
from pmkit.render.rules import rule_markdown
from pmkit.render.table import markdown_text
from pmkit.rules.registry import load_rules
from pmkit.taxonomy.tag import Tag

_WORD = re.compile(r"[\w./-]+(?::[\w./-]+)*")
_CODE = re.compile(r"PM[0-9]{3}")


def hover(text: str, line: int, column: int, around: Surroundings) -> str | None:
    """Return what the word at a place means, as Markdown; None where there is nothing to say.

    Args:
        line: From 0.
        column: From 0, in characters.
    """
    lines = text.split("\n")
    if line >= len(lines):
        return None
    word = word_at(lines[line], column)
    if word is None:
        return None
    if _CODE.fullmatch(word[0]) and (rule := load_rules().get(word[0])):
        return rule_markdown(rule)
    typing = typing_at(lines, line, word.end())
    if typing is None:
        return None
    model = model_of(lines)
    if lines[line][word.end() :].startswith(":"):
        return _of_key(model, typing, word[0])
    return None if typing.is_key else _of_value(typing, word[0], around)


def word_at(line: str, column: int) -> re.Match[str] | None:
    """Return the word of `line` that `column` lies in or right behind."""
    return next((m for m in _WORD.finditer(line) if m.start() <= column <= m.end()), None)


def _of_key(model: type[PostMortem], typing: Typing, key: str) -> str | None:
    path = typing.path if typing.is_key else typing.path[:-1]
    field = fields_at(model, path).get(key)
    if field is None:
        return None
    words = choices_at(model, (*path, key))
    known = f"\n\nOne of: {', '.join(f'`{word}`' for word in words)}" if words else ""
    return f"**{key}**: {field.description or ''}{known}"


def _of_value(typing: Typing, word: str, around: Surroundings) -> str | None:
    registers, key = around.registers, typing.path[-1]
    if key == "tags":
        tag = registers.taxonomy.tags.get(registers.taxonomy.resolve(word))
        return _of_tag(tag) if tag else None
    if key in ("related", "thanks_to"):
        record = around.find(word.partition(":")[0])
        return f"**{markdown_text(record.title or '')}**, {record.anchor_on}" if record else None
    if key == "client" and (client := registers.client(word)):
        return f"**{markdown_text(client.name or word)}**, {markdown_text(client.sector or '')}"
    if person := registers.person(word):
        here = "" if person.active else ", has left"
        return f"**{markdown_text(person.name or word)}**, {markdown_text(person.team or '')}{here}"
    return None


def _of_tag(tag: Tag) -> str:
    parts = [f"**{tag.title or tag.name}** ({tag.group})", tag.description]
    parts += _list("Warning signs", tag.warning_signs)
    parts += _list("What helps", tag.countermeasures)
    return "\n\n".join(part for part in parts if part)


def _list(title: str, texts: Iterable[str]) -> list[str]:
    items = [f"- {markdown_text(text)}" for text in texts]
    return ["\n".join([f"{title}:", "", *items])] if items else []
