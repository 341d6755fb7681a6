"""What lint says about one place of one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result at one place.

    `path` is relative to the repository; lines and columns count from 1, in characters, and the
    end is exclusive. `fixable` tells whether `pmkit` can write the correction itself.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Level
    message: str
    hint: str
    fixable: bool = False
