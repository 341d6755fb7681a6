"""The registers in `register/`: people, clients, projects, tags, annual reviews, briefs read.

Each is a list of entries. An absent or empty one asks nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from pmkit.errors import ConfigError
from pmkit.files import FileProblem, read_bytes
from pmkit.store import Store
from pmkit.taxonomy import OWN_GROUP, Taxonomy, built_in
from pmkit.taxonomy.tag import Tag

if TYPE_CHECKING:
    from pmkit.guesses import Guesses
    from pmkit.model.register import (
        AnnualReview,
        Client,
        OwnTag,
        Person,
        ReadBrief,
        RegisteredProject,
    )

FOLDER = "register"
CAP = 4_000_000
"""Bytes of one register; more was not written by hand."""

Named = TypeVar("Named", "Person", "Client")

NAMES = ("people", "clients", "projects", "tags", "reviews", "briefs")
"""The registers in the order of the fields of `Registers`."""


@dataclass(frozen=True)
class Registers:
    """What the repository knows about people, clients, projects, tags, reviews and briefs."""

    people: tuple[Person, ...] = ()
    clients: tuple[Client, ...] = ()
    projects: tuple[RegisteredProject, ...] = ()
    own_tags: tuple[OwnTag, ...] = ()
    annual_reviews: tuple[AnnualReview, ...] = ()
    briefs: tuple[ReadBrief, ...] = ()

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The built-in tags with the repository's own on top."""
        return built_in().extended(_tag(own) for own in self.own_tags if own.name)

    def person(self, word: str) -> Person | None:
        """Return the person that `word` names: a handle, a name or an alias."""
        return self._people.get(word.strip().lstrip("@").casefold())

    def client(self, word: str) -> Client | None:
        """Return the client that `word` names: a handle, a name or an alias."""
        return self._clients.get(word.strip().casefold())

    def client_of_domain(self, domain: str) -> Client | None:
        """Return the client that `domain` belongs to, itself or as part of a wider one."""
        parts = domain.casefold().split(".")
        wider = (".".join(parts[start:]) for start in range(len(parts)))
        return next((self._domains[one] for one in wider if one in self._domains), None)

    def project(self, handle: str) -> RegisteredProject | None:
        """Return the project called `handle`."""
        return self._projects.get(handle)

    def annual_review(self, year: int) -> AnnualReview | None:
        """Return the look back on a year that was held."""
        return next((item for item in self.annual_reviews if item.year == year), None)

    def client_handle(self, word: str | None) -> str | None:
        """Return the handle of the client that `word` names; `word` itself where unknown."""
        client = self.client(word) if word else None
        return client.handle if client else word

    @cached_property
    def teams(self) -> frozenset[str]:
        """Every team of the people and the projects, as it is written there."""
        named = [person.team for person in self.people]
        named += [project.team for project in self.projects]
        return frozenset(filter(None, named))

    @cached_property
    def guesses(self) -> Guesses:
        """What a word that no register knows may have been meant to be."""
        from pmkit.guesses import Guesses  # seldom needed

        return Guesses(self)

    @cached_property
    def _projects(self) -> dict[str, RegisteredProject]:
        return {item.handle: item for item in reversed(self.projects) if item.handle}

    @cached_property
    def _domains(self) -> dict[str, Client]:
        return {domain.casefold(): client for client in self.clients for domain in client.domains}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return _by_name(self.people)

    @cached_property
    def _clients(self) -> dict[str, Client]:
        return _by_name(self.clients)


def _by_name(entries: Iterable[Named]) -> dict[str, Named]:
    """Index entries by alias, name and handle; a handle wins over a name, a name over an alias."""
    index: dict[str, Named] = {}
    entries = list(entries)
    for entry in entries:
        for alias in entry.aliases:
            index[alias.casefold()] = entry
    for entry in entries:
        if entry.name:
            index[entry.name.casefold()] = entry
    for entry in entries:
        if entry.handle:
            index[entry.handle.casefold()] = entry
    return index


def _tag(own: OwnTag) -> Tag:
    return Tag(
        name=own.name or "",
        group=own.group or OWN_GROUP,
        title=own.title or "",
        description=own.description or "",
        warning_signs=own.warning_signs,
        questions=own.questions,
        countermeasures=own.countermeasures,
        aliases=own.aliases,
    )


def load_registers(root: Path, store: Store | None = None) -> Registers:
    """Read the registers of the repository at `root`.

    Args:
        store: Where their entries are kept, by the bytes they were read from; entries that come
            from there are plain values with the fields of the models.

    Raises:
        ConfigError: One of them cannot be read; it says which and on which line.
    """
    texts = {name: read_register(root, name) for name in NAMES}
    kept = store.get("registers") if store else None
    if kept is not None and (entries := _revived(kept, texts)):
        return Registers(*entries)
    from pmkit.register_entries import parse_entries

    registers = Registers(*(parse_entries(name, text) for name, text in texts.items()))
    if store:
        store.put(
            "registers",
            {"of": texts, "entries": [_plain(each) for each in vars(registers).values()]},
        )
    return registers


def read_register(root: Path, name: str) -> str | None:
    """Return the text of one register, None where there is none.

    Raises:
        ConfigError: It cannot be read; it says which and, where that is known, on which line.
    """
    relative = f"{FOLDER}/{name}.yml"
    path = root / FOLDER / f"{name}.yml"
    if not path.exists() and not path.is_symlink():
        return None
    if path.parent.is_symlink():
        raise ConfigError(
            f"{FOLDER}: it is a link, and links are not followed", "use a real folder"
        )
    try:
        raw = read_bytes(path, CAP)
    except FileProblem as problem:
        raise ConfigError(f"{relative}: {problem.message}", problem.hint) from None
    if len(raw) > CAP:
        raise ConfigError(
            f"{relative}: larger than {CAP} bytes", "split what is not a register off"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{relative}:{line}: not UTF-8", "save the file again as UTF-8") from None


def _plain(entries: Iterable[Any]) -> list[dict[str, Any]]:
    """Return entries as JSON values; days become text."""
    return [
        {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in vars(entry).items()
        }
        for entry in entries
    ]


def _revived(kept: Any, texts: dict[str, str | None]) -> list[tuple[Any, ...]]:
    """Return the kept entries of each register, nothing when they are not of today's files."""
    try:
        if kept["of"] != texts or len(kept["entries"]) != len(NAMES):
            return []
        return [tuple(_entry(entry) for entry in entries) for entries in kept["entries"]]
    except (TypeError, KeyError, ValueError, AttributeError):
        return []


def _entry(kept: dict[str, Any]) -> SimpleNamespace:
    values: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in kept.items()
    }
    for key in ("started_on", "completed_on", "held_on", "read_on"):
        if values.get(key):
            values[key] = date.fromisoformat(values[key])
    return SimpleNamespace(**values)
