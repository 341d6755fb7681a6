"""One self-contained HTML page for every report: no script, nothing from the net.

The values of a page come from strangers' files. Each is made visible and put in as text with
autoescape on; the only links are addresses that stand in the text, and those of three schemes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pmkit.render.page import Line, Section
from pmkit.render.table import Column, Table
from pmkit.resources import templates_folder
from pmkit.visible import visible

if TYPE_CHECKING:
    from jinja2 import Template

_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]*[^\s<>\"'`\\.,;:!?)\]}]", re.IGNORECASE)
"""What a link may lead to; anything else, such as `javascript:`, stays text."""


def to_html(
    sections: Sequence[Section],
    *,
    one_page: bool = False,
    two_pages: bool = False,
    lang: str = "en",
) -> str:
    """Return a page: the first section's title is the page's, empty sections are left out.

    Args:
        one_page: Whether it is set so small in print that a meeting's page is one sheet.
        two_pages: Whether it is set so in print that a facilitator's sheet is two pages.
        lang: The language of the text, for readers' software.
    """
    shown = [section for section in sections if section]
    return _rendered(
        lang=lang,
        title=visible(shown[0].title) if shown else "",
        print_class="one-page" if one_page else "two-pages" if two_pages else "",
        sections=[_section(one, 1 + bool(place)) for place, one in enumerate(shown)],
        content="",
    )


def page_of(title: str, content: str, lang: str = "en") -> str:
    """Return a page around `content`, which is HTML that a Markdown renderer made safe."""
    from markupsafe import Markup

    told = Markup(content)
    return _rendered(lang=lang, title=visible(title), print_class="", sections=[], content=told)


def without_style(page: str) -> str:
    """Return a page without the style sheet and its hash, which are the same in every page."""
    style = _style()
    return page.replace(style, "").replace(_hash(style), "")


def _rendered(**told: Any) -> str:
    from markupsafe import Markup

    style = _style()
    return _page().render(style=Markup(style), style_hash=_hash(style), **told)  # ships with pmkit


def _style() -> str:
    return (templates_folder() / "html" / "page.css").read_text("utf-8")


@lru_cache(1)
def _page() -> Template:
    """Load the template; it is always pmkit's own, never one of a repository."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates_folder() / "html"),
        autoescape=True,  # by the ending of the file's name it would be off
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")


def _hash(style: str) -> str:
    """Return what the page's policy says of its one style, so that no other is obeyed."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def linked(text: str) -> list[tuple[str, str]]:
    """Split one value into pieces of text, each with the address it links to or an empty one."""
    text = visible(text)
    pieces: list[tuple[str, str]] = []
    end = 0
    for match in _URL.finditer(text):
        pieces += [(text[end : match.start()], ""), (match[0], match[0])]
        end = match.end()
    return [piece for piece in (*pieces, (text[end:], "")) if piece[0]]


def _section(section: Section, level: int) -> dict[str, Any]:
    return {
        "level": level,
        "title": visible(section.title),
        "lines": _tree(section.lines),
        "table": section.table and _table(section.table),
    }


def _tree(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Put each line below the last one of a smaller depth."""
    top: list[dict[str, Any]] = []
    levels = [(-1, top)]
    for line in lines:
        item: dict[str, Any] = {
            "name": visible(line.name),
            "pieces": linked(line.text),
            "alert": line.alert,
            "below": [],
        }
        while levels[-1][0] >= line.depth:
            levels.pop()
        levels[-1][1].append(item)
        levels.append((line.depth, item["below"]))
    return top


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": visible(table.title),
        "columns": [{"title": visible(one.title), "kind": _kind(one)} for one in table.columns],
        "rows": [[linked(cell) for cell in row] for row in table.rows],
        "empty": visible(table.empty),
        "alerts": [visible(alert) for alert in table.alerts],
        "notes": [visible(note) for note in table.notes],
    }


def _kind(column: Column) -> str:
    """Return the name under which the style sheet knows a column."""
    if column.wrap:
        return "long" if column.below else "text"
    return "number" if column.right else "word"
