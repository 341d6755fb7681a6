"""What is kept of the history: at which commit each file has which story.

Split by use: the slips for every run, the stories for the next commits to go on from, and what
was read of old versions for the day on which commits are rewritten.
"""

from __future__ import annotations

from typing import Any

from pmkit.git import Place
from pmkit.history.story import Sealed, Story, Values, to_kept
from pmkit.store import Store

_SLIPS = "history-slips"
_STORIES = "history"
_VERSIONS = "history-versions"

Counts = dict[str, dict[str, tuple[int, int, int]]]
"""By path and action: how many slips, their days, and how many were made after it was due."""


class Kept:
    """The kept history of one repository, read under one set of `circumstances`."""

    def __init__(self, store: Store, place: Place, circumstances: list[object]) -> None:
        self._store = store
        self._about = [place.prefix, *circumstances]

    def counts(self, head: str) -> Counts | None:
        """Return the slips at the commit `head`; None where they are not kept."""
        kept = self._get(_SLIPS)
        return _counts(kept) if kept.get("head") == head else None

    def keep_counts(self, head: str, counts: Counts) -> None:
        """Keep the slips at the commit `head`."""
        self._put(_SLIPS, head=head, counts=counts)

    def stories(self) -> tuple[str, dict[str, Sealed], Counts, int] | None:
        """Return a commit, its files, their slips, its place; None when there is nothing."""
        kept = self._get(_STORIES)
        head, counts, place = kept.get("head"), _counts(kept), kept.get("place")
        if not isinstance(head, str) or counts is None or not isinstance(place, int):
            return None
        try:
            told = kept["stories"].items()
            stories = {path: Sealed(one[0], one[1], one[2], one) for path, one in told}
        except (TypeError, KeyError, AttributeError, IndexError):
            return None
        good = all(type(one.number) is int and len(one.told) == 7 for one in stories.values())
        return (head, stories, counts, place) if good else None

    def keep(
        self, head: str, stories: dict[str, Story | Sealed], counts: Counts, place: int
    ) -> None:
        """Keep the stories of the files at the commit `head`."""
        told = {path: to_kept(story) for path, story in stories.items()}
        self._put(_STORIES, head=head, counts=counts, place=place, stories=told)

    def versions(self) -> dict[str, Values | None]:
        """Return the versions that were read before."""
        try:
            told = self._get(_VERSIONS)["versions"]
            return {blob: _values(version) for blob, version in told.items()}
        except (TypeError, KeyError, ValueError, AttributeError):
            return {}

    def keep_versions(self, versions: dict[str, Values | None]) -> None:
        """Keep what was read of versions."""
        told = {
            blob: None if values is None else [[*key, text] for key, text in values.items()]
            for blob, values in versions.items()
        }
        self._put(_VERSIONS, versions=told)

    def _get(self, name: str) -> dict[str, Any]:
        kept = self._store.get(name)
        return kept if isinstance(kept, dict) and kept.get("about") == self._about else {}

    def _put(self, name: str, **value: object) -> None:
        self._store.put(name, {"about": self._about, **value})


def _counts(kept: dict[str, Any]) -> Counts | None:
    try:
        return {
            path: {name: (int(times), int(days), int(late)) for name, (times, days, late) in items}
            for path, items in ((path, told.items()) for path, told in kept["counts"].items())
        }
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _values(told: list[list[str]] | None) -> Values | None:
    if told is None:
        return None
    return {(str(name), str(field)): str(text) for name, field, text in told}
