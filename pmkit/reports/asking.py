"""What somebody says about the project to come → what can be looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.errors import UsageError
from pmkit.reports.brief import Ahead
from pmkit.reports.selecting import meant_tag
from pmkit.similar import nearest
from pmkit.taxonomy.suggest import suggest
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.model.register import RegisteredProject
    from pmkit.registers import Registers

_WORD = re.compile(r"[^\W\d_]{4,40}")
_TITLE = 160
"""Characters of a heading, as many as a sentence has."""

_MOST_SUGGESTED = 6
"""Tags that a text suggests beyond these are mentioned in it, not what it is about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of the command line.

    Attributes:
        project: A handle of the register of projects.
        text: What describes the project, of any length.
    """

    project: str | None = None
    text: str = ""
    tags: tuple[str, ...] = ()
    client: str | None = None
    team: str | None = None
    kinds: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The project in a few words; of a text that is its first line, which mostly is a title."""
        lines = (line.strip(" \t#>*-") for line in self.text.splitlines())
        title = short(next(filter(_WORD.search, lines), self.text), _TITLE)
        given = (self.project, title, *self.tags, self.client, self.team)
        return ", ".join(word for word in (*given, *map(str, self.kinds)) if word)


def understand(asked: Asked, registers: Registers) -> tuple[Ahead, str]:
    """Return what can be looked for, and the text whose words are to be compared.

    Raises:
        UsageError: Nothing is said about the project, or it or a tag is not known.
    """
    if not asked.about:
        raise UsageError(
            "nothing is said about the project",
            "tell it in words, or with --for, --text, --tag, --client or --team",
        )
    project = _project(asked.project, registers) if asked.project else None
    named = (asked.project or "").replace("-", " ").replace("_", " ")
    text = f"{named} {asked.text}".strip()
    tags = {_tag(word, registers): "" for word in asked.tags}
    for one in suggest(text, registers.taxonomy)[:_MOST_SUGGESTED]:
        tags.setdefault(one.tag, one.words[0])
    return (
        Ahead(
            kinds=asked.kinds,
            tags=tags,
            client=asked.client or (project.client if project else None),
            team=asked.team or (project.team if project else None),
            sectors=tuple(dict.fromkeys(word.casefold() for word in _WORD.findall(text))),
        ),
        text,
    )


def _project(handle: str, registers: Registers) -> RegisteredProject:
    found = registers.project(handle)
    if found is None:
        near = nearest(handle, [one.handle or "" for one in registers.projects])
        hint = f"did you mean `{short(near)}`?" if near else "add it to register/projects.yml"
        raise UsageError(f"no project `{short(handle)}` is registered", hint)
    return found


def _tag(word: str, registers: Registers) -> str:
    tag = meant_tag(word, registers)
    if not registers.taxonomy.knows(tag):
        near = registers.taxonomy.similar(word)
        hint = f"did you mean `{near}`?" if near else "`pmkit tags` lists all of them"
        raise UsageError(f"no tag `{short(word)}`", hint)
    return tag
