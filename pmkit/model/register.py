"""The registers: who works here, for whom, on what, and with which own tags."""

from typing import ClassVar

from pydantic import Field

from pmkit.model.base import Part
from pmkit.model.values import Count, Day, Truth, Words


class Person(Part):
    """Somebody who can own an action."""

    required_keys: ClassVar = ("handle",)
    handle: str | None = Field(None, description="Short name used in the files.")
    name: str | None = Field(None, description="Full name.")
    aliases: Words = Field((), description="Other spellings found in files.")
    team: str | None = Field(None, description="The team they belong to.")
    active: Truth = Field(True, description="False for somebody who has left.")


class Client(Part):
    """Somebody work is done for."""

    required_keys: ClassVar = ("handle",)
    handle: str | None = Field(None, description="Short name used in the files.")
    name: str | None = Field(None, description="Full name.")
    aliases: Words = Field((), description="Other spellings found in files.")
    domains: Words = Field((), description="Internet domains that give the client away.")
    sector: str | None = Field(None, description="What an anonymised text may say instead.")


class RegisteredProject(Part):
    """A piece of work for a client, from which `new` takes what is known."""

    required_keys: ClassVar = ("handle",)
    handle: str | None = Field(None, description="Short name used in the files.")
    client: str | None = Field(None, description="Handle of the client.")
    team: str | None = Field(None, description="The team that does the work.")
    started_on: Day | None = Field(None, description="The day the work began.")
    completed_on: Day | None = Field(None, description="The day it ended; absent while it runs.")


class OwnTag(Part):
    """A tag of the repository itself, or aliases and words for a built-in one."""

    required_keys: ClassVar = ("name",)
    name: str | None = Field(None, description="The tag: lower case, hyphens.")
    group: str | None = Field(None, description="The family it belongs to; `own` when absent.")
    title: str | None = Field(None, description="The tag as a heading.")
    description: str | None = Field(None, description="What belongs under it.")
    warning_signs: Words = Field((), description="What can be seen before it happens.")
    questions: Words = Field((), description="What to ask in the meeting.")
    countermeasures: Words = Field((), description="What has a chance to prevent it.")
    aliases: Words = Field((), description="Other words people use for it.")


class AnnualReview(Part):
    """The look back on a year, across all post-mortems."""

    required_keys: ClassVar = ("year", "held_on")
    year: Count | None = Field(None, description="The calendar year that was looked back on.")
    held_on: Day | None = Field(None, description="The day it was held.")
    note: str | None = Field(None, description="What should be remembered of it.")


class Exemption(Part):
    """A sentence that may stand in an anonymised digest although the check refuses it."""

    required_keys: ClassVar = ("sentence", "signed_by", "until")
    sentence: str | None = Field(
        None, description="The whole sentence, exactly as the lesson or the cause has it."
    )
    signed_by: str | None = Field(
        None, description="Who answers for it: somebody active in register/people.yml."
    )
    until: Day | None = Field(None, description="The last day on which it counts.")
    why: str | None = Field(None, description="Why nobody is given away.")


class ReadBrief(Part):
    """That somebody read, before a project started, what others had learned."""

    required_keys: ClassVar = ("project", "person", "read_on")
    project: str | None = Field(None, description="Handle of the project that was to start.")
    person: str | None = Field(None, description="Handle of who read it.")
    read_on: Day | None = Field(None, description="The day it was read.")
    postmortems: Words = Field((), description="Ids of the post-mortems on the list.")
    lessons: Words = Field((), description="The lessons on it, as POSTMORTEM:L1, L2 …")


ENTRIES: dict[str, type[Part]] = {
    "people": Person,
    "clients": Client,
    "projects": RegisteredProject,
    "tags": OwnTag,
    "reviews": AnnualReview,
    "briefs": ReadBrief,
    "anonymise": Exemption,
}
"""What one entry of each register is, by the register's name."""
