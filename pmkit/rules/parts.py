"""Walking over the pieces of a post-mortem, each with the way to it."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Mapping, Node, Path, Scalar, Sequence
from pmkit.model.base import Part
from pmkit.model.parts import Action, Cause
from pmkit.model.postmortem import PostMortem

_LISTS = (
    "participants",
    "metrics",
    "deliverables",
    "causes",
    "actions",
    "lessons",
    "commitments",
    "prevented",
    "reviews",
    "edges",
)
_SINGLE = ("signals", "cost", "adoption")


def parts(pm: PostMortem) -> Iterator[tuple[Path, Part]]:
    """Yield every piece of `pm` below the top, with its path in the model."""
    values = vars(pm)
    for name in _LISTS:
        for index, part in enumerate(values.get(name, ())):
            yield (name, index), part
            yield from _nested((name, index), part)
    for name in _SINGLE:
        part = values.get(name)
        if part is not None:
            yield (name,), part


def _nested(path: Path, part: Part) -> Iterator[tuple[Path, Part]]:
    if isinstance(part, Cause) and part.upstream is not None:
        yield (*path, "upstream"), part.upstream
    if isinstance(part, Action):
        for index, deferral in enumerate(part.deferred or ()):
            yield (*path, "deferred", index), deferral


def has_blank(data: object) -> bool:
    """Tell whether any value of `data` is missing or empty; the sieve before a closer look."""
    if data is None or (isinstance(data, str) and not data.strip()):
        return True
    if isinstance(data, dict):
        return any(map(has_blank, data.values()))
    return isinstance(data, list) and any(map(has_blank, data))


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield every single value of the tree with its path in the file."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from scalars(value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
