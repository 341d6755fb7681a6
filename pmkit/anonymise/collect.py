"""Every name in the repository: registers, post-mortems, commits, settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pmkit.anonymise.lexicon import is_ordinary
from pmkit.anonymise.names import Name, significant, words_of
from pmkit.document.hydrate import is_todo
from pmkit.rules.owners import names_nobody

if TYPE_CHECKING:
    from pmkit.config import Repository
    from pmkit.git import Signatures
    from pmkit.record import Record
    from pmkit.registers import Registers

_Placed = Iterator[tuple[str, str]]
"""The sort of a name, and the name."""


def of_registers(registers: Registers) -> Iterator[Name]:
    """Yield people, clients and projects of the registers under all that they are called."""
    for number, person in enumerate(registers.people, 1):
        yield from _entry("person", f"people entry {number}", person)
        yield from _fields(f"people entry {number}", [("team", "team", person.team)])
    for number, client in enumerate(registers.clients, 1):
        yield from _entry("client", f"clients entry {number}", client)
        for at, domain in enumerate(client.domains, 1):
            bare = domain.strip().rstrip(".").rpartition(".")[0] or domain
            yield Name("client", f"clients entry {number}, domain {at}", bare)
    for number, project in enumerate(registers.projects, 1):
        told = (
            ("project", "handle", project.handle),
            ("client", "client", project.client),
            ("team", "team", project.team),
        )
        yield from _fields(f"projects entry {number}", told)
    for number, brief in enumerate(registers.briefs, 1):
        read = (("person", "person", brief.person), ("project", "project", brief.project))
        yield from _fields(f"briefs entry {number}", read)


def _fields(place: str, told: Iterable[tuple[str, str, str | None]]) -> Iterator[Name]:
    """Yield a name for each field that is filled in: its sort, its key, its text."""
    for sort, key, text in told:
        if text:
            yield Name(sort, f"{place}, {key}", text)


def _entry(sort: str, place: str, entry: Any) -> Iterator[Name]:
    for key in ("handle", "name"):
        if text := getattr(entry, key):
            yield Name(sort, f"{place}, {key}", text)
    for number, alias in enumerate(entry.aliases, 1):
        yield Name(sort, f"{place}, alias {number}", alias)


_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-?")
_AGENTS = ("made_by", "detected_by", "verify_by")
"""Keys in `_by` that name no person."""


def of_documents(repository: Repository, records: Iterable[Record]) -> Iterator[Name]:
    """Yield whom the front matter of `records` names, and the names of their files.

    The values are taken as they were written: also one that is no value the format knows, such as
    two owners in a list, names somebody.
    """
    from pmkit.load import limits_of, load_document

    limits = limits_of(repository)
    for number, record in enumerate(sorted(records, key=lambda one: one.path), 1):
        document = load_document(repository.root, record.path, limits)
        texts = [("post-mortem", _bare_id(record.id)), *_named(document.data)]
        for sort, text in dict.fromkeys(texts):
            what = "file name" if sort == "post-mortem" else sort
            yield Name(sort, f"{what} of post-mortem {number}", text)


def _bare_id(reference: str) -> str:
    """Return the id that a reference holds, without the day it begins with."""
    return _DATED.sub("", reference.partition(":")[0], count=1)


def _named(data: dict[str, Any]) -> _Placed:
    for key in ("client", "project", "author", "team"):
        yield from ((key, text) for text in _texts(data.get(key)))
    for item in _items(data.get("participants")):
        yield from (("participant", text) for text in _texts(item.get("name")))
    for item in _items(data.get("actions")):
        yield from (("owner", text) for text in _texts(item.get("owner")))
    for item in _items(data.get("commitments")):
        yield from (("participant", text) for text in _texts(item.get("person")))
    yield from (("participant", text) for text in _signed(data))
    for value in (
        data.get("related"),
        *(p.get("thanks_to") for p in _items(data.get("prevented"))),
    ):
        yield from (("post-mortem", _bare_id(text)) for text in _texts(value))


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _signed(value: Any) -> Iterator[str]:
    """Yield what stands under keys such as `verified_by` and `by`, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from _signed(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if (key == "by" or key.endswith("_by")) and key not in _AGENTS:
                yield from _texts(item)
            else:
                yield from _signed(item)


def of_commits(signatures: Signatures) -> Iterator[Name]:
    """Yield who signed a commit: by name, and by what stands before the @ of the address."""
    for number, (name, mail) in enumerate(signatures.people, 1):
        yield Name("git author", f"git author {number}, name", name)
        yield Name("git author", f"git author {number}, address", mail.partition("@")[0])


def of_settings(words: Iterable[str]) -> Iterator[Name]:
    """Yield the words that the settings add."""
    for number, word in enumerate(words, 1):
        yield Name("setting", f"anonymise.names, word {number}", word)


def distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return each name once, by its first place; what names nobody is left out."""
    written: dict[tuple[str, str], Name] = {}
    for name in names:
        written.setdefault((name.sort, name.text.strip()), name)
    found: dict[tuple[str, str], Name] = {}
    for (sort, text), name in written.items():
        if text and not _is_idle(sort, text):
            found.setdefault((sort, text.casefold()), name)
    return tuple(found.values())


def _is_idle(sort: str, text: str) -> bool:
    """Tell whether a field names nobody: a blank, a role, a group, a machine."""
    if sort in ("owner", "participant", "author"):
        return is_todo(text) or names_nobody(text) or _is_group(text)
    if sort == "git author":
        return not significant(words_of(text), sort)
    return sort not in ("person", "setting") and is_todo(text)


def _is_group(text: str) -> bool:
    """Tell whether `text` is such as `the platform team`: everyday words, the last a group."""
    words = words_of(text)
    return len(words) > 1 and names_nobody(words[-1]) and all(map(is_ordinary, words))
