"""One family of errors, each with the exit code it ends the command with."""

from __future__ import annotations


class PmkitError(Exception):
    """pmkit could not do its job; `message` says what and where, `hint` what to do next.

    Attributes:
        exit_code: What the process ends with, 2 unless a subclass says otherwise.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PmkitError):
    """The command's words are off: an unknown reference, a path that matches nothing."""


class UnreadableError(PmkitError):
    """What was asked for is there, and cannot be read as it stands."""

    exit_code = 1


class LeakError(PmkitError):
    """A text that is to leave the house may give somebody away; nothing was written."""

    exit_code = 1


class ConfigError(PmkitError):
    """`pmkit.toml` or a register cannot be used as it stands."""


class TemplateError(PmkitError):
    """A template cannot be rendered, or what it made is no post-mortem."""


class WriteError(PmkitError):
    """A file could not be written; nothing was changed."""
