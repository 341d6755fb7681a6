"""Who approved which words for the client; what changed since lets an approval lapse.

The words are told apart by a fingerprint beside the approval. How far the changes are and their
dates are no words: they are told as they stand.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from pmkit.document.hydrate import Reading
from pmkit.reports.derived.facts import client_facts

APPROVALS = "x-client-approvals"
"""Where the file records who approved it: the format has no key of its own for that."""

_WORDS = (
    *("kind", "title", "outcome", "wrong", "outside", "summary", "timeline", "impact"),
    *("went_well", "better", "roots", "measured", "gaps", "client_view"),
)
"""What a client is told in words and figures, the changes aside."""


def approvals_of(reading: Reading) -> list[dict[str, Any]]:
    """Return who approved that the client is told, as the file records it."""
    found = reading.document.data.get(APPROVALS)
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict) and item.get("by")]


def standing_approvals(reading: Reading) -> list[dict[str, Any]]:
    """Return the approvals of what the file says now."""
    now = fingerprint(reading)
    return [one for one in approvals_of(reading) if one.get("text") == now]


def fingerprint(reading: Reading) -> str:
    """Return what tells the words that both documents for the client take from the file."""
    facts = client_facts(reading, None, date.min, str)
    words = [facts[key] for key in _WORDS]
    changes = [(one.what, one.evidence) for one in reading.postmortem.actions]
    whole = json.dumps([words, changes], ensure_ascii=True)
    return f"sha256-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
