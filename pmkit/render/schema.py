"""JSON Schemas of what people write by hand, for editors that check while typing."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pmkit.model.enums import Kind
from pmkit.model.postmortem import MODELS
from pmkit.model.register import ENTRIES
from pmkit.model.settings import Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS = (*(str(kind) for kind in Kind), "config", *ENTRIES)
"""What there is a schema of: each kind's front matter, the settings, each register."""


def json_schema(name: str) -> dict[str, Any]:
    """Return the schema called `name`, one of `SCHEMAS`."""
    if name == "config":
        schema, title = _tidy(Settings.model_json_schema()), "pmkit.toml"
    elif name in ENTRIES:
        schema, title = _register(name, ENTRIES[name]), f"register/{name}.yml"
    else:
        schema = _tidy(MODELS[Kind(name)].model_json_schema())
        schema["properties"]["kind"] |= {"const": name}
        del schema["properties"]["kind"]["$ref"]
        title = f"front matter of a post-mortem of kind {name}"
    return {"$schema": _DIALECT, "title": title, **schema}


def _register(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a register, which may be written in each way that pmkit reads it."""
    entry: dict[str, Any] = _tidy(model.model_json_schema())
    key, *others = entry["required"]
    keyed = {**entry, "required": others}
    keyed["properties"] = {k: value for k, value in entry["properties"].items() if k != key}
    definitions = {**entry.pop("$defs", {}), "entry": entry, "keyed": keyed}
    keyed.pop("$defs", None)
    ways: list[dict[str, Any]] = [
        {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        {
            "type": "object",
            "not": {"required": [name]},
            "additionalProperties": {"$ref": "#/$defs/keyed"},
        },
        {"type": "null"},
    ]
    named: dict[str, Any] = {name: {"anyOf": ways}}
    if name == "tags":
        described = "From another word to the tag that it means."
        words = {"type": "object", "additionalProperties": {"type": "string"}}
        named["aliases"] = {"description": described, **words}
    under = {
        "type": "object",
        "required": [name],
        "properties": named,
        "additionalProperties": False,
    }
    described = entry["description"]
    return {"description": described, "$defs": definitions, "anyOf": [*ways, under]}


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
