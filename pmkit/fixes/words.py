"""Words that stand for another: aliases of tags, spellings of the format's words, near misses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pmkit.document.nodes import Path, Scalar, find
from pmkit.edits.change import Put, Rename
from pmkit.fixes.fix import Fix, Fixing, Patient, fixer
from pmkit.model.parts import Cause, Lesson
from pmkit.model.shape import choices_at
from pmkit.rules.check import Check
from pmkit.rules.parts import scalars

_ALIKE = 0.7
"""How much a misspelt key must share with the one that is meant, as in lint's own hint."""


@fixer("PM303")
def write_tag(patient: Patient) -> Iterator[Fix]:
    """Write the tag that an alias stands for, unless it stands there already."""
    taxonomy = patient.check.registers.taxonomy
    for path, word in _tags(patient.check):
        tag = taxonomy.resolve(word)
        if tag != word:
            yield _put(patient.check, path, tag, f"write the tag {tag} for its alias {word}")


@fixer("PM302", best=Fixing.UNSAFE)
def guess_tag(patient: Patient) -> Iterator[Fix]:
    """Write the known tag that an unknown word is most like."""
    taxonomy = patient.check.registers.taxonomy
    for path, word in _tags(patient.check):
        near = None if taxonomy.knows(word) else taxonomy.similar(word)
        if near:
            yield _put(patient.check, path, near, f"write {near} for {word}", is_safe=False)


def _tags(check: Check) -> Iterator[tuple[Path, str]]:
    lists: tuple[tuple[str, tuple[Cause | Lesson, ...]], ...] = (
        ("causes", check.pm.causes),
        ("lessons", check.pm.lessons),
    )
    for name, items in lists:
        for index, item in enumerate(items):
            for place, word in enumerate(item.tags or ()):
                yield (name, index, "tags", place), word


def _put(check: Check, path: Path, word: str, told: str, *, is_safe: bool = True) -> Fix:
    return Fix(check.reading.span(*path), (Put(check.reading.origin(path), word),), told, is_safe)


@fixer("PM105")
def spell_word(patient: Patient) -> Iterator[Fix]:
    """Write a word of a closed list as the list has it: `In Review` is `in_review`."""
    check = patient.check
    spans = {problem.span for problem in check.reading.problems if problem.code == "PM105"}
    root = check.document.root
    for path, node in scalars(root) if root else ():
        span = check.document.span(path)
        word = _listed(check, path, node) if span in spans else None
        if word:
            yield Fix(span, (Put(path, word),), f"write {node.value} as {word}")


def _listed(check: Check, path: Path, node: Scalar) -> str | None:
    words = choices_at(type(check.pm), path)
    alike = [word for word in words if _bare(word) == _bare(node.value)]
    return alike[0] if len(alike) == 1 else None


def _bare(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).casefold()


@fixer("PM102")
def rename_key(patient: Patient) -> Iterator[Fix]:
    """Write the key that a misspelt one can only be: one candidate, and it is not there yet."""
    check = patient.check
    parts = [((), check.pm), *check.odd_parts]
    for path, part in parts:
        known = [field.alias or name for name, field in type(part).model_fields.items()]
        node = (
            find(check.document.root, check.reading.origin(path)) if check.document.root else None
        )
        written = set(getattr(node, "entries", ()))
        for key in part.unknown:
            plain = key.lower().replace("-", "_").replace(" ", "_")
            near = [plain] if plain in known else get_close_matches(plain, known, 2, _ALIKE)
            if len(near) == 1 and near[0] not in written:
                where = (*path, key)
                change = Rename(check.reading.origin(where), near[0])
                yield Fix(check.reading.key_span(*where), (change,), f"write {near[0]} for {key}")


@fixer("PM222")
def write_handle(patient: Patient) -> Iterator[Fix]:
    """Write the handle of a person who is told by name or alias."""
    check = patient.check
    for index, action in check.actions():
        for key, word in (("owner", action.owner), ("verified_by", action.verified_by)):
            person = check.registers.person(word) if word else None
            if person and person.handle and person.handle != word:
                path = ("actions", index, key)
                yield _put(check, path, person.handle, f"write {person.handle} for {word}")
