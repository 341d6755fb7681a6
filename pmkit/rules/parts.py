"""Walking over the pieces of a post-mortem, each with the way to it."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Mapping, Node, Path, Scalar, Sequence
from pmkit.model.base import Part
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
    for name in _LISTS:
        for index, part in enumerate(getattr(pm, name, ())):
            yield (name, index), part
            yield from _nested((name, index), part)
    for name in _SINGLE:
        part = getattr(pm, name, None)
        if part is not None:
            yield (name,), part


def _nested(path: Path, part: Part) -> Iterator[tuple[Path, Part]]:
    upstream = getattr(part, "upstream", None)
    if upstream is not None:
        yield (*path, "upstream"), upstream
    for index, deferral in enumerate(getattr(part, "deferred", None) or ()):
        yield (*path, "deferred", index), deferral


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield every single value of the tree with its path in the file."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from scalars(entry.value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
