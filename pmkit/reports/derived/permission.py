"""Whether a client may be told about a post-mortem; `pmkit.anonymise.client` looks for names in it.

Definition: format.md, "Who may see what": client and public may be; internal only when somebody
approved it, which the file records; participants never.
"""

from __future__ import annotations

from typing import Any

from pmkit.document.hydrate import Reading
from pmkit.errors import PmkitError
from pmkit.model.enums import Visibility
from pmkit.visible import visible

APPROVALS = "x-client-approvals"
"""Where the file records who approved it: the format has no key of its own for that."""


class ReportRefused(PmkitError):
    """The document may not be made; nothing was written."""

    exit_code = 1


def approvals_of(reading: Reading) -> list[dict[str, Any]]:
    """Return who approved that the client is told, as the file records it."""
    found = reading.document.data.get(APPROVALS)
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict) and item.get("by")]


def require_permission(ref: str, reading: Reading, approved_by: str | None) -> None:
    """Refuse to tell the client what they may not be told.

    Raises:
        ReportRefused: It is for its participants alone, a draft, or internal and not approved.
    """
    pm = reading.postmortem
    if pm.visibility is Visibility.PARTICIPANTS:
        raise ReportRefused(
            f"{visible(ref)} is for its participants alone",
            "its `visibility` decides; nobody outside may be told more than that it took place",
        )
    if pm.status in (None, "draft"):
        raise ReportRefused(
            f"{visible(ref)} is a draft", "finish the internal analysis first, then tell the client"
        )
    if pm.visibility is Visibility.INTERNAL and not approved_by and not approvals_of(reading):
        raise ReportRefused(
            f"{visible(ref)} is internal, and nobody approved that the client is told",
            "add --approve NAME, which the file records, or write `visibility: client`",
        )
