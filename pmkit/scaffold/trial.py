"""Does a template still work: rendered with sample data, and read by lint?"""

from __future__ import annotations

from datetime import date

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.errors import TemplateError
from pmkit.load import limits_of
from pmkit.model.enums import Kind
from pmkit.model.finding import Finding, Level
from pmkit.registers import load_registers
from pmkit.rules.choose import choose
from pmkit.rules.run import lint_text
from pmkit.scaffold.render import render_postmortem, render_text
from pmkit.scaffold.sample import bare_context, sample_context
from pmkit.scaffold.sample_reports import sample_facts
from pmkit.scaffold.sources import SUFFIX, Templates, file_of, path_of

REPORT = "report-"
"""What the name of the template of a derived document begins with."""

_PATH = "postmortems/2026-03-06-sample.md"


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
        if kind is not None:
            return _try_kind(repository, templates, kind, today)
        name = file.removesuffix(SUFFIX)
        for facts in sample_facts(name.removeprefix(REPORT) if name.startswith(REPORT) else ""):
            render_text(templates, file, facts)
    except TemplateError as error:
        return error.message
    return None


def _try_kind(repository: Repository, templates: Templates, kind: Kind, today: date) -> str | None:
    """Return what lint calls an error in a new file, once it can be made with and without facts.

    What it calls an error in the file that pmkit's own template makes too, such as a `TODO` where
    the settings are strict about those, is not the template's doing.

    Raises:
        TemplateError: It cannot be made.
    """
    taxonomy, limits = load_registers(repository.root).taxonomy, limits_of(repository)
    full = sample_context(repository, taxonomy, kind)
    text = render_postmortem(templates, full, limits)
    render_postmortem(templates, bare_context(full), limits)
    found = _errors(repository, text, today)
    if found:
        own = render_postmortem(Templates(templates.built_in), full, limits)
        usual = {item.code for item in _errors(repository, own, today)}
        found = [item for item in found if item.code not in usual]
    return next((_told(item) for item in found), None)


def _told(item: Finding) -> str:
    return f"lint on line {item.line} of the sample: {item.code} {item.message}"


def _errors(repository: Repository, text: str, today: date) -> list[Finding]:
    """Return what lint calls an error in `text`, by the rules and severities of the settings."""
    document = read_document(text.encode(), limits_of(repository))
    found = lint_text(repository, _PATH, document, choose(repository), today)
    return [item for item in found if item.severity is Level.ERROR]
