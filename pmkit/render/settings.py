"""The settings as rows: key, value, origin, meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pmkit.config import Repository
from pmkit.model.settings import Settings
from pmkit.render.jsontext import SCHEMA_VERSION, to_json
from pmkit.render.table import Column, Table


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


def settings_table(repository: Repository, rows: list[Setting]) -> Table:
    """Return the settings as a table."""
    columns = (
        Column("setting", style="bold"),
        Column("value", wrap=True),
        Column("from"),
        Column("meaning", wrap=True),
    )
    cells = tuple((row.key, _show(row.value), row.origin, row.description) for row in rows)
    origin = repository.config or "no pmkit.toml, so all are defaults"
    notes = (f"repository: {repository.root}", f"settings: {origin}")
    return Table(columns, cells, notes=notes)


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "(none)"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_show(inner)}" for key, inner in value.items()) or "(none)"
    return str(value)


def settings_json(repository: Repository, rows: list[Setting]) -> str:
    """Return the settings as JSON."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "kind": "config",
            "root": str(repository.root),
            "file": str(repository.config) if repository.config else None,
            "items": rows,
        }
    )
