"""Does a template still work: rendered with sample data, and read by lint?"""

from __future__ import annotations

from datetime import date

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.errors import TemplateError
from pmkit.load import limits_of
from pmkit.model.enums import Kind
from pmkit.model.finding import Level
from pmkit.registers import load_registers
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import lint_text
from pmkit.scaffold.render import render_postmortem, render_text
from pmkit.scaffold.sample import sample_context
from pmkit.scaffold.sources import Templates, file_of, path_of


def try_templates(
    repository: Repository, templates: Templates, today: date
) -> list[tuple[str, str, str | None]]:
    """Return name and file of each template and piece, with why it fails; None where it works."""
    tried = []
    for name in [*templates.names, *templates.pieces]:
        file = path_of(templates, name)
        tried.append((name, file, _try(repository, templates, file, today)))
    return tried


def _try(repository: Repository, templates: Templates, file: str, today: date) -> str | None:
    kind = next((kind for kind in Kind if file_of(kind) == file), None)
    try:
        if kind is None:
            render_text(templates, file, None)
            return None
        taxonomy = load_registers(repository.root).taxonomy
        context = sample_context(repository, taxonomy, kind)
        text = render_postmortem(templates, context, limits_of(repository))
    except TemplateError as error:
        return error.message
    return _first_error(repository, text, today)


def _first_error(repository: Repository, text: str, today: date) -> str | None:
    """Return what lint calls an error in the rendered sample."""
    document = read_document(text.encode(), limits_of(repository))
    selection = select(load_rules(), (), repository.settings.lint.ignore)
    path = "postmortems/2026-03-06-sample.md"
    for finding in lint_text(repository, path, document, selection, today):
        if finding.severity is Level.ERROR:
            return f"lint on line {finding.line} of the sample: {finding.code} {finding.message}"
    return None
