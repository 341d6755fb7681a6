"""What the reports compute over: the facts of one post-mortem, small and plain.

A `PostMortem` is the whole file; a `Record` is the part that reports over hundreds of files
need. It is cheap to hold, to send between processes and to keep for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmkit.document.hydrate import Reading, is_todo
from pmkit.model.parts import Action
from pmkit.model.postmortem import PostMortem


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One action, with the tags of the causes it addresses.

    Attributes:
        tags: As written, in the order of the causes; aliases are not resolved.
        verify_by: As written, or deadline + 30 days.
        line: The line of the file on which it begins.
    """

    id: str | None
    what: str | None
    owner: str | None
    deadline: date | None
    status: str
    verify_by: date | None
    tags: tuple[str, ...]
    implemented_on: date | None
    verified_on: date | None
    line: int

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be done: open or in progress."""
        return self.status in ("open", "in_progress")


@dataclass(frozen=True, slots=True)
class Record:
    """One post-mortem.

    Attributes:
        id: The file's stem.
        path: Relative to the repository, with forward slashes.
        tags: Of its causes, as written, each once, in order.
        anchor_on: The day that dates it; None where the file does not tell it.
        begins_on: The day its work began, by default the anchor date.
        doubts: Why `kind`, `title`, `status` or the anchor date, though written, is not read.
    """

    id: str
    path: str
    title: str | None
    kind: str | None
    status: str | None
    outcome: str | None
    client: str | None
    team: str | None
    project: str | None
    anchor_on: date | None
    begins_on: date | None
    tags: tuple[str, ...]
    actions: tuple[ActionRecord, ...]
    doubts: tuple[Skipped, ...] = ()

    def counts(self, as_of: date) -> bool:
        """Whether it enters counts on the day `as_of`: no draft, and dated by then."""
        return (
            self.status is not None
            and self.status != "draft"
            and self.anchor_on is not None
            and self.anchor_on <= as_of
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or an essential value of one, that could not be read."""

    path: str
    line: int
    code: str
    message: str


_ESSENTIAL = ("kind", "title", "status", "completed_on", "resolved_at", "started_at")
_BLANK = {key: "PM105" if key in ("kind", "title", "status") else "PM104" for key in _ESSENTIAL}
"""The code under which lint reports a wrong value of each."""


def read_record(path: str, reading: Reading) -> Record:
    """Take the facts out of one reading; `path` is relative to the repository."""
    pm = reading.postmortem
    return Record(
        id=stem(path),
        path=path,
        title=pm.title,
        kind=pm.kind,
        status=pm.status,
        outcome=pm.outcome,
        client=pm.client,
        team=pm.team,
        project=pm.project,
        anchor_on=pm.anchor_on,
        begins_on=pm.begins_on,
        tags=_unique(tag for cause in pm.causes for tag in cause.tags or ()),
        actions=tuple(
            _read_action(reading, pm, action, index) for index, action in enumerate(pm.actions)
        ),
        doubts=_doubts(path, reading),
    )


def stem(path: str) -> str:
    """Return the id of the post-mortem at `path`: the file's name without `.md`."""
    return path.rpartition("/")[2][:-3]


def _read_action(reading: Reading, pm: PostMortem, action: Action, index: int) -> ActionRecord:
    return ActionRecord(
        id=action.id,
        what=action.what,
        owner=action.owner,
        deadline=action.deadline,
        status=action.status,
        verify_by=action.check_by,
        tags=_unique(tag for cause in pm.causes_of(action) for tag in cause.tags or ()),
        implemented_on=action.implemented_on,
        verified_on=action.verified_on,
        line=reading.key_span("actions", index).line,
    )


def _doubts(path: str, reading: Reading) -> tuple[Skipped, ...]:
    return (*_wrong_values(path, reading), *_blanks(path, reading))


def _blanks(path: str, reading: Reading) -> list[Skipped]:
    """Name the essential values that are still to be filled; they are no problem of a reading."""
    return [
        Skipped(path, reading.span(key).line, _BLANK[key], f"`{key}` is still to be filled in")
        for key in _ESSENTIAL
        if is_todo(str(reading.document.data.get(key, "")))
        and getattr(reading.postmortem, key, None) is None
    ]


def _wrong_values(path: str, reading: Reading) -> tuple[Skipped, ...]:
    if not reading.problems:
        return ()
    spans = {
        reading.document.span((key,)): key for key in _ESSENTIAL if key in reading.document.data
    }
    return tuple(
        Skipped(path, problem.span.line, problem.code, problem.message)
        for problem in reading.problems
        if problem.span in spans
    )


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
