"""One file → its record, or why it has none."""

from __future__ import annotations

from pathlib import Path

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import Document
from pmkit.document.source import Limits
from pmkit.extract import read_record
from pmkit.load import load_document, missing_essential
from pmkit.record import Record, Skipped


def load_record(root: Path, limits: Limits, path: str) -> Record | Skipped:
    """Read the facts of one file, or why it is no post-mortem that can be read."""
    return take_facts(path, load_document(root, path, limits))


def take_facts(path: str, document: Document) -> Record | Skipped:
    """Take the facts out of what was read at `path`, or why that is no post-mortem."""
    return unreadable(path, document) or read_record(path, read_postmortem(document))


def unreadable(path: str, document: Document) -> Skipped | None:
    """Return why the document of `path` is no post-mortem; None for one that can be read."""
    if document.root is None:
        first = document.problems[0]
        return Skipped(path, first.span.line, first.code, first.message)
    if missing := missing_essential(document):
        message = f"`{missing}` is missing, and without it this is no post-mortem"
        return Skipped(path, 1, "PM101", message)
    return None
