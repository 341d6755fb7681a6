"""JSON Schemas of what people write by hand, for editors that check while typing."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pmkit.model.enums import Kind
from pmkit.model.postmortem import MODELS
from pmkit.model.register import AnnualReview, Client, Exemption, OwnTag, Person, RegisteredProject
from pmkit.model.settings import Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REGISTERS: dict[str, type[BaseModel]] = {
    "people": Person,
    "clients": Client,
    "projects": RegisteredProject,
    "tags": OwnTag,
    "reviews": AnnualReview,
    "anonymise": Exemption,
}

SCHEMAS = (*(str(kind) for kind in Kind), "config", *_REGISTERS)
"""What there is a schema of: each kind's front matter, the settings, each register."""


def json_schema(name: str) -> dict[str, Any]:
    """Return the schema called `name`, one of `SCHEMAS`."""
    if name == "config":
        schema, title = Settings.model_json_schema(), "pmkit.toml"
    elif name in _REGISTERS:
        entry = _REGISTERS[name].model_json_schema()
        definitions = entry.pop("$defs", None)
        schema = {"type": "array", "items": entry}
        if definitions:
            schema["$defs"] = definitions
        title = f"register/{name}.yml"
    else:
        schema = MODELS[Kind(name)].model_json_schema()
        schema["properties"]["kind"] = {"const": name}
        title = f"front matter of a post-mortem of kind {name}"
    tidy: dict[str, Any] = _tidy(schema)
    return {"$schema": _DIALECT, "title": title, **tidy}


def _tidy(schema: Any) -> Any:
    """Leave out what only a program cares for: generated titles, and null as a value.

    The models take a missing value as null; in a file a key without a value is an error.
    """
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: _tidy(value) for key, value in schema.items() if not _is_noise(key, value)}
    choices = out.get("anyOf")
    if isinstance(choices, list):
        real = [choice for choice in choices if choice != {"type": "null"}]
        if len(real) == 1:
            del out["anyOf"]
            out = {**real[0], **out}
    return out


def _is_noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
