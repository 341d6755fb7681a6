"""JSON that any terminal and any log can carry: ASCII, with every control character escaped."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from pmkit.record import Skipped

SCHEMA_VERSION = 1


def to_json(value: object) -> str:
    """Return `value` as indented JSON with a final newline."""
    return _harmless(json.dumps(value, indent=2, ensure_ascii=True, default=_plain))


def to_json_line(value: object) -> str:
    """Return `value` as JSON on one line, its newline included."""
    return _harmless(json.dumps(value, ensure_ascii=True, default=_plain))


def _harmless(text: str) -> str:
    text = text.replace("\x7f", "\\u007f")
    return text.replace("##[", "##\\u005b") + "\n"  # a runner's command; stands in text alone


def envelope(
    kind: str,
    as_of: date | str,
    items: Iterable[object],
    skipped: Iterable[Skipped] = (),
    **beside: object,
) -> str:
    """Return a report's JSON: what it is, for which day, its items, and what could not be read."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "kind": kind,
            "as_of": as_of,
            **beside,
            "items": list(items),
            "skipped": list(skipped),
        }
    )


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, set, frozenset)):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
