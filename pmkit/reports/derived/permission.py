"""Whether a client may be told about a post-mortem; `pmkit.anonymise.client` looks for names in it.

Definition: format.md, "Who may see what": client and public may be; internal only when somebody
approved it as it is, which the file records; participants never.
"""

from __future__ import annotations

from pmkit.document.hydrate import Reading
from pmkit.errors import PmkitError
from pmkit.model.enums import Visibility
from pmkit.reports.derived.approval import approvals_of, standing_approvals
from pmkit.visible import short, visible


class ReportRefused(PmkitError):
    """The document may not be made; nothing was written."""

    exit_code = 1


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
    if pm.visibility is not Visibility.INTERNAL or approved_by or standing_approvals(reading):
        return
    if approvals := approvals_of(reading):
        last = approvals[-1]
        raise ReportRefused(
            f"{visible(ref)} is internal, and not what {short(str(last['by']))} approved: its words"
            " have changed since",
            "read it with --approve NAME --dry-run, then leave --dry-run away",
        )
    raise ReportRefused(
        f"{visible(ref)} is internal, and nobody approved that the client is told",
        "add --approve NAME, which the file records (--dry-run shows the text first),"
        " or write `visibility: client`",
    )
