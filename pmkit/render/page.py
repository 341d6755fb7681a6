"""Sections of lines, for what is more than a table: as plain text and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmkit.render.table import markdown_text
from pmkit.visible import visible

_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `depth` tells under how many others it stands."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; without lines it is left out."""

    title: str
    lines: tuple[Line, ...]


def facts(pairs: Iterable[tuple[str, object]], depth: int = 0) -> tuple[Line, ...]:
    """Return a line `name: value` for each pair that has a value."""
    return tuple(
        Line(f"{name}: {value}", depth) for name, value in pairs if value not in (None, "", ())
    )


def to_text(sections: Sequence[Section], width: int | None, color: bool) -> str:
    """Return plain text, folded to `width` cells where one is given."""
    return (
        "\n\n".join(_section_text(section, width, color) for section in sections if section.lines)
        + "\n"
    )


def _section_text(section: Section, width: int | None, color: bool) -> str:
    title = visible(section.title)
    lines = [f"\x1b[1m{title}\x1b[0m" if color else title]
    for line in section.lines:
        indent = "  " * (line.depth + 1)
        text = visible(line.text)
        if width is None:
            lines.append(indent + text)
        else:
            lines += textwrap.wrap(
                text,
                max(width - 1, _NARROWEST),
                initial_indent=indent,
                subsequent_indent=indent + "  ",
                break_on_hyphens=False,
            )
    return "\n".join(lines)


def to_markdown(sections: Sequence[Section]) -> str:
    """Return Markdown in which no value can become markup: a heading, then lists."""
    parts: list[str] = []
    for section in sections:
        if section.lines:
            heading = "##" if parts else "#"
            lines = [f"{'  ' * line.depth}- {markdown_text(line.text)}" for line in section.lines]
            parts.append("\n".join([f"{heading} {markdown_text(section.title)}", "", *lines]))
    return "\n\n".join(parts) + "\n"
