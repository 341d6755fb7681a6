"""The post-mortems as they stood on another day, read from git: what a report compares itself with.

Nothing is checked out. The files of one commit are listed at once and read in one go; what they
said is kept by their contents, so that the next run reads nothing again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from pmkit.cache import decode, encode, with_pending
from pmkit.config import Repository
from pmkit.git import (
    GitError,
    Place,
    find_commit,
    find_place,
    list_files,
    list_later,
    read_blobs,
)
from pmkit.record import Record, stem
from pmkit.walk import is_postmortem_path

_KEPT = "past"
_UNREADABLE = "unreadable"
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Past:
    """What stood on a day.

    Attributes:
        commit: The commit that stood then.
        on: Its author's day.
        pending: Its post-mortems with an action that was still to be done or verified, as far as
            the actions go.
        unreadable: How many of its files cannot be read.
        later: The commits that came since.
    """

    commit: str
    on: str
    pending: tuple[Record, ...]
    unreadable: int
    later: frozenset[str]


def read_past(repository: Repository, day: date) -> Past | None:
    """Return what stood at the end of `day`; None where git knows no commit that old."""
    place = find_place(repository.root)
    if place is None or place.head is None:
        return None
    try:
        found = find_commit(place, day.isoformat())
        if found is None:
            return None
        commit, on = found
        told = _told(repository, place, commit)
        return Past(
            commit,
            on,
            pending=tuple(one for one in told if isinstance(one, Record)),
            unreadable=sum(one == _UNREADABLE for one in told),
            later=list_later(place, commit),
        )
    except GitError:
        return None


def _told(repository: Repository, place: Place, commit: str) -> list[Record | str | None]:
    """Return what each post-mortem of `commit` says: None when nothing is pending in it."""
    roots = [PurePosixPath(root).as_posix() for root in repository.basics.roots]
    found = list_files(place, commit, roots)
    files = {path: blob for path, blob in found.items() if is_postmortem_path(path, roots)}
    versions = _kept(repository)
    missing = {blob: path for path, blob in files.items() if blob not in versions}
    if missing:
        versions |= _read(repository, place, missing)
    if missing or len(versions) > len(set(files.values())):
        _keep(repository, {blob: versions[blob] for blob in files.values()})
    return [_at(path, versions[blob]) for path, blob in files.items()]


def _at(path: str, told: Record | str | None) -> Record | str | None:
    """Return a record as the one of `path`: two files may hold the same."""
    return told._replace(path=path, id=stem(path)) if isinstance(told, Record) else told


def _read(
    repository: Repository, place: Place, missing: dict[str, str]
) -> dict[str, Record | str | None]:
    from pmkit.parallel import map_files

    found: dict[str, Record | str | None] = {}
    blobs, most = sorted(missing), repository.basics.file_bytes
    for start in range(0, len(blobs), _BATCH):
        batch = list(read_blobs(place, blobs[start : start + _BATCH], most))
        told = [(missing[blob], raw) for blob, raw in batch]
        records = map_files(partial(_take, repository=repository), told)
        found |= zip((blob for blob, _ in batch), records, strict=True)
    return found


def _take(version: tuple[str, bytes | None], repository: Repository) -> Record | str | None:
    from pmkit.document.read import read_document
    from pmkit.facts import take_facts
    from pmkit.load import limits_of

    path, raw = version
    if raw is None:
        return _UNREADABLE
    record = take_facts(path, read_document(raw, limits_of(repository)))
    if not isinstance(record, Record):
        return _UNREADABLE
    record = record._replace(reviews=(), metrics=(), cost=None, doubts=())
    return next(iter(with_pending([record])), None)


def _kept(repository: Repository) -> dict[str, Record | str | None]:
    kept = repository.store.get(_KEPT)
    try:
        if kept["about"] != _about(repository):
            return {}
        return {
            blob: decode(told) if isinstance(told, list) else _UNREADABLE if told else None
            for blob, told in kept["versions"].items()
        }
    except (TypeError, KeyError, ValueError, IndexError, AttributeError):
        return {}


def _keep(repository: Repository, versions: dict[str, Record | str | None]) -> None:
    told: dict[str, Any] = {
        blob: encode(one) if isinstance(one, Record) else one for blob, one in versions.items()
    }
    repository.store.put(_KEPT, {"about": _about(repository), "versions": told})


def _about(repository: Repository) -> Sequence[int]:
    return [repository.basics.file_bytes, repository.basics.front_matter_bytes]
