"""What the reports compute over: the facts of one post-mortem, small and plain.

A `PostMortem` is the whole file; a `Record` is the part that reports over hundreds of files
need. It is cheap to hold, to send between processes and to keep for the next run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class ActionRecord(NamedTuple):
    """One action, with the tags of the causes it addresses.

    Attributes:
        tags: As written, in the order of the causes; aliases are not resolved.
        verify_by: As written, or deadline + 30 days.
        target: What sort of thing it changes.
        line: The line of the file on which it begins.
        result: What its verification found.
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
    target: str | None
    line: int
    result: str | None

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be done: open or in progress."""
        return self.status in ("open", "in_progress")


class ReviewRecord(NamedTuple):
    """A look back that was held."""

    kind: str | None
    held_on: date | None
    outcome: str | None


class MetricRecord(NamedTuple):
    """Planned against actual."""

    name: str | None
    unit: str | None
    planned: float | None
    actual: float | None


class CostRecord(NamedTuple):
    """What it cost, and what the look back cost."""

    currency: str | None
    direct_loss: float | None
    future_loss: float | None
    review: float | None


class PreventedRecord(NamedTuple):
    """A problem that something earlier stopped.

    Attributes:
        what: None in a post-mortem that only its participants may read.
        thanks_to: Post-mortems, or actions as POSTMORTEM:ACTION, as written.
    """

    what: str | None
    thanks_to: tuple[str, ...]


class Record(NamedTuple):
    """One post-mortem.

    Attributes:
        id: The file's stem.
        path: Relative to the repository, with forward slashes.
        tags: Of its causes, as written, each once, in order.
        anchor_on: The day that dates it; None where the file does not tell it.
        begins_on: The day its work began, by default the anchor date.
        held_on: The day of the meeting.
        client_meeting_on: The day of the talk with the client.
        lessons: The places, from 1, of those that tell something and are not for the participants
            alone: a lesson is called POSTMORTEM:L1 by its place.
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
    held_on: date | None
    client_meeting_on: date | None
    tags: tuple[str, ...]
    actions: tuple[ActionRecord, ...]
    reviews: tuple[ReviewRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()
    cost: CostRecord | None = None
    prevented: tuple[PreventedRecord, ...] = ()
    lessons: tuple[int, ...] = ()
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


def stem(path: str) -> str:
    """Return the id of the post-mortem at `path`: the file's name without `.md`."""
    return path.rpartition("/")[2][:-3]
