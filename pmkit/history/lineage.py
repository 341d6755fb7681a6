"""Commits → what became of each value, on the way that led to what stands there now.

Every value of every action has one line of ancestors. At a merge it goes on to the first parent
that holds the same value; so a change that was made on a branch counts once, in the commit that
made it, and one that the merge did not keep does not count. Only where no parent holds the value
was it changed by the merge itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pmkit.git import Commit, Entry
from pmkit.history.story import (
    OF_POSTMORTEM,
    Change,
    IncompleteError,
    Key,
    Line,
    Sealed,
    Story,
    Values,
    opened,
)

Files: TypeAlias = dict[str, Story | Sealed]
"""The files of one commit, by their paths; those that are gone by `_GONE` and the path they had."""

_GONE = "\0"


@dataclass
class Tracer:
    """Follows the files over the commits, as far as the versions in `known` reach.

    Attributes:
        known: Versions that were read; None for one that cannot be.
        wanted: The numbers of the files that matter; None while that is not known yet.
        missing: By file, the versions that were needed and not known.
        also: The numbers of further files that those which matter came together with.
    """

    known: Mapping[str, Values | None]
    wanted: frozenset[int] | None = None
    next_number: int = 0
    next_place: int = 0
    missing: dict[int, set[str]] = field(default_factory=dict)
    also: set[int] = field(default_factory=set)

    def trace(self, commits: Iterable[Commit], before: dict[str, Files]) -> None:
        """Add to `before`, the files by commit and path, those of each of `commits`.

        Raises:
            IncompleteError: A commit's parent is not among them.
        """
        commits = list(commits)
        uses = _uses(commits)
        for commit in commits:
            parents = [before[name] for name in commit.parents if name in before]
            if len(parents) != len(commit.parents):
                raise IncompleteError
            files = _taken(commit, before, uses)
            self.next_place += 1
            for new, story in self._changed(commit, files, parents[1:]):
                files[new] = story
                files.pop(_GONE + new, None)
            for name in commit.parents[1:]:
                _taken_once(name, before, uses)
            before[commit.id] = files

    def _changed(
        self, commit: Commit, files: Files, others: list[Files]
    ) -> list[tuple[str, Story]]:
        changed = []
        sources = {e.source: _at(e.source, files) for e in commit.entries if _is_told(e)}
        for entry in commit.entries:
            if entry.blob and _is_told(entry):
                first = sources[entry.source]
                changed.append((entry.path, self._next(commit, entry, first, others)))
        for entry in commit.entries:
            if entry.source != entry.path:
                files.pop(entry.source, None)
            elif not entry.blob and entry.path in files:
                files[_GONE + entry.path] = files.pop(entry.path)
        return changed

    def _next(
        self,
        commit: Commit,
        entry: Entry,
        first: Story | None,
        others: list[Files],
    ) -> Story:
        stories = [first] if first else []
        stories += [found for files in others if (found := _same(entry.path, first, files))]
        stories = stories or [self._begin(commit, entry)]
        if stories[0].blob == entry.blob:  # as it was on that side, whatever the others say
            story = stories[0]
        else:
            story = self._compare(commit, entry.blob, stories)
        if first is None or entry.source == entry.path:
            return story
        for files in others:  # a branch may have renamed it before
            there = files.get(entry.path)
            if there and there.number == story.number:
                return replace(story, moves=opened(there).moves)
        move = self._change(commit, OF_POSTMORTEM, "path", entry.source, entry.path)
        return replace(story, moves=(*story.moves, move))

    def _begin(self, commit: Commit, entry: Entry) -> Story:
        self.next_number += 1
        born = self._change(commit, OF_POSTMORTEM, "file", "", entry.path)
        return Story(self.next_number, entry.was or entry.blob, born)

    def _change(
        self, commit: Commit, action: str, name: str, old: str, new: str, late: bool = False
    ) -> Change:
        on, author = commit.on, commit.author
        return Change(self.next_place, commit.id, on, author, action, name, old, new, late)

    def _compare(self, commit: Commit, blob: str, stories: list[Story]) -> Story:
        """Return the story that goes on with version `blob`, from one story a parent."""
        head = stories[0]
        if self.wanted is not None and head.number not in self.wanted:
            return replace(head, blob=blob, is_partial=True)
        if self.wanted is not None and any(story.is_partial for story in stories):
            self.also |= {story.number for story in stories if story.is_partial} - self.wanted
            if not self.also:
                raise IncompleteError  # it was passed over when it was kept
            return replace(head, blob=blob, is_partial=True)
        values = self._values(head.number, blob)
        stories = [self._read(story) for story in stories]
        lines = [story.lines or {} for story in stories]
        skipped = max(story.skipped for story in stories)
        merged: dict[Key, Line] = {}
        for told in reversed(lines):
            merged |= told
        if values is None:
            return replace(head, blob=blob, lines=merged, skipped=skipped + 1)
        late = {
            key[0]: commit.on > line.value for key, line in merged.items() if key[1] == "deadline"
        }
        for key, value in values.items():
            merged[key] = self._line(commit, key, value, lines, late)
        return replace(head, blob=blob, lines=merged, skipped=skipped)

    def _line(
        self,
        commit: Commit,
        key: Key,
        value: str,
        lines: list[Mapping[Key, Line]],
        late: Mapping[str, bool],
    ) -> Line:
        found = [told[key] for told in lines if key in told]
        for line in found:
            if line.value == value:
                return line
        name, what = key
        if found:
            old = found[0]
            was_late = late.get(name, False)
            change = self._change(commit, name, what, old.value, value, was_late)
            return Line(value, (*old.changes, change))
        if what == "status" and name and any(lines):
            return Line(value, (self._change(commit, name, "action", "", value),))
        return Line(value)

    def _read(self, story: Story) -> Story:
        """Return the story with the values of its version."""
        if story.lines is not None:
            return story
        values = self._values(story.number, story.blob)
        lines = {key: Line(value) for key, value in (values or {}).items()}
        return replace(story, lines=lines, skipped=story.skipped + (values is None))

    def _values(self, number: int, blob: str) -> Values | None:
        if blob not in self.known:
            self.missing.setdefault(number, set()).add(blob)
        return self.known.get(blob)


def _is_told(entry: Entry) -> bool:
    return entry.path.lower().endswith(".md")


def _same(path: str, first: Story | None, files: Files) -> Story | None:
    """Return the file of another parent that the one at `path` goes back to as well."""
    found = _at(path, files)
    if first is None or (found and found.number == first.number):
        return found
    renamed = (
        story
        for name, story in files.items()
        if story.number == first.number and not name.startswith(_GONE)
    )
    return opened(other) if (other := next(renamed, None)) else found


def _at(path: str, files: Files) -> Story | None:
    """Return the file at `path`, or the one that was there last."""
    story = files.get(path) or files.get(_GONE + path)
    return opened(story) if story else None


def _uses(commits: list[Commit]) -> dict[str, int]:
    """Count how many commits still need the files of each."""
    uses: dict[str, int] = {}
    for commit in commits:
        for name in commit.parents:
            uses[name] = uses.get(name, 0) + 1
    return uses


def _taken(commit: Commit, before: dict[str, Files], uses: dict[str, int]) -> Files:
    """Return the files of the first parent: themselves when nobody else needs them, else a copy."""
    if not commit.parents:
        return {}
    name = commit.parents[0]
    files = before[name]
    uses[name] -= 1
    if uses[name]:
        return dict(files)
    del before[name]
    return files


def _taken_once(name: str, before: dict[str, Files], uses: dict[str, int]) -> None:
    uses[name] -= 1
    if not uses[name]:
        before.pop(name, None)
