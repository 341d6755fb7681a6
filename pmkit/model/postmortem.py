"""The post-mortem itself, one model a kind."""

from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from pmkit.model.base import Part
from pmkit.model.enums import (
    DetectedBy,
    Kind,
    Outcome,
    Reason,
    Severity,
    Status,
    Visibility,
)
from pmkit.model.parts import (
    Action,
    Adoption,
    Cause,
    Commitment,
    Cost,
    Deliverable,
    Edge,
    Lesson,
    Metric,
    Participant,
    Prevented,
    Review,
    Signals,
)
from pmkit.model.values import Count, Day, Moment, Words


class PostMortem(Part):
    """What all four kinds share, and what a file of unknown kind is read as."""

    required_keys: ClassVar[tuple[str, ...]] = ("kind", "status", "title", "completed_on")
    anchor_key: ClassVar[str] = "completed_on"

    kind: Kind | None = Field(None, description="What is looked back on.")
    status: Status | None = Field(None, description="How far the document is.")
    title: str | None = Field(None, description="One line that says what it is about.")
    outcome: Outcome | None = Field(
        None, description="How it ended; succeeded needs no cause and no minimum of actions."
    )
    client: str | None = Field(None, description="Handle in register/clients.yml, or a name.")
    project: str | None = Field(None, description="Handle in register/projects.yml.")
    team: str | None = Field(None, description="The team that did the work.")
    visibility: Visibility = Field(Visibility.INTERNAL, description="Who may see it.")
    author: str | None = Field(None, description="Who wrote it down.")
    started_on: Day | None = Field(None, description="The day the work began.")
    completed_on: Day | None = Field(None, description="The day it ended: the anchor date.")
    pre_read_on: Day | None = Field(None, description="The day the facts were sent round.")
    held_on: Day | None = Field(None, description="The day of the meeting.")
    published_on: Day | None = Field(None, description="The day the summary went out.")
    client_meeting_on: Day | None = Field(None, description="The day of the talk with the client.")
    minutes: Count | None = Field(None, description="How long the meeting took, in minutes.")
    participants: tuple[Participant, ...] = Field((), description="Who was in the meeting.")
    metrics: tuple[Metric, ...] = Field((), description="Planned against actual.")
    deliverables: tuple[Deliverable, ...] = Field((), description="What was promised.")
    signals: Signals | None = Field(None, description="What client and team let us know.")
    cost: Cost | None = Field(None, description="Money lost, and what the review cost.")
    causes: tuple[Cause, ...] = Field((), description="Ranked, the weightiest first.")
    actions: tuple[Action, ...] = Field((), description="Three to five changes.")
    lessons: tuple[Lesson, ...] = Field((), description="What the next project can use.")
    commitments: tuple[Commitment, ...] = Field((), description="One sentence a person.")
    prevented: tuple[Prevented, ...] = Field(
        (), description="Problems that earlier actions or lessons stopped."
    )
    reviews: tuple[Review, ...] = Field((), description="Looks back that were held.")
    related: Words = Field((), description="Ids of other post-mortems.")
    links: dict[str, Any] = Field(
        default_factory=dict, description="Where else the work is told: a name and a link each."
    )

    @property
    def anchor_on(self) -> date | None:
        """The day that dates the post-mortem and gives it its place in the order."""
        return self.completed_on

    @property
    def begins_on(self) -> date | None:
        """The day its work began; the anchor date where that is not told."""
        return self.started_on or self.anchor_on

    def causes_of(self, action: Action) -> tuple[Cause, ...]:
        """Return the causes `action` addresses: as named, else the only one there is."""
        if action.addresses is None:
            return self.causes if len(self.causes) == 1 else ()
        return tuple(cause for cause in self.causes if cause.id and cause.id in action.addresses)


class Project(PostMortem):
    """The post-mortem of a project that ended, well or not."""


class Checkpoint(PostMortem):
    """A look back in the middle of a longer engagement."""

    reason: Reason | None = Field(None, description="What called for it.")


class Pilot(PostMortem):
    """The post-mortem of an AI pilot, landed or not."""

    edges: tuple[Edge, ...] = Field((), description="The path from trigger to value, in order.")
    second_session_on: Day | None = Field(
        None, description="The day on which lessons were turned into decisions."
    )
    adoption: Adoption | None = Field(None, description="How far it was taken up.")


class Incident(PostMortem):
    """The post-mortem of something that went wrong in production."""

    required_keys: ClassVar[tuple[str, ...]] = ("kind", "status", "title", "started_at")
    anchor_key: ClassVar[str] = "resolved_at"

    severity: Severity | None = Field(None, description="How bad it was; sev1 is the worst.")
    detected_by: DetectedBy | None = Field(None, description="What noticed it first.")
    started_at: Moment | None = Field(None, description="When it began, with zone.")
    detected_at: Moment | None = Field(None, description="When it was noticed, with zone.")
    contained_at: Moment | None = Field(None, description="When it stopped spreading, with zone.")
    mitigated_at: Moment | None = Field(None, description="When users no longer felt it.")
    resolved_at: Moment | None = Field(None, description="When it was over: the anchor date.")

    @property
    def anchor_on(self) -> date | None:
        """The day of `resolved_at`; of a running incident, the day it started."""
        moment = self.resolved_at or self.started_at
        return moment.day if moment else self.completed_on

    @property
    def begins_on(self) -> date | None:
        """The day of `started_at`; the anchor date where that is not told."""
        if self.started_at:
            return self.started_at.day
        return self.started_on or self.anchor_on


MODELS: dict[Kind, type[PostMortem]] = {
    Kind.PROJECT: Project,
    Kind.CHECKPOINT: Checkpoint,
    Kind.PILOT: Pilot,
    Kind.INCIDENT: Incident,
}
