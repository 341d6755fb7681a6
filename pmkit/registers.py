"""The registers: `register/people.yml`, `clients.yml`, `projects.yml`, `tags.yml`.

Each is a list of entries. An absent or empty one asks nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pmkit.document.nodes import Mapping, Node, Sequence, to_data
from pmkit.document.tree import TreeError, parse_tree
from pmkit.errors import ConfigError
from pmkit.files import FileProblem, read_bytes
from pmkit.model.base import Part
from pmkit.model.register import Client, OwnTag, Person, RegisteredProject
from pmkit.taxonomy import OWN_GROUP, Taxonomy, built_in
from pmkit.taxonomy.tag import Tag
from pmkit.visible import short

FOLDER = "register"
_CAP = 4_000_000

Entry = TypeVar("Entry", bound=Part)
Named = TypeVar("Named", Person, Client)


@dataclass(frozen=True)
class Registers:
    """What the repository knows about people, clients, projects and its own tags."""

    people: tuple[Person, ...] = ()
    clients: tuple[Client, ...] = ()
    projects: tuple[RegisteredProject, ...] = ()
    own_tags: tuple[OwnTag, ...] = ()

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

    def project(self, handle: str) -> RegisteredProject | None:
        """Return the project called `handle`."""
        return next((item for item in self.projects if item.handle == handle), None)

    def client_handle(self, word: str | None) -> str | None:
        """Return the handle of the client that `word` names; `word` itself where unknown."""
        client = self.client(word) if word else None
        return client.handle if client else word

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


def load_registers(root: Path) -> Registers:
    """Read the registers of the repository at `root`.

    Raises:
        ConfigError: One of them cannot be read; it says which and on which line.
    """
    return Registers(
        people=_read(root, "people", Person),
        clients=_read(root, "clients", Client),
        projects=_read(root, "projects", RegisteredProject),
        own_tags=_read(root, "tags", OwnTag),
    )


def _read(root: Path, name: str, model: type[Entry]) -> tuple[Entry, ...]:
    relative = f"{FOLDER}/{name}.yml"
    path = root / FOLDER / f"{name}.yml"
    if not path.exists() and not path.is_symlink():
        return ()
    if path.parent.is_symlink():
        raise ConfigError(f"{FOLDER}: it is a link, and links are not followed", "use a real folder")
    text = _text(path, relative)
    try:
        node, duplicates = parse_tree(text)
        if duplicates:
            raise duplicates[0]
    except TreeError as error:
        raise _error(relative, text, error.index, error.message, error.hint) from None
    items = _items(node, name, relative, text)
    return tuple(_entry(item, model, relative, text) for item in items)


def _text(path: Path, relative: str) -> str:
    try:
        raw = read_bytes(path, _CAP)
    except FileProblem as problem:
        raise ConfigError(f"{relative}: {problem.message}", problem.hint) from None
    if len(raw) > _CAP:
        raise ConfigError(f"{relative}: larger than {_CAP} bytes", "split what is not a register off")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{relative}:{line}: not UTF-8", "save the file again as UTF-8") from None


def _items(node: Node | None, name: str, relative: str, text: str) -> list[Mapping]:
    """Return the entries: a list, or a list under the register's own name."""
    if node is None:
        return []
    if isinstance(node, Mapping) and list(node.entries) == [name]:
        node = node.entries[name]
    if isinstance(node, Sequence) and all(isinstance(item, Mapping) for item in node.items):
        return [item for item in node.items if isinstance(item, Mapping)]
    raise _error(
        relative, text, node.start, "a list of entries is wanted", "begin each with `- handle: …`"
    )


def _entry(node: Mapping, model: type[Entry], relative: str, text: str) -> Entry:
    data: Any = to_data(node)
    key = model.required_keys[0]
    try:
        entry = model.model_validate({k: v for k, v in data.items() if v is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0])
        place = node.entries[field].start if field in node.entries else node.start
        message = f"`{short(field)}`: {first['msg']}"
        raise _error(relative, text, place, message, "correct this entry") from None
    if not getattr(entry, key):
        raise _error(relative, text, node.start, f"an entry without `{key}`", f"add `{key}:`")
    return entry


def _error(relative: str, text: str, index: int, message: str, hint: str) -> ConfigError:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return ConfigError(f"{relative}:{line}:{column}: {message}", hint)
