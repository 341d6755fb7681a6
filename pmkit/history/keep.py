"""What is kept of the history: at which commit each file has which story.

One value is for every run, the changes alone; the other is for the next commits to go on from.
"""

from __future__ import annotations

from typing import Any

from pmkit.git import Place
from pmkit.history.lineage import Change, Line, Story, Values
from pmkit.store import Store

_STORIES = "history"
_VERSIONS = "history-versions"


class Kept:
    """The kept history of one repository, read under one set of `circumstances`."""

    def __init__(self, store: Store, place: Place, circumstances: list[object]) -> None:
        self._store = store
        self._about = [place.prefix, *circumstances]
        self._found: dict[str, Any] | None = None

    @property
    def head(self) -> str | None:
        """The commit at which it was kept; None where there is nothing to trust."""
        if self._found is None:
            kept = self._store.get(_STORIES)
            good = isinstance(kept, dict) and kept.get("about") == self._about
            self._found = kept if good and isinstance(kept.get("head"), str) else {}
        return self._found.get("head")

    def stories(self) -> dict[str, Story] | None:
        """Return the files with their stories at `head`; None when they cannot be trusted."""
        if self.head is None or self._found is None:
            return None
        try:
            return {path: _story(told) for path, told in self._found["stories"].items()}
        except (TypeError, KeyError, ValueError, AttributeError, IndexError):
            return None

    def keep(self, head: str, stories: dict[str, Story]) -> None:
        """Keep the stories of the files at the commit `head`."""
        told = {path: _told(story) for path, story in stories.items()}
        self._store.put(_STORIES, {"about": self._about, "head": head, "stories": told})

    def versions(self) -> dict[str, Values | None]:
        """Return the versions that were read before."""
        kept = self._store.get(_VERSIONS)
        try:
            if kept["about"] != self._about:
                return {}
            return {blob: _values(told) for blob, told in kept["versions"].items()}
        except (TypeError, KeyError, ValueError, AttributeError):
            return {}

    def keep_versions(self, versions: dict[str, Values | None]) -> None:
        """Keep what was read of versions, for the day on which commits are rewritten."""
        told = {
            blob: None if values is None else [[*key, text] for key, text in values.items()]
            for blob, values in versions.items()
        }
        self._store.put(_VERSIONS, {"about": self._about, "versions": told})


def _values(told: list[list[str]] | None) -> Values | None:
    if told is None:
        return None
    return {(str(name), str(field)): str(text) for name, field, text in told}


def _told(story: Story) -> list[object]:
    lines = None
    if story.lines is not None:
        lines = [[*key, line.value, line.changes] for key, line in story.lines.items()]
    rest = (story.moves, story.skipped, story.is_partial)
    return [story.number, story.blob, story.born, lines, *rest]


def _story(told: list[Any]) -> Story:
    number, blob, born, lines, moves, skipped, is_partial = told
    read = None
    if lines is not None:
        read = {
            (name, field): Line(value, _changes(changes)) for name, field, value, changes in lines
        }
    return Story(
        int(number), str(blob), _change(born), read, _changes(moves), int(skipped), bool(is_partial)
    )


def _changes(told: list[Any]) -> tuple[Change, ...]:
    return tuple(_change(one) for one in told)


def _change(told: list[Any]) -> Change:
    place, *texts, late = told
    if len(texts) != 7 or not all(isinstance(text, str) for text in texts):
        raise ValueError("no change")
    return Change._make([int(place), *texts, bool(late)])
