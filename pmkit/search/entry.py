"""What the index keeps of one file: its passages, and the facts that filters ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pmkit.document.hydrate import read_postmortem
from pmkit.document.source import Limits
from pmkit.extract import read_record
from pmkit.facts import unreadable
from pmkit.load import load_document
from pmkit.record import Record, Skipped, stem
from pmkit.search.passages import COLUMNS, Passage, passages_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was read: its passages, or why it cannot be searched."""

    path: str
    record: Record | None
    passages: tuple[Passage, ...] = ()
    skipped: Skipped | None = None

    def texts(self) -> list[str]:
        """Return the text of each column, a passage a line."""
        return ["\n".join(passage.text for passage in self._of(name)) for name in COLUMNS]

    def lines(self) -> list[list[int]]:
        """Return for each column the lines of the file on which its passages begin."""
        return [[passage.line for passage in self._of(name)] for name in COLUMNS]

    def _of(self, column: str) -> list[Passage]:
        return [passage for passage in self.passages if passage.column == column]


def read_entry(root: Path, limits: Limits, path: str) -> Entry:
    """Read one file for the index."""
    document = load_document(root, path, limits)
    if skipped := unreadable(path, document):
        return Entry(path, None, skipped=skipped)
    record = read_record(path, read_postmortem(document))
    return Entry(path, record, tuple(passages_of(document)))


def facts_of(record: Record) -> dict[str, object]:
    """Return the part of a record that filters ask for, as JSON values."""
    return {
        "title": record.title,
        "kind": record.kind,
        "status": record.status,
        "client": record.client,
        "team": record.team,
        "anchor_on": record.anchor_on and record.anchor_on.isoformat(),
        "tags": record.tags,
    }


def record_of(path: str, facts: dict[str, Any]) -> Record:
    """Return a record that holds these facts alone."""
    told = {**facts, "tags": tuple(facts["tags"])}
    told["anchor_on"] = facts["anchor_on"] and date.fromisoformat(facts["anchor_on"])
    blank: dict[str, Any] = dict.fromkeys(_UNTOLD)
    return Record(**{**blank, "id": stem(path), "path": path, "actions": (), **told})


_UNTOLD = [name for name in Record._fields if name not in Record._field_defaults]
