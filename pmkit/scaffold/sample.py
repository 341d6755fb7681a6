"""An invented post-mortem on which a template shows whether it works."""

from __future__ import annotations

from typing import Any

from pmkit.config import Repository
from pmkit.model.enums import Kind
from pmkit.scaffold.context import vocabulary
from pmkit.taxonomy import Taxonomy

_TITLE = 'Sentiment model: "first" run, 90 % done #2 \U0001f525'
"""Holds what breaks a template that does not quote: a colon, quotes, a hash, a wide character."""


def sample_context(repository: Repository, taxonomy: Taxonomy, kind: Kind) -> dict[str, Any]:
    """Return all that a template of `kind` may use, with invented values."""
    incident = kind is Kind.INCIDENT
    action = {
        "ref": "2025-11-07-acme-intent:A2",
        "what": "Add ten eval cases --> one for each intent # with a hash",
        "owner": "sarah",
        "deadline": "2026-02-28",
        "overdue": True,
    }
    return {
        "kind": str(kind),
        "title": _TITLE,
        "client": "Acme: Insurance",
        "project": "acme-sentiment",
        "team": "nlp",
        "author": None,
        "as_of": "2026-03-06",
        "held_by": "by 2026-03-13, within 7 days",
        "started_on": None if incident else "2025-11-03",
        "completed_on": None if incident else "2026-03-06",
        "started_at": "2026-03-05T00:00:00+01:00" if incident else None,
        "resolved_at": "2026-03-06T17:30:00+01:00" if incident else None,
        "start_is_guess": incident,
        **vocabulary(repository, taxonomy, kind),
        "carried": [action],
        "carried_more": 2,
    }


def bare_context(full: dict[str, Any]) -> dict[str, Any]:
    """Return the same with all unknown that may be."""
    unknown = dict.fromkeys(("client", "project", "team", "author", "started_on", "resolved_at"))
    return {**full, **unknown, "start_is_guess": False, "carried": [], "carried_more": 0}
