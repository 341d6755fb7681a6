"""What a rule sees: one post-mortem with its surroundings, or the whole repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from typing import NamedTuple

from pmkit.document.hydrate import Reading
from pmkit.document.nodes import Path, find, to_data
from pmkit.document.problem import Problem, Span
from pmkit.document.read import Document
from pmkit.model.base import Part
from pmkit.model.enums import Status
from pmkit.model.parts import Action, Cause
from pmkit.model.postmortem import PostMortem
from pmkit.model.register import Person
from pmkit.model.settings import Settings
from pmkit.registers import Registers
from pmkit.rules.parts import has_odd_part, parts
from pmkit.rules.seats import Seat, seats_of
from pmkit.wording.hits import Wording
from pmkit.wording.vocabulary import Vocabulary, make_vocabulary


@dataclass
class Check:
    """One post-mortem and what a rule may ask about it.

    Attributes:
        path: The file, relative to the repository.
        as_of: The day that counts as today.
        given: What the rules about wording look for, where a run has made it once for all files.
    """

    path: str
    reading: Reading
    settings: Settings
    registers: Registers
    as_of: date
    given: Vocabulary | None = None

    @property
    def pm(self) -> PostMortem:
        """The post-mortem as far as it can be read."""
        return self.reading.postmortem

    @property
    def document(self) -> Document:
        """The file it was read from."""
        return self.reading.document

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft; a file without a readable status is treated as one."""
        return self.pm.status in (None, Status.DRAFT)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the rules about wording look for."""
        return self.given or make_vocabulary(self.settings, self.registers)

    @cached_property
    def wording(self) -> Wording:
        """What the lists of phrases find in its texts."""
        return self.vocabulary.read(self.reading)

    @cached_property
    def odd_parts(self) -> list[tuple[Path, Part]]:
        """Every piece below the top with its path, if any has a key too many or too few."""
        return parts(self.pm) if has_odd_part(self.pm) else []

    @cached_property
    def owners(self) -> list[tuple[int, Action, Person | None]]:
        """The actions with their place, each with the person of the register who owns it."""
        person = self.registers.person
        actions = enumerate(self.pm.actions)
        return [(n, one, person(one.owner) if one.owner else None) for n, one in actions]

    @cached_property
    def seats(self) -> list[Seat]:
        """Who took part in the meeting, and in which role, in the order of the file."""
        return seats_of(self.pm, self.registers)

    def actions(self) -> Iterator[tuple[int, Action]]:
        """The actions with their place in the list, which `at` and `at_key` take."""
        return iter(enumerate(self.pm.actions))

    def causes(self) -> Iterator[tuple[int, Cause]]:
        """The causes with their place in the list, which `at` and `at_key` take."""
        return iter(enumerate(self.pm.causes))

    def is_written(self, *path: str | int) -> bool:
        """Tell whether the file has a value at the model's `path`, readable or not.

        What is written and cannot be read is reported as such, and is not missing as well.
        """
        root = self.document.root
        node = find(root, self.reading.origin(path)) if root else None
        return node is not None and to_data(node) not in (None, [], {})

    def lacks_text(self, value: str | None, *path: str | int) -> bool:
        """Tell whether the model's `value` at `path` is missing or blank."""
        return not self.is_written(*path) if value is None else not value.strip()

    def at(self, *path: str | int, message: str, hint: str = "") -> Problem:
        """Make a problem at a value: `at("actions", 0, "owner", message=…)`.

        Where the value is missing, the problem stands at its nearest parent.
        """
        return Problem(self.reading.span(*path), message, hint)

    def at_key(self, *path: str | int, message: str, hint: str = "") -> Problem:
        """Make a problem at a key, or at the first line of a list's item."""
        return Problem(self.reading.key_span(*path), message, hint)


class Reference(NamedTuple):
    """A place that points at another post-mortem: `key` is `related` or `thanks_to`."""

    key: str
    target: str
    span: Span


class FileFacts(NamedTuple):
    """What the repository's rules need to know of one file; `tags` of its causes and lessons."""

    path: str
    id: str
    action_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass
class RepositoryCheck:
    """The repository as its rules see it.

    Attributes:
        root: The repository's folder.
        paths: Every post-mortem file there is, whether linted in this run or not.
        facts: Of the files linted in this run.
        facts_of: Facts of any file by its path, read when asked for; None if unreadable.
        is_whole: Whether this run lints every file.
    """

    root: FilePath | None
    paths: tuple[str, ...]
    facts: tuple[FileFacts, ...]
    facts_of: Callable[[str], FileFacts | None]
    registers: Registers
    settings: Settings
    as_of: date
    is_whole: bool
