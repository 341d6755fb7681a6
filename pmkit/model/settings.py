"""`pmkit.toml`: every setting has a default, so an empty file is a good one."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """A frozen table of the settings; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LimitSettings(Table):
    """How much of one file is read."""

    file_bytes: int = Field(
        8_000_000, ge=1_000, le=64_000_000, description="Largest file that is read, in bytes."
    )
    front_matter_bytes: int = Field(
        256_000, ge=1_000, le=4_000_000, description="Largest front matter that is read, in bytes."
    )


class WordingSettings(Table):
    """The words and phrases that the wording rules look for."""

    language: str = Field("en", description="Language of the texts; pmkit ships English, `en`.")
    extend: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Phrases to look for as well, by list."
    )
    allow: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Phrases that are innocent here, by list."
    )


class LintSettings(Table):
    """Which rules run and what ends a run with an error."""

    select: tuple[str, ...] = Field(
        (), description="Only these rules: codes, names or families such as PM2. Empty: all."
    )
    ignore: tuple[str, ...] = Field((), description="These rules not: codes, names or families.")
    per_file_ignores: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="From a glob over paths to the rules that are off there."
    )
    severity: dict[str, Literal["error", "warning", "info", "off"]] = Field(
        default_factory=dict,
        description="From a code, name or family to the severity it has in every file.",
    )
    baseline: str = Field(
        "pmkit-baseline.json",
        min_length=1,
        description="File of the findings that were there before; used once it exists.",
    )
    fail_on: Literal["error", "warning"] = Field(
        "error", description="The mildest severity that makes lint exit with 1."
    )
    actions_min: int = Field(
        3, ge=0, description="Fewest actions of a post-mortem that did not go well."
    )
    actions_max: int = Field(5, ge=1, description="Most actions; more than that and few get done.")
    draft_days: int = Field(14, ge=1, description="Days after which a draft is stale.")
    whys_min: int = Field(3, ge=1, description="Shortest chain of whys for a cause.")
    held_days: int = Field(
        7, ge=1, description="Days after the end of the work within which the meeting is held."
    )
    incident_held_days: int = Field(
        7, ge=1, description="Days after an incident's end within which the meeting is held."
    )
    pre_read_days: int = Field(
        2, ge=0, description="Days before the meeting by which the facts go out: 48 hours."
    )
    summary_days: int = Field(
        2, ge=0, description="Days after the meeting within which the summary goes out: 48 hours."
    )
    minutes_min: int = Field(60, ge=1, description="Shortest meeting, in minutes.")
    minutes_max: int = Field(120, ge=1, description="Longest meeting, in minutes.")
    session_gap_min: int = Field(
        5, ge=1, description="Fewest days from a pilot's first session to its second: about a week."
    )
    session_gap_max: int = Field(
        14, ge=1, description="Most days from a pilot's first session to its second."
    )
    incident_words: int = Field(
        600, ge=50, description="Longest body of an incident, in words: about one page."
    )
    wording: WordingSettings = Field(
        default_factory=WordingSettings, description="Words and phrases."
    )


class SectionSettings(Table):
    """Headings of the second level, when a team calls them otherwise."""

    rename: dict[str, str] = Field(
        default_factory=dict, description="From the format's heading to the team's own."
    )


class AnonymiseSettings(Table):
    """What an anonymised digest must not let out beside the names in registers and files."""

    names: tuple[str, ...] = Field(
        (), description="Further words that may not stand in an anonymised digest."
    )


class Settings(Table):
    """All of `pmkit.toml`, or of `[tool.pmkit]` in `pyproject.toml`."""

    format: Literal[1] = Field(1, description="Version of the file format.")
    roots: tuple[str, ...] = Field(
        ("postmortems",),
        min_length=1,
        description="Folders that hold post-mortems, sub-folders included.",
    )
    timezone: str = Field(
        "UTC", description="IANA zone in which today is told, such as Europe/Berlin."
    )
    limits: LimitSettings = Field(default_factory=LimitSettings, description="How much is read.")
    lint: LintSettings = Field(default_factory=LintSettings, description="Rules and thresholds.")
    sections: SectionSettings = Field(
        default_factory=SectionSettings, description="Own names for the body's headings."
    )
    anonymise: AnonymiseSettings = Field(
        default_factory=AnonymiseSettings, description="What must not get out."
    )
