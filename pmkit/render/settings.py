"""The settings as rows: key, value, origin, meaning."""

from __future__ import annotations

from pmkit.config import Repository
from pmkit.render.jsontext import SCHEMA_VERSION, to_json
from pmkit.render.table import Column, Table
from pmkit.reports.settings import Setting


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
