"""The shape of the format: which keys and which words it has at a place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

if TYPE_CHECKING:
    from typing_extensions import TypeIs


def fields_at(model: type[BaseModel], path: Sequence[str | int]) -> dict[str, FieldInfo]:
    """Return the keys that the format has in the mapping at `path`; empty where it has none."""
    found = _type_at(model, path)
    if not _is_model(found):
        return {}
    return {field.alias or name: field for name, field in found.model_fields.items()}


def choices_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the words of the closed list that the format has at `path`; empty for any other."""
    found = _type_at(model, path)
    if isinstance(found, type) and issubclass(found, StrEnum):
        return [word.value for word in found]
    return []


def is_text_at(model: type[BaseModel], path: Sequence[str | int]) -> bool:
    """Tell whether the format has free text at `path`: no day, number, truth value or listed word.

    A role counts as text, as whoever takes part may have one of their own.
    """
    return _type_at(model, path) is str


def _type_at(model: type[BaseModel], path: Sequence[str | int]) -> object:
    found: object = model
    for step in path:
        if isinstance(step, int):
            continue
        if not _is_model(found):
            return None
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        found = _inner(fields[step].annotation) if step in fields else None
    return found


def _is_model(found: object) -> TypeIs[type[BaseModel]]:
    return isinstance(found, type) and issubclass(found, BaseModel)


def _inner(annotation: object) -> object:
    """Return the class within `X | None` and `tuple[X, ...]`."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation
    if get_origin(annotation) is dict:
        return dict
    inner = [_inner(one) for one in get_args(annotation) if one not in (type(None), Ellipsis)]
    return inner[0] if inner else None
