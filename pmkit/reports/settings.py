"""`config`: every setting with its value and where the value comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pmkit.config import Repository
from pmkit.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `origin` is `default` or the file it is set in."""

    key: str
    value: object
    origin: str
    description: str


def settings_rows(repository: Repository) -> list[Setting]:
    """List every setting of `repository` in the order of the documentation."""
    origin = repository.config.name if repository.config else ""
    return list(_walk(Settings, repository.settings, repository.given, origin, ""))


def _walk(
    model: type[BaseModel], values: BaseModel, given: Any, origin: str, prefix: str
) -> Iterator[Setting]:
    for name, field in model.model_fields.items():
        value = getattr(values, name)
        inner = given.get(name, {}) if isinstance(given, dict) else {}
        if isinstance(value, BaseModel):
            yield from _walk(type(value), value, inner, origin, f"{prefix}{name}.")
        else:
            where = origin if isinstance(given, dict) and name in given else "default"
            yield Setting(prefix + name, value, where, field.description or "")
