"""PM3xx about tags: the words that make causes comparable."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.hydrate import is_todo
from pmkit.model.parts import Cause, Lesson
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import cause_name
from pmkit.visible import short


@rule("PM302", Weight.COMPLETE)
def unknown_tag(check: Check) -> Problems:
    """A cause or a lesson carries a tag that nobody defined.

    Recurrence is counted by tag. A word that stands in one file only can never be seen to recur,
    and a typing slip hides one that does.

    Bad:
        lessons:
          - lesson: Hand-picked samples hide scan quality.
            implication: Ask for a random draw from production.
            tags: [data-quality-suprise]
    Good:
        lessons:
          - lesson: Hand-picked samples hide scan quality.
            implication: Ask for a random draw from production.
            tags: [data-quality-surprise]
    """
    taxonomy = check.registers.taxonomy
    for where, index, place, tag in _tags(check):
        if taxonomy.knows(tag):
            continue
        near = taxonomy.similar(tag)
        yield check.at(
            where,
            index,
            "tags",
            place,
            message=f"`{short(tag)}` is no tag that pmkit or this repository knows",
            hint=f"did you mean `{short(near)}`?"
            if near
            else "choose one that `pmkit tags` lists, or add this one to register/tags.yml",
        )


@rule("PM303", Weight.ADVICE)
def aliased_tag(check: Check) -> Problems:
    """A tag is written by one of its aliases.

    It is counted rightly all the same; with one word for one thing a plain text search finds it
    too.

    Bad:
        lessons:
          - lesson: Small wishes added up to a quarter of the hours.
            implication: Book each of them as a change request.
            tags: [scope-creep]
    Good:
        lessons:
          - lesson: Small wishes added up to a quarter of the hours.
            implication: Book each of them as a change request.
            tags: [scope]
    """
    taxonomy = check.registers.taxonomy
    for where, index, place, tag in _tags(check):
        real = taxonomy.resolve(tag)
        if real != tag:
            yield check.at(
                where,
                index,
                "tags",
                place,
                message=f"`{short(tag)}` is another word for the tag `{short(real)}`",
                hint=f"write `{short(real)}`",
            )


@rule("PM313", Weight.COMPLETE)
def cause_without_tag(check: Check) -> Problems:
    """A cause carries no tag.

    Tags are what makes it comparable: without one it takes part in no count of what recurs, and
    no next project finds it.

    Bad:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            category: process
            tags: []
    Good:
        causes:
          - id: C1
            what: Scans were a third of the volume and absent from training.
            category: process
            tags: [data-quality-surprise]
    """
    for index, cause in check.causes():
        if not cause.tags and not check.is_written("causes", index, "tags"):
            yield check.at_key(
                "causes",
                index,
                "tags",
                message=f"{cause_name(index, cause)} has no tag",
                hint="add `tags:` with one or two that `pmkit tags` lists",
            )


def _tags(check: Check) -> Iterator[tuple[str, int, int, str]]:
    """Yield the list, the item, the place and the word of each tag; blanks are left out."""
    lists: tuple[tuple[str, tuple[Cause | Lesson, ...]], ...] = (
        ("causes", check.pm.causes),
        ("lessons", check.pm.lessons),
    )
    for where, items in lists:
        for index, item in enumerate(items):
            for place, tag in enumerate(item.tags or ()):
                if not is_todo(tag):
                    yield where, index, place, tag
