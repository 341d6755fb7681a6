"""What git knows of the actions: how their deadlines, owners and states changed over time.

One pass over the commits, however many actions there are. What was found is kept by commit, so
that the next run reads new commits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pmkit.config import Repository
from pmkit.git import Commit, GitError, Place, find_place, read_blobs, read_log

if TYPE_CHECKING:
    from pmkit.history.keep import Kept
    from pmkit.history.lineage import Change, Story, Values


@dataclass(frozen=True, slots=True)
class Slips:
    """How often the deadline of an action moved to a later day.

    Attributes:
        days: Their sum.
        after_due: How many were made after the old deadline had passed.
    """

    times: int = 0
    days: int = 0
    after_due: int = 0


@dataclass(frozen=True)
class History:
    """What the commits that lead to the head say of each file.

    Attributes:
        stories: By path within the repository; a file that was never committed has none.
        is_shallow: Whether older commits are not there, so that changes may be missing.
    """

    stories: Mapping[str, Story]
    is_shallow: bool = False

    def slips(self, path: str, action: str) -> Slips:
        """Return how often the deadline of `action` in the file at `path` moved later."""
        story = self.stories.get(path)
        line = story.lines.get((action, "deadline")) if story and story.lines else None
        moves = [move for move in line.changes if is_slip(move)] if line else []
        return Slips(len(moves), sum(map(days_of, moves)), sum(move.late for move in moves))

    def changes(self, path: str) -> list[Change]:
        """Return all that happened to the file at `path` and in it, oldest first."""
        story = self.stories.get(path)
        if story is None:
            return []
        found = [story.born, *story.moves]
        for line in (story.lines or {}).values():
            found += line.changes
        return sorted(found, key=lambda change: (change.place, change.action, change.field))

    def skipped(self, path: str) -> int:
        """Return how many versions of the file at `path` could not be read."""
        story = self.stories.get(path)
        return story.skipped if story else 0


def days_of(change: Change) -> int:
    """Return by how many days a change of a deadline moved it."""
    return (date.fromisoformat(change.new) - date.fromisoformat(change.old)).days


def is_slip(change: Change) -> bool:
    """Tell whether `change` moved a deadline to a later day."""
    return change.field == "deadline" and change.new > change.old


def read_history(repository: Repository) -> History | None:
    """Return what git knows; None where there is no git, or it does not answer."""
    place = find_place(repository.root)
    if place is None:
        return None
    if place.head is None:
        return History({}, place.is_shallow)
    try:
        return _Reader(repository, place, place.head).read()
    except (GitError, ValueError):
        return None


@dataclass
class _Reader:
    """Reads the history up to `head`."""

    repository: Repository
    place: Place
    head: str

    def read(self) -> History:
        from pmkit.history.lineage import IncompleteError

        stories = self.kept.stories() if self.kept.head else None
        if stories is not None and self.kept.head == self.head:
            return self._history(stories)
        if stories is not None and self.kept.head:
            try:
                commits = read_log(self.place, self.kept.head)
                return self._history(self._follow(commits, {self.kept.head: stories}, {}))
            except (IncompleteError, GitError):
                pass  # rewritten, or a branch that began before what is kept
        versions = self.kept.versions()
        known = len(versions)
        stories = self._follow(read_log(self.place), {}, versions)
        if len(versions) > known and not self.place.is_shallow:
            self.kept.keep_versions(versions)
        return self._history(stories)

    @cached_property
    def kept(self) -> Kept:
        from pmkit.history.keep import Kept
        from pmkit.store import Store

        basics = self.repository.basics
        limits = [basics.file_bytes, basics.front_matter_bytes]
        store = Store(None) if self.place.is_shallow else self.repository.store
        return Kept(store, self.place, [list(basics.roots), *limits])

    def _history(self, stories: dict[str, Story]) -> History:
        start = len(self.place.prefix)
        ours = {
            path[start:]: story
            for path, story in stories.items()
            if path.startswith(self.place.prefix)
        }
        return History(ours, self.place.is_shallow)

    def _follow(
        self,
        commits: list[Commit],
        before: dict[str, dict[str, Story]],
        versions: dict[str, Values | None],
    ) -> dict[str, Story]:
        """Return the stories at the head: first which versions are needed, then what they say."""
        from pmkit.history.lineage import IncompleteError, Tracer

        kept = [story for files in before.values() for story in files.values()]
        number = max((story.number for story in kept), default=0)
        at = max((change.place for story in kept for change in _changes(story)), default=0)
        wanted: frozenset[int] | None = None
        while True:
            tracer = Tracer(versions, wanted, number, at)
            files = {commit: dict(stories) for commit, stories in before.items()}
            tracer.trace(commits, files)
            if self.head not in files:
                raise IncompleteError
            stories = files[self.head]
            ours = frozenset(story.number for path, story in stories.items() if self._is_ours(path))
            missing = {blob for one in ours for blob in tracer.missing.get(one, ())}
            if not missing and wanted == ours:
                if any(story.is_partial for story in stories.values() if story.number in ours):
                    raise IncompleteError  # it came from a folder of which not all was read
                self.kept.keep(self.head, stories)
                return stories
            self._read(missing, versions)
            wanted = ours

    def _is_ours(self, path: str) -> bool:
        names = (PurePosixPath(root).as_posix() for root in self.repository.basics.roots)
        roots = ("" if name == "." else f"{name}/" for name in names)
        return path.startswith(tuple(self.place.prefix + root for root in roots))

    def _read(self, blobs: Iterable[str], versions: dict[str, Values | None]) -> None:
        from pmkit.document.source import Limits
        from pmkit.history.versions import read_values

        basics = self.repository.basics
        limits = Limits(basics.file_bytes, basics.front_matter_bytes)
        for blob, raw in read_blobs(self.place, sorted(blobs), limits.file_bytes):
            versions[blob] = read_values(raw, limits)


def _changes(story: Story) -> Iterable[Change]:
    yield story.born
    yield from story.moves
    for line in (story.lines or {}).values():
        yield from line.changes
