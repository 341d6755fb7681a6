"""Files → documents, readings, records: what the repository's reports and rules work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.config import Repository
from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.document.read import Document, read_document
from pmkit.document.source import Limits, Source
from pmkit.files import FileProblem, read_bytes

if TYPE_CHECKING:
    from pmkit.record import Record

ESSENTIAL = ("kind", "title", "status")
"""Without these, and one anchor date, a file is not readable as a post-mortem at all."""


def limits_of(repository: Repository) -> Limits:
    """Return how much of one file the repository's settings let pmkit read."""
    return Limits(repository.basics.file_bytes, repository.basics.front_matter_bytes)


def load_document(root: Path, path: str, limits: Limits) -> Document:
    """Read one file; one that cannot be opened is a document with that problem."""
    try:
        raw = read_bytes(root / path, limits.file_bytes)
    except FileProblem as problem:
        found = [Problem(FIRST_LINE, problem.message, problem.hint, problem.code)]
        return Document(Source(readable=False), problems=found)
    return read_document(raw, limits)


def missing_essential(document: Document) -> str | None:
    """Return the first key without which the file cannot be read as a post-mortem."""
    data = document.data
    for key in ESSENTIAL:
        if data.get(key) is None:
            return key
    anchors: tuple[str, ...] = ("completed_on", "resolved_at", "started_at")
    if data["kind"] in ("project", "checkpoint", "pilot"):
        anchors = ("completed_on",)
    elif data["kind"] == "incident":
        anchors = ("resolved_at", "started_at", "completed_on")
    return None if any(data.get(key) is not None for key in anchors) else anchors[0]


def load_reading(repository: Repository, record: Record) -> Reading:
    """Read the whole of the post-mortem that `record` was taken from."""
    return read_postmortem(load_document(repository.root, record.path, limits_of(repository)))
