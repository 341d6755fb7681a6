"""The names of the outputs, apart from what makes them, so that help loads nothing else."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The outputs of a report that is a table."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class DatedFormat(StrEnum):
    """The outputs of a report whose rows fall on a day; the words of `Format` and one more."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    ICS = "ics"


class ChatFormat(StrEnum):
    """The outputs that are a message for a chat."""

    SLACK = "slack"
    TEAMS = "teams"


class OverdueFormat(StrEnum):
    """The words of `DatedFormat` and of `ChatFormat`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    ICS = "ics"
    SLACK = "slack"
    TEAMS = "teams"


class PostedFormat(StrEnum):
    """The outputs of a page that is posted as well; the words of `ChatFormat` are among them."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    HTML = "html"
    SLACK = "slack"
    TEAMS = "teams"


class LintFormat(StrEnum):
    """The outputs of lint."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    JSON_LINES = "json-lines"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    RDJSON = "rdjson"
