"""What a client is told of how it went: whether something went wrong, and whether that was ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmkit.model.enums import Category, Kind, Outcome
from pmkit.model.parts import Cause
from pmkit.model.postmortem import PostMortem
from pmkit.reports.derived.figures import is_for_client, is_worse


def own_causes(pm: PostMortem) -> list[Cause]:
    """Return the causes that are not outside of our control."""
    return [one for one in pm.causes if one.category is not Category.EXTERNAL]


def went_wrong(pm: PostMortem) -> bool:
    """Tell whether something went wrong for the client, as the file has it.

    An incident always did. Of what succeeded, something did where a cause is ours. Where nobody
    wrote down how it ended, a cause or a worse result than planned tells.
    """
    if pm.kind is Kind.INCIDENT:
        return True
    if pm.outcome is Outcome.SUCCEEDED:
        return bool(own_causes(pm))
    if pm.outcome is not None:
        return True
    return bool(pm.causes) or any(is_for_client(one) and is_worse(one) for one in pm.metrics)


def account_of(pm: PostMortem, escape: Callable[[str], str]) -> dict[str, Any]:
    """Return how it went and why, for a template.

    `ours` is false where every cause that was found is outside of our control; `outside` is true
    there alone, so that nothing found yet is never taken for that.
    """
    causes = own_causes(pm)
    outside = bool(pm.causes) and not causes
    return {
        "outcome": str(pm.outcome or ""),
        "wrong": went_wrong(pm),
        "ours": not outside,
        "outside": outside,
        "better": [escape(one.what) for one in causes if one.what],
        "roots": [escape(one.root_text) for one in causes if one.root_text],
    }
