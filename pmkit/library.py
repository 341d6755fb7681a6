"""The repository as a whole: every post-mortem in it, and every file that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from pmkit.config import Repository
from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.problem import Problem, Span
from pmkit.document.read import Document, read_document
from pmkit.document.source import Limits, Source
from pmkit.errors import UsageError
from pmkit.extract import read_record
from pmkit.files import FileProblem, Unreadable, read_bytes, walk
from pmkit.parallel import map_files
from pmkit.record import ActionRecord, Record, Skipped
from pmkit.registers import Registers, load_registers
from pmkit.visible import short, visible

ESSENTIAL = ("kind", "title", "status")
"""Without these, and one anchor date, a file is not readable as a post-mortem at all."""


@dataclass(frozen=True)
class Library:
    """All records of a repository, in no particular order, with what is missing from them."""

    repository: Repository
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...]

    @cached_property
    def registers(self) -> Registers:
        """The repository's registers."""
        return load_registers(self.repository.root)

    def find(self, reference: str) -> Record:
        """Return the post-mortem that `reference` names: its id, or any unique part of it.

        Raises:
            UsageError: None or several match; the message lists the candidates.
        """
        by_path = [r for r in self.records if r.path == reference.removeprefix("./")]
        exact = by_path or [r for r in self.records if r.id == reference]
        begins = [r for r in self.records if r.id.startswith(reference)]
        holds = [r for r in self.records if reference in r.id]
        for found in (exact, begins, holds):
            if len(found) == 1:
                return found[0]
            if found:
                raise _ambiguous(reference, [r.path if exact else r.id for r in found])
        raise UsageError(
            f"no post-mortem matches `{short(reference)}`", "`pmkit list` shows all of them"
        )

    def find_action(self, reference: str) -> tuple[Record, ActionRecord]:
        """Return the action that `POSTMORTEM:ACTION` names, each by any unique part.

        Raises:
            UsageError: None or several match; the message lists the candidates.
        """
        name, colon, action_id = reference.rpartition(":")
        if not colon:
            raise UsageError(
                f"`{short(reference)}` names no action", "write POSTMORTEM:ACTION, such as acme:A1"
            )
        record = self.find(name)
        known = [action for action in record.actions if action.id]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [action for action in known if fits(action.id or "", action_id)]
            if len(found) == 1:
                return record, found[0]
            if found:
                raise _ambiguous(reference, [f"{record.id}:{action.id}" for action in found])
        ids = ", ".join(visible(action.id or "") for action in known) or "none"
        raise UsageError(
            f"{visible(record.id)} has no action `{short(action_id)}`", f"its actions: {ids}"
        )


def _ambiguous(reference: str, candidates: list[str]) -> UsageError:
    shown = "".join(f"\n  {visible(name)}" for name in sorted(candidates)[:10])
    more = len(candidates) - 10
    return UsageError(
        f"`{short(reference)}` matches {len(candidates)} of them:{shown}"
        + (f"\n  and {more} more" if more > 0 else ""),
        "write more of the name",
    )


def limits_of(repository: Repository) -> Limits:
    """Return how much of one file the repository's settings let pmkit read."""
    return Limits(repository.basics.file_bytes, repository.basics.front_matter_bytes)


def list_files(repository: Repository) -> tuple[list[str], list[Unreadable]]:
    """List the post-mortems of all roots, and what could not be looked at.

    Raises:
        UsageError: The repository has no post-mortem folder.
    """
    paths: list[str] = []
    refused: list[Unreadable] = []
    for folder in repository.require_folders():
        found, unread = walk(repository.root, folder)
        paths += found
        refused += unread
    return list(dict.fromkeys(paths)), list(dict.fromkeys(refused))  # one root may hold another


def load_document(root: Path, path: str, limits: Limits) -> Document:
    """Read one file; one that cannot be opened is a document with that problem."""
    try:
        raw = read_bytes(root / path, limits.file_bytes)
    except FileProblem as problem:
        span = Span(1, 1, 1, 1)
        found = [Problem(span, problem.message, problem.hint, problem.code)]
        return Document(Source(readable=False), problems=found)
    return read_document(raw, limits)


def load_library(repository: Repository) -> Library:
    """Read every post-mortem of the repository.

    Raises:
        UsageError: The repository has no post-mortem folder.
    """
    paths, refused = list_files(repository)
    read = partial(_load_record, repository.root, limits_of(repository))
    results = map_files(read, paths)
    skipped = [Skipped(item.path, 1, item.code, item.message) for item in refused]
    skipped += [item for item in results if isinstance(item, Skipped)]
    return Library(
        repository,
        tuple(item for item in results if isinstance(item, Record)),
        tuple(sorted(skipped, key=lambda item: (item.path, item.line))),
    )


def _load_record(root: Path, limits: Limits, path: str) -> Record | Skipped:
    document = load_document(root, path, limits)
    if document.root is None:
        first = document.problems[0]
        return Skipped(path, first.span.line, first.code, first.message)
    missing = missing_essential(document)
    if missing:
        message = f"`{missing}` is missing, and without it this is no post-mortem"
        return Skipped(path, 1, "PM101", message)
    return read_record(path, read_postmortem(document))


def missing_essential(document: Document) -> str | None:
    """Return the first key without which the file cannot be read as a post-mortem."""
    data = document.data
    for key in ESSENTIAL:
        if data.get(key) is None:
            return key
    anchors: tuple[str, ...] = ("completed_on",)
    if data["kind"] == "incident":
        anchors = ("resolved_at", "started_at", "completed_on")
    return None if any(data.get(key) is not None for key in anchors) else anchors[0]


def load_reading(repository: Repository, record: Record) -> Reading:
    """Read the whole of the post-mortem that `record` was taken from."""
    return read_postmortem(load_document(repository.root, record.path, limits_of(repository)))


