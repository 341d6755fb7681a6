"""Sections of lines, for what is more than a table: as plain text and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmkit.render.table import Table, markdown_text, to_plain
from pmkit.render.table import to_markdown as table_markdown
from pmkit.visible import visible

_NARROWEST = 20
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        depth: Under how many others it stands.
        alert: Whether nobody should miss it.
        name: What the text is the value of; empty for a sentence.
    """

    text: str
    depth: int = 0
    alert: bool = False
    name: str = ""

    @property
    def whole(self) -> str:
        """The text behind its name."""
        return f"{self.name}: {self.text}" if self.name else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: lines, then a table; without either it is left out.

    Attributes:
        command: What prints all of it, for an output that has no room for it.
    """

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    command: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.lines or self.table)


def facts(pairs: Iterable[tuple[str, object]], depth: int = 0) -> tuple[Line, ...]:
    """Return a line `name: value` for each pair that has a value."""
    return tuple(
        Line(str(value), depth, name=name) for name, value in pairs if value not in (None, "", ())
    )


def to_text(sections: Sequence[Section], width: int | None, color: bool) -> str:
    """Return plain text, folded to `width` cells where one is given."""
    return "\n\n".join(_section_text(one, width, color) for one in sections if one) + "\n"


def _section_text(section: Section, width: int | None, color: bool) -> str:
    title = _folded(visible(section.title), "", width)
    lines = [_styled(text, "1", color) for text in title]
    for line in section.lines:
        style, indent = "1;31" if line.alert else "", _INDENT * (line.depth + 1)
        folded = _folded(visible(line.whole), indent, width)
        lines += [_styled(text, style, color) for text in folded]
    if section.table:
        lines += [_INDENT + text for text in _table_text(section.table, width)]
    return "\n".join(lines)


def _styled(text: str, style: str, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color and style else text


def _folded(text: str, indent: str, width: int | None) -> list[str]:
    if width is None:
        return [indent + text]
    return textwrap.wrap(
        text,
        max(width - 1, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent + _INDENT,
        break_on_hyphens=False,
    )


def _table_text(table: Table, width: int | None) -> list[str]:
    if width is None:
        return to_plain(table).splitlines()
    from pmkit.render.fitted import fitted

    return fitted(table, max(width - len(_INDENT), _NARROWEST))


def to_markdown(sections: Sequence[Section]) -> str:
    """Return Markdown in which no value can become markup: headings, lists, tables."""
    parts: list[str] = []
    for section in filter(None, sections):
        heading = "##" if parts else "#"
        blocks = [f"{heading} {markdown_text(section.title)}\n"]
        if section.lines:
            blocks.append("".join(map(_line_markdown, section.lines)))
        if section.table:
            blocks.append(table_markdown(section.table))
        parts.append("\n".join(blocks))
    return "\n".join(parts)


def _line_markdown(line: Line) -> str:
    text = markdown_text(line.whole)
    return f"{'  ' * line.depth}- {f'**{text}**' if line.alert else text}\n"
