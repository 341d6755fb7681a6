"""One version of a file → the values whose changes are history."""

from __future__ import annotations

import contextlib
from typing import Any

from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.history.story import OF_POSTMORTEM, Values
from pmkit.model.days import DayError, parse_day

_KEPT = ("owner", "status", "verification")


def read_values(raw: bytes | None, limits: Limits) -> Values | None:
    """Return the values of one version; None when it cannot be read.

    A value that cannot be read, such as a deadline that is no day, is left out.
    """
    document = read_document(raw, limits) if raw is not None else None
    if document is None or document.root is None:
        return None
    data = document.data
    values: Values = {}
    if isinstance(data.get("status"), str):
        values[OF_POSTMORTEM, "status"] = data["status"]
    actions = data.get("actions")
    for action in actions if isinstance(actions, list) else ():
        if isinstance(action, dict):
            _add(values, action)
    return values


def _add(values: Values, action: dict[str, Any]) -> None:
    name = action.get("id")
    if not isinstance(name, str) or not name or (name, "status") in values:
        return
    told = {"status": "open"}
    told |= {key: action[key] for key in _KEPT if isinstance(action.get(key), str)}
    with contextlib.suppress(DayError):
        told["deadline"] = parse_day(str(action.get("deadline"))).isoformat()
    for key, text in told.items():
        values[name, key] = " ".join(text.split())
