"""What is known about a new post-mortem before anybody has written a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pmkit.config import Repository
from pmkit.errors import UsageError
from pmkit.library import Library, load_library
from pmkit.model.enums import Kind
from pmkit.model.register import RegisteredProject
from pmkit.model.sections import SECTIONS, folded
from pmkit.record import Record
from pmkit.registers import Registers, load_registers
from pmkit.scaffold.names import postmortem_id
from pmkit.taxonomy import Taxonomy, built_in

HELD_WITHIN = 7
"""Days from the end of the work to the meeting."""

_LOOK_BACK = 5
_CARRIED = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for; None for what they did not say."""

    kind: Kind
    title: str
    client: str | None = None
    project: str | None = None
    team: str | None = None
    author: str | None = None
    started_on: date | None = None
    completed_on: date | None = None
    started_at: datetime | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """All there is to say at the start.

    Attributes:
        id: What the file will be called.
        held_by: The last day for the meeting; None for an incident that is not over.
        context: Plain data for the template.
        notes: What the person should be told beside the file.
    """

    id: str
    held_by: date | None
    context: dict[str, Any]
    notes: tuple[str, ...] = ()


def gather(repository: Repository, wanted: Wanted, today: date) -> Known:
    """Put together what was asked for, the registers, and earlier post-mortems.

    Raises:
        UsageError: Two dates contradict each other.
        ConfigError: A register cannot be read.
    """
    registers = load_registers(repository.root)
    project = registers.project(wanted.project) if wanted.project else None
    client = registers.client_handle(wanted.client) or (project.client if project else None)
    team = wanted.team or (project.team if project else None)
    dates, anchor, ended = _dates(repository, wanted, project, today)
    held_by = anchor + timedelta(days=HELD_WITHIN) if ended else None
    carried, more, unread = _carried(repository, registers, client, team, today)
    context: dict[str, Any] = {
        "kind": str(wanted.kind),
        "title": wanted.title,
        "client": client,
        "project": wanted.project,
        "team": team,
        "author": wanted.author,
        "as_of": today.isoformat(),
        "held_by": _held_by(held_by),
        **dates,
        **vocabulary(repository, registers.taxonomy, wanted.kind),
        "carried": carried,
        "carried_more": more,
    }
    notes = (*_doubts(registers, wanted), *unread)
    return Known(postmortem_id(wanted.title, wanted.kind, anchor), held_by, context, notes)


def vocabulary(repository: Repository, taxonomy: Taxonomy, kind: Kind) -> dict[str, Any]:
    """Return the headings by the format's names, and the tags by group."""
    rename = {
        folded(k): " ".join(v.split()) for k, v in repository.settings.sections.rename.items()
    }
    tags: dict[str, list[str]] = {}
    for tag in taxonomy.tags.values():
        tags.setdefault(tag.group, []).append(tag.name)
    of_pmkit = {tag.group for tag in built_in().tags.values()}
    return {
        "sections": {name: rename.get(folded(name)) or name for name in SECTIONS[kind]},
        "tags": tags,
        "own_groups": [group for group in tags if group not in of_pmkit],
    }


def _held_by(day: date | None) -> str:
    return (
        f"by {day}, within {HELD_WITHIN} days" if day else f"within {HELD_WITHIN} days of its end"
    )


def _dates(
    repository: Repository, wanted: Wanted, project: RegisteredProject | None, today: date
) -> tuple[dict[str, Any], date, bool]:
    """Return the dates for the template, the day that dates the file, and whether it is over."""
    if wanted.kind is Kind.INCIDENT:
        return _moments(repository, wanted, today)
    started = wanted.started_on or (project.started_on if project else None)
    completed = wanted.completed_on or (project.completed_on if project else None) or today
    if started and started > completed:
        raise UsageError(
            f"the work would end on {completed}, before it began on {started}",
            "correct it with --started-on or --completed-on",
        )
    dates = {"started_on": started.isoformat() if started else None, "completed_on": str(completed)}
    return (
        {**dates, "started_at": None, "resolved_at": None, "start_is_guess": False},
        completed,
        True,
    )


def _moments(
    repository: Repository, wanted: Wanted, today: date
) -> tuple[dict[str, Any], date, bool]:
    end = wanted.resolved_at
    first_day = end.date() if end else today
    zone = end.tzinfo if end else ZoneInfo(repository.basics.timezone)
    start = wanted.started_at or datetime.combine(first_day, time(), zone)
    if end and end < start:
        raise UsageError(
            f"the incident would end at {end.isoformat()}, before it began at {start.isoformat()}",
            "correct it with --started-at or --resolved-at",
        )
    dates = {
        "started_on": None,
        "completed_on": None,
        "started_at": start.isoformat(timespec="seconds"),
        "resolved_at": end.isoformat(timespec="seconds") if end else None,
        "start_is_guess": wanted.started_at is None,
    }
    return dates, (end or start).date(), end is not None


def _carried(
    repository: Repository,
    registers: Registers,
    client: str | None,
    team: str | None,
    today: date,
) -> tuple[list[dict[str, Any]], int, tuple[str, ...]]:
    """Return the open actions of the last post-mortems of this client or team."""
    if not (client or team) or not repository.folders:
        return [], 0, ()
    library = load_library(repository)
    last = _last_of(library, registers, client, team)
    open_actions = [
        {
            "ref": f"{record.id}:{action.id}",
            "what": action.what,
            "owner": action.owner,
            "deadline": action.deadline.isoformat() if action.deadline else None,
            "overdue": bool(action.deadline and action.deadline < today),
        }
        for record in last
        for action in record.actions
        if action.is_pending
    ]
    open_actions.sort(key=lambda item: (str(item["deadline"] or "9"), str(item["ref"])))
    files = len({item.path for item in library.skipped})
    unread = f"{files} of the earlier files could not be read: `pmkit lint` tells more"
    return open_actions[:_CARRIED], max(len(open_actions) - _CARRIED, 0), (unread,) if files else ()


def _last_of(
    library: Library, registers: Registers, client: str | None, team: str | None
) -> list[Record]:
    def is_related(record: Record) -> bool:
        of_client = client and _same(registers.client_handle(record.client), client)
        return bool(of_client or (team and _same(record.team, team)))

    found = [record for record in library.records if is_related(record)]
    found.sort(key=lambda record: (record.anchor_on or date.min, record.id), reverse=True)
    return found[:_LOOK_BACK]


def _same(left: str | None, right: str) -> bool:
    return left is not None and left.casefold() == right.casefold()


def _doubts(registers: Registers, wanted: Wanted) -> list[str]:
    """Name what the registers, where there are any, do not know."""
    notes = []
    if wanted.project and registers.projects and not registers.project(wanted.project):
        notes.append(f"register/projects.yml knows no project {wanted.project}")
    if wanted.client and registers.clients and not registers.client(wanted.client):
        notes.append(f"register/clients.yml knows no client {wanted.client}")
    return notes
