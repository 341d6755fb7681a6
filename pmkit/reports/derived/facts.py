"""One post-mortem → the plain data that templates of derived documents are rendered with.

Every value that stands on one line is escaped for Markdown; sections of the body are Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from pmkit.document.hydrate import Reading, is_todo
from pmkit.model.enums import ActionStatus, Kind, Result
from pmkit.model.obligations import FOLLOW_UP_DAYS
from pmkit.model.parts import Action
from pmkit.model.sections import folded
from pmkit.model.values import Moment
from pmkit.reports.derived.account import account_of
from pmkit.reports.derived.figures import compared, figure
from pmkit.visible import visible_lines

Escape = Callable[[str], str]

_DONE = (ActionStatus.IMPLEMENTED, ActionStatus.VERIFIED)
_TECHNICAL = frozenset({"tool", "eval-case", "guardrail"})
_MONITORING = frozenset({"monitoring"})
CLIENT_SECTIONS = ("Summary", "Timeline", "Impact", "What went well", "What worked")
"""Sections of the body that a client is told as they are written."""

_STEPS = ("detected_at", "contained_at", "mitigated_at", "resolved_at")


def client_facts(
    reading: Reading, client: str | None, as_of: date, escape: Escape
) -> dict[str, Any]:
    """Return what the client may be told, and what is to be done until they are told again."""
    pm = reading.postmortem
    measured = compared(pm.metrics)
    return {
        **_head(reading, client, as_of, escape),
        **account_of(pm, escape),
        "summary": _section(reading, "Summary"),
        "timeline": _section(reading, "Timeline"),
        "impact": _section(reading, "Impact"),
        "went_well": _section(reading, "What went well") or _section(reading, "What worked"),
        "measured": bool(measured),
        "gaps": [figure(one, escape) for one in measured if one.planned != one.actual],
        "done": _by_area([one for one in pm.actions if one.status in _DONE], escape),
        "coming": [_coming(one, escape, as_of) for one in pm.actions if one.status in _PENDING],
        "client_view": _told((pm.signals and pm.signals.client) or "", escape),
        "review_on": _review_on(pm.client_meeting_on, as_of).isoformat(),
    }


def _review_on(met: date | None, as_of: date) -> date:
    """Return the day on which the client is told again: never one that has passed."""
    due = (met or as_of) + timedelta(days=FOLLOW_UP_DAYS)
    return due if due >= as_of else as_of + timedelta(days=FOLLOW_UP_DAYS)


_PENDING = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


def follow_up_facts(
    reading: Reading, client: str | None, as_of: date, escape: Escape
) -> dict[str, Any]:
    """Return what became of what the client was promised."""
    pm = reading.postmortem
    kept = [one for one in pm.actions if one.status is not ActionStatus.CANCELLED]
    working = [one for one in kept if one.status is ActionStatus.VERIFIED]
    placed = [one for one in kept if one.status is ActionStatus.IMPLEMENTED]
    coming = [one for one in kept if one.status in _PENDING]
    dropped = [one for one in pm.actions if one.status is ActionStatus.CANCELLED]
    return {
        **_head(reading, client, as_of, escape),
        "met_on": pm.client_meeting_on and pm.client_meeting_on.isoformat(),
        "total": len(kept),
        "in_place": len(working) + len(placed),
        "working": [_checked(one, escape) for one in working],
        "placed": [_placed(one, escape) for one in placed],
        "coming": [_coming(one, escape, as_of) for one in coming],
        "dropped": len(dropped),
        "given_up": [escape(one.what or "") for one in dropped],
    }


def incident_facts(
    reading: Reading, client: str | None, as_of: date, escape: Escape
) -> dict[str, Any]:
    """Return an incident on one page, for those inside."""
    pm = reading.postmortem
    start = _at(pm, "started_at")
    return {
        **_head(reading, client, as_of, escape),
        "severity": str(getattr(pm, "severity", None) or ""),
        "detected_by": str(getattr(pm, "detected_by", None) or ""),
        "started_at": start.text if start else "",
        "steps": [
            {"name": name.removesuffix("_at"), "at": one.text, "after": _after(start, one)}
            for name in _STEPS
            if (one := _at(pm, name))
        ],
        "summary": _section(reading, "Summary"),
        "impact": _section(reading, "Impact"),
        "worked": _section(reading, "What worked"),
        "worse": _section(reading, "What made it worse"),
        "causes": [
            {
                "what": escape(one.what or ""),
                "trigger": _told(one.trigger or "", escape),
                "root": _told(one.root_text or "", escape),
            }
            for one in pm.causes
        ],
        "actions": [
            {
                "what": escape(one.what or ""),
                "owner": escape(one.owner or ""),
                "deadline": one.deadline.isoformat() if one.deadline else "",
                "status": str(one.status),
                "target": str(one.target or ""),
            }
            for one in pm.actions
        ],
    }


FACTS: dict[str, Callable[[Reading, str | None, date, Escape], dict[str, Any]]] = {
    "client": client_facts,
    "follow-up": follow_up_facts,
    "one-page": incident_facts,
}
"""What each document is made of; the name of its template begins with `report-`."""


def _head(reading: Reading, client: str | None, as_of: date, escape: Escape) -> dict[str, Any]:
    pm = reading.postmortem
    return {
        "title": escape(pm.title or ""),
        "kind": str(pm.kind or Kind.PROJECT),
        "client": escape(client or "") or None,
        "started_on": pm.begins_on.isoformat() if pm.begins_on else "",
        "ended_on": pm.anchor_on.isoformat() if pm.anchor_on else "",
        "as_of": as_of.isoformat(),
    }


def _section(reading: Reading, title: str) -> str:
    """Return what stands under a heading of the body, without comments and blanks."""
    body = reading.document.body
    for section in body.sections:
        if section.level == 2 and folded(section.title) == folded(title):
            text = visible_lines(body.content(section))
            return "" if not text or is_todo(text) else text
    return ""


def _told(text: str, escape: Escape) -> str:
    return "" if is_todo(text) else escape(text)


def _by_area(actions: Iterable[Action], escape: Escape) -> dict[str, list[dict[str, str]]]:
    """Sort what is in place into what a client asks about: technique, process, monitoring."""
    areas: dict[str, list[dict[str, str]]] = {"technical": [], "process": [], "monitoring": []}
    for one in actions:
        target = str(one.target or "")
        area = "technical" if target in _TECHNICAL else "process"
        areas["monitoring" if target in _MONITORING else area].append(_placed(one, escape))
    return areas


def _placed(action: Action, escape: Escape) -> dict[str, str]:
    on = action.implemented_on
    return {"what": escape(action.what or ""), "on": on.isoformat() if on else ""}


_WORKS = {
    Result.EFFECTIVE: "yes",
    Result.PARTIALLY_EFFECTIVE: "in part",
    Result.NOT_EFFECTIVE: "no",
}


def _checked(action: Action, escape: Escape) -> dict[str, str]:
    checked = action.verified_on
    return {
        **_placed(action, escape),
        "checked_on": checked.isoformat() if checked else "",
        "works": _WORKS[action.result] if action.result else "",
        "shown_by": _told(action.evidence or "", escape),
    }


def _coming(action: Action, escape: Escape, as_of: date) -> dict[str, Any]:
    late = bool(action.deadline and action.deadline < as_of)
    due = action.deadline.isoformat() if action.deadline else ""
    return {
        "what": escape(action.what or ""),
        "due": due,
        "late": late,
        "started": action.status is ActionStatus.IN_PROGRESS,
    }


def _at(pm: object, name: str) -> Moment | None:
    found = getattr(pm, name, None)
    return found if isinstance(found, Moment) else None


def _after(start: Moment | None, then: Moment) -> str:
    """Return how long after the start something was, as `2 h 10 min`; empty where it is unclear."""
    if start is None or start.at is None or then.at is None or then.at < start.at:
        return ""
    minutes = int((then.at - start.at).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
