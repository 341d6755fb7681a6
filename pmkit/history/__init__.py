"""What git knows of the actions: how their deadlines, owners and states changed over time.

One pass over the commits, however many actions there are. What was found is kept by commit, so
that the next run reads new commits alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from pmkit.config import Repository
from pmkit.git import Commit, GitError, Place, find_place, read_blobs, read_log

if TYPE_CHECKING:
    from pmkit.history.keep import Counts, Kept
    from pmkit.history.lineage import Files
    from pmkit.history.story import Change, Story, Values

Thing = TypeVar("Thing")

_MANY = 50
"""Fewer new commits than this are read again next time, which is faster than keeping them."""

_BATCH = 1000


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
        counts: The slips by path and action, where there are any.
        load: Reads the rest.
        is_shallow: Whether older commits are not there, so that changes may be missing.
    """

    counts: Counts
    load: Callable[[], Mapping[str, Story]]
    is_shallow: bool = False

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """The files by their paths; one that was never committed is not there."""
        return self.load()

    def slips(self, path: str, action: str) -> Slips:
        """Return how often the deadline of `action` in the file at `path` moved later."""
        return Slips(*self.counts.get(path, {}).get(action, (0, 0, 0)))

    def changes(self, path: str) -> list[Change]:
        """Return all that happened to the file at `path` and in it, oldest first."""
        story = self.stories.get(path)
        found = list(_changes(story)) if story else []
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
        return History({}, dict, place.is_shallow)
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
        """Return the history, from what was kept as far as that goes."""
        counts = self.kept.counts(self.head)
        if counts is not None:
            return History(self._ours(counts), self._load)
        stories, counts = self._follow()
        self.kept.keep_counts(self.head, counts)
        return History(self._ours(counts), lambda: self._opened(stories), self.place.is_shallow)

    @cached_property
    def kept(self) -> Kept:
        """What earlier runs found; nothing in a shallow clone, which may grow at its far end."""
        from pmkit.history.keep import Kept
        from pmkit.store import Store

        basics = self.repository.basics
        limits = [basics.file_bytes, basics.front_matter_bytes]
        store = Store(None) if self.place.is_shallow else self.repository.store
        return Kept(store, self.place, [list(basics.roots), *limits])

    def _load(self) -> dict[str, Story]:
        from pmkit.history.story import IncompleteError

        try:
            return self._opened(self._follow()[0])
        except IncompleteError:
            return self._opened(self._from_the_start()[0])

    def _opened(self, stories: Files) -> dict[str, Story]:
        from pmkit.history.story import opened

        return {path: opened(story) for path, story in self._ours(stories).items()}

    def _ours(self, by_path: Mapping[str, Thing]) -> dict[str, Thing]:
        """Return what lies in the repository's folder, by the path from there."""
        prefix = self.place.prefix
        return {
            path[len(prefix) :]: thing for path, thing in by_path.items() if path.startswith(prefix)
        }

    def _follow(self) -> tuple[Files, Counts]:
        from pmkit.history.story import IncompleteError

        kept = self.kept.stories()
        if kept is not None:
            since, sealed, counts, place = kept
            try:
                if since == self.head:
                    return dict(sealed), counts
                commits = read_log(self.place, since)
                stories = self._trace(commits, {since: dict(sealed)}, {}, place)
                counts = _counts(stories, counts)
                if len(commits) >= _MANY:
                    self.kept.keep(self.head, stories, counts, place + len(commits))
                return stories, counts
            except (IncompleteError, GitError):
                pass  # rewritten, or a branch that began before what is kept
        return self._from_the_start()

    def _from_the_start(self) -> tuple[Files, Counts]:
        versions = self.kept.versions()
        known = len(versions)
        commits = read_log(self.place)
        stories = self._trace(commits, {}, versions, 0)
        counts = _counts(stories, {})
        self.kept.keep(self.head, stories, counts, len(commits))
        if len(versions) > known:
            self.kept.keep_versions(versions)
        return stories, counts

    def _trace(
        self,
        commits: list[Commit],
        before: dict[str, Files],
        versions: dict[str, Values | None],
        place: int,
    ) -> Files:
        """Return the stories at the head: first which versions are needed, then what they say."""
        from pmkit.history.lineage import Tracer
        from pmkit.history.story import IncompleteError

        number = max((one.number for files in before.values() for one in files.values()), default=0)
        wanted: frozenset[int] | None = None
        while True:
            tracer = Tracer(versions, wanted, number, place)
            files = {commit: dict(stories) for commit, stories in before.items()}
            tracer.trace(commits, files)
            if self.head not in files:
                raise IncompleteError
            stories = files[self.head]
            ours = frozenset(story.number for path, story in stories.items() if self._is_ours(path))
            ours |= tracer.also | (wanted or frozenset())
            missing = {blob for one in ours for blob in tracer.missing.get(one, ())}
            if not missing and wanted == ours:
                if any(story.is_partial for story in stories.values() if story.number in ours):
                    raise IncompleteError  # it came from a folder of which not all was read
                return stories
            self._read(missing, versions)
            wanted = ours

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self._roots)

    @cached_property
    def _roots(self) -> tuple[str, ...]:
        names = (PurePosixPath(root).as_posix() for root in self.repository.basics.roots)
        return tuple(self.place.prefix + ("" if name == "." else f"{name}/") for name in names)

    def _read(self, blobs: Iterable[str], versions: dict[str, Values | None]) -> None:
        from pmkit.document.source import Limits
        from pmkit.history.versions import read_values
        from pmkit.parallel import map_files

        basics = self.repository.basics
        limits = Limits(basics.file_bytes, basics.front_matter_bytes)
        asked = sorted(blobs)
        for start in range(0, len(asked), _BATCH):
            batch = list(read_blobs(self.place, asked[start : start + _BATCH], limits.file_bytes))
            values = map_files(partial(read_values, limits=limits), [raw for _, raw in batch])
            versions.update(zip((blob for blob, _ in batch), values, strict=True))


def _counts(stories: Files, before: Counts) -> Counts:
    """Return the slips of `stories`; of those that did not change, as they were before."""
    from pmkit.history.story import Story

    counts: Counts = {}
    for path, story in stories.items():
        found = _counts_of(story) if isinstance(story, Story) else before.get(path)
        if found:
            counts[path] = found
    return counts


def _counts_of(story: Story) -> dict[str, tuple[int, int, int]]:
    found = {}
    for (action, name), line in (story.lines or {}).items():
        moves = [move for move in line.changes if is_slip(move)] if name == "deadline" else []
        if moves:
            found[action] = (len(moves), sum(map(days_of, moves)), sum(m.late for m in moves))
    return found


def _changes(story: Story) -> Iterable[Change]:
    yield story.born
    yield from story.moves
    for line in (story.lines or {}).values():
        yield from line.changes
