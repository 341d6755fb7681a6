"""Walking over the pieces of a post-mortem, each with the way to it."""

from __future__ import annotations

import itertools
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


# Asking for the type is four times as fast as `isinstance`, which pydantic's models make slow, and
# the pieces have no subclasses.


def parts(pm: PostMortem) -> list[tuple[Path, Part]]:
    """List every piece of `pm` below the top, with its path in the model."""
    values = vars(pm)
    found: list[tuple[Path, Part]] = []
    for name in _LISTS:
        for index, part in enumerate(values.get(name, ())):
            found.append(((name, index), part))
            if type(part) is Cause and part.upstream is not None:
                found.append(((name, index, "upstream"), part.upstream))
            elif type(part) is Action and part.deferred:
                path = (name, index, "deferred")
                found += [((*path, place), item) for place, item in enumerate(part.deferred)]
    found += [((name,), values[name]) for name in _SINGLE if values.get(name) is not None]
    return found


def has_odd_part(pm: PostMortem) -> bool:
    """Tell whether any piece has a key too many or too few: the sieve before a closer look."""
    values = vars(pm)
    singles = [values[name] for name in _SINGLE if values.get(name) is not None]
    pieces = itertools.chain(singles, *[values.get(name, ()) for name in _LISTS])
    return any(map(_is_odd, pieces))


def _is_odd(part: Part) -> bool:
    if part.__pydantic_extra__ or not part.required_fields <= part.__pydantic_fields_set__:
        return True
    if type(part) is Cause:
        return part.upstream is not None and _is_odd(part.upstream)
    return type(part) is Action and any(map(_is_odd, part.deferred or ()))


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
