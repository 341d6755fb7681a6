"""The closed lists of format 1."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is looked back on."""

    PROJECT = "project"
    CHECKPOINT = "checkpoint"
    PILOT = "pilot"
    INCIDENT = "incident"


class Status(StrEnum):
    """How far the document is; the further, the stricter the rules."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How it ended."""

    SUCCEEDED = "succeeded"
    MIXED = "mixed"
    FAILED = "failed"


class Visibility(StrEnum):
    """Who may see it."""

    PARTICIPANTS = "participants"
    INTERNAL = "internal"
    CLIENT = "client"
    PUBLIC = "public"


class Better(StrEnum):
    """In which direction a metric improves."""

    HIGHER = "higher"
    LOWER = "lower"


class Accepted(StrEnum):
    """Whether a deliverable was taken."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Category(StrEnum):
    """Where the lever of a cause lies."""

    PROCESS = "process"
    JUDGMENT = "judgment"
    EXTERNAL = "external"


class Bucket(StrEnum):
    """Where a pilot's friction sits."""

    TECHNICAL = "technical"
    WORKFLOW = "workflow"
    ADOPTION = "adoption"


class ActionStatus(StrEnum):
    """How far an action is; implemented says done, verified says it works."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


class Result(StrEnum):
    """What a verification found."""

    EFFECTIVE = "effective"
    PARTIALLY_EFFECTIVE = "partially_effective"
    NOT_EFFECTIVE = "not_effective"


class Target(StrEnum):
    """What an action changes."""

    PROCESS = "process"
    TEMPLATE = "template"
    TOOL = "tool"
    PRACTICE = "practice"
    EVAL_CASE = "eval-case"
    GUARDRAIL = "guardrail"
    MONITORING = "monitoring"
    DOCS = "docs"
    TRAINING = "training"


class ReviewKind(StrEnum):
    """Which look back at the changes it was."""

    THIRTY_DAY = "30-day"
    NINETY_DAY = "90-day"
    CLIENT_FOLLOW_UP = "client-follow-up"


class Role(StrEnum):
    """The part somebody had in the meeting."""

    DELIVERY_LEAD = "delivery-lead"
    TECHNICAL_LEAD = "technical-lead"
    CONTRIBUTOR = "contributor"
    ACCOUNT_LEAD = "account-lead"
    FACILITATOR = "facilitator"
    END_USER = "end-user"
    ADJACENT_TEAM = "adjacent-team"
    SPONSOR = "sponsor"
    AUTHOR = "author"
    CLIENT = "client"


class DetectedBy(StrEnum):
    """What noticed an incident first."""

    MONITORING = "monitoring"
    USER = "user"
    STAFF = "staff"


class Severity(StrEnum):
    """How bad an incident was; sev1 is the worst."""

    SEV1 = "sev1"
    SEV2 = "sev2"
    SEV3 = "sev3"
    SEV4 = "sev4"


class Reason(StrEnum):
    """What called for a checkpoint."""

    QUARTER = "quarter"
    MILESTONE = "milestone"
    SCOPE_SHIFT = "scope-shift"
