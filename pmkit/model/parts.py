"""The lists of a post-mortem: who took part, what was measured, caused, done and learnt."""

from datetime import date, timedelta
from typing import ClassVar

from pydantic import Field

from pmkit.model.base import Part
from pmkit.model.enums import (
    Accepted,
    ActionStatus,
    Better,
    Bucket,
    Category,
    Result,
    ReviewKind,
    Role,
    Target,
)
from pmkit.model.values import Day, Number, Truth, Words

VERIFY_DAYS = 30
"""Days from an action's deadline to the day its effect is checked, unless `verify_by` says it."""


class Participant(Part):
    """Somebody who was in the meeting."""

    required_keys: ClassVar = ("name", "role")
    name: str | None = Field(None, description="Handle in register/people.yml, or a name.")
    role: str | None = Field(
        None, description="Their part in it.", json_schema_extra={"enum": list(Role)}
    )
    on_project: Truth | None = Field(None, description="False for who was not on the project.")


class Metric(Part):
    """Planned against actual."""

    required_keys: ClassVar = ("name", "planned", "actual")
    name: str | None = Field(None, description="What is measured: duration, budget, accuracy …")
    unit: str | None = Field(None, description="Days, hours, a currency code, % …")
    planned: Number | None = Field(None, description="What was planned, in `unit`.")
    actual: Number | None = Field(None, description="What it came to, in `unit`.")
    better: Better | None = Field(
        None, description="Whether higher or lower is better; lower when absent."
    )


class Deliverable(Part):
    """Something that was promised."""

    required_keys: ClassVar = ("name",)
    name: str | None = Field(None, description="What was to be delivered.")
    accepted: Accepted | None = Field(None, description="Whether the client took it.")


class Signals(Part):
    """What the client and the team let us know."""

    nps: Number | None = Field(None, description="Net promoter score, -100 to 100.")
    renewal: str | None = Field(None, description="Won, lost, open …")
    client: str | None = Field(None, description="The client's words.")
    team: str | None = Field(None, description="The team's words.")


class Cost(Part):
    """What it cost, and what the look back cost, in one currency."""

    currency: str | None = Field(None, description="ISO 4217 code, such as USD or EUR.")
    direct_loss: Number | None = Field(None, description="Money lost on the project itself.")
    future_loss: Number | None = Field(None, description="Future work lost, estimated.")
    review: Number | None = Field(None, description="What the post-mortem itself cost.")


class Upstream(Part):
    """The early decision that set a pilot's friction up."""

    required_keys: ClassVar = ("decision",)
    decision: str | None = Field(None, description="The decision or assumption.")
    made_by: Words | None = Field(None, description="The roles that made it, never persons.")
    revisited: Truth | None = Field(None, description="Whether it was ever looked at again.")


class Cause(Part):
    """One cause, with the chain that leads to its root."""

    required_keys: ClassVar = ("id", "what", "tags", "category")
    id: str | None = Field(None, description="Short name within the file: C1, C2 …")
    what: str | None = Field(None, description="What went wrong, as a fact about a system.")
    tags: Words | None = Field(None, description="Tags that make it comparable across files.")
    category: Category | None = Field(None, description="Where the lever lies.")
    whys: tuple[str, ...] | None = Field(
        None, description="The chain: each answers why the one above could happen."
    )
    root: str | None = Field(None, description="The root cause; the last why when absent.")
    also_at_risk: str | None = Field(None, description="Where else the same root could bite.")
    trigger: str | None = Field(None, description="Incidents: what set it off.")
    bucket: Bucket | None = Field(None, description="Pilots: where the friction really sits.")
    first_bucket: Bucket | None = Field(None, description="Pilots: what the room first said.")
    upstream: Upstream | None = Field(None, description="Pilots: the decision behind it.")

    @property
    def root_text(self) -> str | None:
        """The root cause: as written, else the last why."""
        return self.root or (self.whys[-1] if self.whys else None)


class Deferral(Part):
    """A deadline that was moved, and why."""

    required_keys: ClassVar = ("from", "to", "why")
    from_: Day | None = Field(None, alias="from", description="The deadline before.")
    to: Day | None = Field(None, description="The deadline after.")
    why: str | None = Field(None, description="What made it move.")


class Action(Part):
    """What will change, by whom, until when, and how anybody can see that it works."""

    required_keys: ClassVar = ("id", "what", "owner", "deadline", "verification")
    id: str | None = Field(None, description="Short name within the file: A1, A2 …")
    what: str | None = Field(None, description="What changes: a process, template, tool, practice.")
    owner: str | None = Field(None, description="Exactly one person: a handle or a name.")
    deadline: Day | None = Field(None, description="The last day on which it is in time.")
    verification: str | None = Field(None, description="The evidence that it works.")
    verify_by: Day | None = Field(
        None, description="Until when that is checked; deadline + 30 days when absent."
    )
    status: ActionStatus = Field(ActionStatus.OPEN, description="How far it is.")
    addresses: Words | None = Field(
        None, description="Ids of the causes it acts on; the only cause where there is one."
    )
    target: Target | None = Field(None, description="What sort of thing it changes.")
    ref: str | None = Field(None, description="The ticket in another system.")
    deferred: tuple[Deferral, ...] | None = Field(None, description="Moves of the deadline.")
    implemented_on: Day | None = Field(None, description="The day it was done.")
    evidence: str | None = Field(None, description="What shows that it was done.")
    verified_on: Day | None = Field(None, description="The day its effect was checked.")
    verified_by: str | None = Field(None, description="Who checked it; not the owner.")
    result: Result | None = Field(None, description="What the check found.")
    cancelled_reason: str | None = Field(None, description="Why it will not be done.")

    @property
    def check_by(self) -> date | None:
        """The day by which the effect is to be checked, `verify_by` or deadline + 30 days."""
        if self.verify_by or not self.deadline:
            return self.verify_by
        return self.deadline + timedelta(days=VERIFY_DAYS)


class Lesson(Part):
    """What the next project can use; it has no owner but an implication."""

    required_keys: ClassVar = ("lesson", "implication")
    lesson: str | None = Field(None, description="What was learnt.")
    implication: str | None = Field(None, description="What the next project does because of it.")
    tags: Words | None = Field(None, description="Tags it belongs to.")


class Commitment(Part):
    """One sentence by one person about what they themselves will do differently."""

    required_keys: ClassVar = ("person", "change")
    person: str | None = Field(None, description="Whose commitment it is.")
    change: str | None = Field(None, description="The sentence.")


class Review(Part):
    """A look back that was held."""

    required_keys: ClassVar = ("kind", "held_on", "outcome")
    kind: ReviewKind | None = Field(None, description="Which one it was.")
    held_on: Day | None = Field(None, description="The day it was held.")
    outcome: Result | None = Field(None, description="What it found.")
    note: str | None = Field(None, description="What should be remembered of it.")


class Prevented(Part):
    """A problem that an earlier action or lesson stopped."""

    required_keys: ClassVar = ("what", "thanks_to")
    what: str | None = Field(None, description="What did not happen.")
    thanks_to: Words | None = Field(None, description="Post-mortems or POSTMORTEM:ACTION.")


class Edge(Part):
    """One hand-off on a pilot's path from trigger to value."""

    required_keys: ClassVar = ("from", "to")
    from_: str | None = Field(None, alias="from", description="The role that hands over.")
    to: str | None = Field(None, description="The role that takes over.")
    moment: str | None = Field(None, description="When in the work it happens.")
    lost_energy: Truth | None = Field(None, description="True where the path lost its energy.")
    note: str | None = Field(None, description="What was seen there.")


class Adoption(Part):
    """How far a pilot was taken up."""

    target: Number | None = Field(None, description="What was aimed at, in `unit`.")
    actual: Number | None = Field(None, description="What was reached, in `unit`.")
    unit: str | None = Field(None, description="Users, % of cases …")
