"""Derived documents: from a template to Markdown, and from that to a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmkit.config import Repository
from pmkit.document.hydrate import Reading
from pmkit.render.html import page_of
from pmkit.render.table import markdown_text
from pmkit.reports.derived.facts import FACTS
from pmkit.scaffold.render import render_text
from pmkit.scaffold.sources import load_templates

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Document:
    """One derived document.

    Attributes:
        name: Of its template, without `report-`.
        text: As Markdown.
        facts: What the template was given.
    """

    name: str
    postmortem: str
    as_of: date
    text: str
    facts: dict[str, Any]


def make_document(
    repository: Repository,
    name: str,
    postmortem: str,
    reading: Reading,
    client: str | None,
    as_of: date,
) -> Document:
    """Return the document called `name` about one post-mortem.

    Raises:
        TemplateError: The template fails.
    """
    facts = FACTS[name](reading, client, as_of, markdown_text)
    text = render_text(load_templates(repository), f"report-{name}.md.j2", facts)
    tidy = _BLANK_LINES.sub("\n\n", text).strip() + "\n"
    return Document(name, postmortem, as_of, tidy, facts)


def document_html(document: Document) -> str:
    """Return the document as a page; HTML within its text is shown, never obeyed."""
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    title = document.text.partition("\n")[0].lstrip("# ")
    return page_of(title, renderer.render(document.text))
