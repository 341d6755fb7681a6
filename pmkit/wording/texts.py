"""Where words are looked at: the texts of the front matter, each with what it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from pmkit.document.nodes import Path
from pmkit.model.postmortem import Pilot, PostMortem


class Zone(StrEnum):
    """What a text is for, which decides what it may say."""

    FINDING = "finding"
    STORY = "story"
    IMPACT = "impact"
    WELL = "well"
    QUESTION = "question"
    PLAN = "plan"
    ACTION = "action"
    VERIFICATION = "verification"
    LESSON = "lesson"
    IMPLICATION = "implication"


TASKS = frozenset((Zone.ACTION, Zone.VERIFICATION))
"""Texts that say what to do; the others tell what was."""

UNNAMED = frozenset((Zone.ACTION, Zone.VERIFICATION, Zone.PLAN, Zone.WELL))
"""Where people may be named as anybody likes."""


class Piece(NamedTuple):
    """A text that is looked at: one of the front matter, or what stands under a heading.

    Attributes:
        path: Where it stands in the front matter; None for the body.
        at: Where it begins in the body.
    """

    text: str
    zone: Zone
    path: Path | None = None
    at: int = 0


def front_texts(pm: PostMortem) -> dict[Zone, list[str | None]]:
    """Return the texts of `front_pieces` by zone, in the same order and without their places.

    Every file's are asked for, and the places only of those that hold something.
    """
    finding: list[str | None] = []
    for cause in pm.causes:
        finding += (cause.what, cause.trigger, cause.root, cause.also_at_risk)
        finding += cause.whys or ()
    story = [pm.title]
    for cause in pm.causes:
        if cause.upstream is not None:
            story.append(cause.upstream.decision)
    for action in pm.actions:
        story.append(action.cancelled_reason)
        story += [move.why for move in action.deferred or ()]
    story += [review.note for review in pm.reviews]
    finding += [edge.note for edge in pm.edges] if isinstance(pm, Pilot) else ()
    return {
        Zone.FINDING: finding,
        Zone.STORY: story,
        Zone.ACTION: [action.what for action in pm.actions],
        Zone.VERIFICATION: [action.verification for action in pm.actions],
        Zone.LESSON: [lesson.lesson for lesson in pm.lessons],
        Zone.IMPLICATION: [lesson.implication for lesson in pm.lessons],
        Zone.WELL: [item.what for item in pm.prevented],
    }


def front_pieces(pm: PostMortem, zone: Zone) -> list[Piece]:
    """Return the texts of the front matter that are looked at as `zone`.

    Not among them: what the client and the team said, what a person commits to, evidence.
    """
    return [Piece(text, zone, path) for path, text in _PLACES.get(zone, _nothing)(pm) if text]


_Placed = Iterator[tuple[Path, str | None]]


def _nothing(_pm: PostMortem) -> _Placed:
    return iter(())


def _findings(pm: PostMortem) -> _Placed:
    for index, cause in enumerate(pm.causes):
        path = ("causes", index)
        yield (*path, "what"), cause.what
        yield (*path, "trigger"), cause.trigger
        yield (*path, "root"), cause.root
        yield (*path, "also_at_risk"), cause.also_at_risk
        for place, why in enumerate(cause.whys or ()):
            yield (*path, "whys", place), why
    for index, edge in enumerate(pm.edges if isinstance(pm, Pilot) else ()):
        yield ("edges", index, "note"), edge.note


def _stories(pm: PostMortem) -> _Placed:
    yield ("title",), pm.title
    for index, cause in enumerate(pm.causes):
        if cause.upstream is not None:
            yield ("causes", index, "upstream", "decision"), cause.upstream.decision
    for index, action in enumerate(pm.actions):
        yield ("actions", index, "cancelled_reason"), action.cancelled_reason
        for place, move in enumerate(action.deferred or ()):
            yield ("actions", index, "deferred", place, "why"), move.why
    for index, review in enumerate(pm.reviews):
        yield ("reviews", index, "note"), review.note


def _of_each(name: str, key: str) -> Callable[[PostMortem], _Placed]:
    def placed(pm: PostMortem) -> _Placed:
        for index, item in enumerate(getattr(pm, name)):
            yield (name, index, key), getattr(item, key)

    return placed


_PLACES: dict[Zone, Callable[[PostMortem], _Placed]] = {
    Zone.FINDING: _findings,
    Zone.STORY: _stories,
    Zone.ACTION: _of_each("actions", "what"),
    Zone.VERIFICATION: _of_each("actions", "verification"),
    Zone.LESSON: _of_each("lessons", "lesson"),
    Zone.IMPLICATION: _of_each("lessons", "implication"),
    Zone.WELL: _of_each("prevented", "what"),
}
"""For each zone, its texts with their places in the front matter."""
