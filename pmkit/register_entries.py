"""The text of a register → its entries, checked, with the place of whatever is wrong."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from pmkit.document.nodes import Mapping, Node, Path, Scalar, Sequence, is_blank, to_data
from pmkit.document.tree import parse_tree
from pmkit.document.yaml_error import TreeError
from pmkit.errors import ConfigError
from pmkit.model.base import Part
from pmkit.model.register import ENTRIES
from pmkit.visible import short


def parse_entries(name: str, text: str | None) -> tuple[Any, ...]:
    """Read the register called `name`; an absent one has no entries.

    Raises:
        ConfigError: It is no list of entries, or one of them is wrong.
    """
    if text is None:
        return ()
    relative, model = f"register/{name}.yml", ENTRIES[name]
    try:
        tree = parse_tree(text)
        if tree.duplicates:
            raise tree.duplicates[0]
    except TreeError as error:
        raise _error(relative, text, error.index, error.message, error.hint) from None
    return tuple(_entry(item, model, relative, text) for item in entries_of(tree.root, name, text))


def model_of(name: str) -> type[Part]:
    """Return the model of one entry of the register called `name`."""
    return ENTRIES[name]


def entries_of(node: Node | None, name: str, text: str) -> list[Mapping]:
    """Return the nodes of the entries.

    They stand in a list, which may stand under the register's own name; or each under its handle
    as a key. Tags may have `aliases:` beside them, each with the tag it stands for.

    Raises:
        ConfigError: It is something else.
    """
    relative, key = f"register/{name}.yml", ENTRIES[name].required_keys[0]
    if node is None or (isinstance(node, Sequence) and not node.items):
        return []
    found: list[Mapping] = []
    if isinstance(node, Mapping) and name in node.entries:
        aliases = node.entries.get("aliases") if name == "tags" else None
        found = _aliases(aliases) if isinstance(aliases, Mapping) else []
        if len(node.entries) == 1 + (aliases is not None):
            node = node.entries[name]
    if is_blank(node):
        return found
    if isinstance(node, Mapping) and all(isinstance(n, Mapping) for n in node.entries.values()):
        return found + [_under(key, n) for n in node.entries.items() if isinstance(n[1], Mapping)]
    if isinstance(node, Sequence) and all(isinstance(item, Mapping) for item in node.items):
        return found + [item for item in node.items if isinstance(item, Mapping)]
    raise _error(
        relative, text, node.start, "a list of entries is wanted", f"begin each with `- {key}: …`"
    )


def places_of(root: Node | None, name: str) -> list[tuple[Path, str]]:
    """Return where each entry of a register stands, and its handle, in the order of the file."""
    path: Path = ()
    beside = {"aliases"} if name == "tags" else set()
    if (
        isinstance(root, Mapping)
        and name in root.entries
        and not root.entries.keys() - beside - {name}
    ):
        path, root = (name,), root.entries[name]
    key = ENTRIES[name].required_keys[0]
    found: list[tuple[Path, str]] = []
    if isinstance(root, Mapping):
        found = [((*path, word), _word(entry, key) or word) for word, entry in root.entries.items()]
    elif isinstance(root, Sequence):
        found = [((*path, index), _word(item, key)) for index, item in enumerate(root.items)]
    return found


def _word(entry: Node, key: str) -> str:
    """Return the single value that stands under `key`; empty where there is none."""
    node = entry.entries.get(key) if isinstance(entry, Mapping) else None
    return node.value if isinstance(node, Scalar) else ""


def _under(key: str, named: tuple[str, Node]) -> Mapping:
    """Return an entry that stands under its handle with the handle inside."""
    handle, entry = named
    assert isinstance(entry, Mapping)
    word = Scalar(handle, "", entry.key_start, entry.key_end, entry.key_start, entry.key_end)
    entry.entries = {key: word, **entry.entries}
    return entry


def _aliases(node: Mapping) -> list[Mapping]:
    """Return an entry for each alias that stands with the tag it means."""
    found = []
    for alias, tag in node.entries.items():
        entry = Mapping(tag.key_start, False, -1, -1)
        word = Scalar(alias, "", tag.key_start, tag.key_end, tag.key_start, tag.key_end)
        entry.entries = {"name": tag, "aliases": word}
        found.append(entry)
    return found


def _entry(node: Mapping, model: type[Part], relative: str, text: str) -> Part:
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
