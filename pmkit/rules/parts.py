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


def parts(pm: PostMortem) -> list[tuple[Path, Part]]:
    """List every piece of `pm` below the top, with its path in the model."""
    values = vars(pm)
    found: list[tuple[Path, Part]] = []
    for name in _LISTS:
        for index, part in enumerate(values.get(name, ())):
            found.append(((name, index), part))
            if isinstance(part, Cause) and part.upstream is not None:
                found.append(((name, index, "upstream"), part.upstream))
            elif isinstance(part, Action) and part.deferred:
                path = (name, index, "deferred")
                found += [((*path, place), item) for place, item in enumerate(part.deferred)]
    found += [((name,), values[name]) for name in _SINGLE if values.get(name) is not None]
    return found


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
