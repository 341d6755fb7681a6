"""A lint run as every format is given it, and the sentence that closes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmkit.model.finding import Finding, Level
from pmkit.render.words import count
from pmkit.rules.run import LintResult
from pmkit.visible import visible


@dataclass(frozen=True)
class Report:
    """What lint found, for which day, and whether it may be told in colour."""

    result: LintResult
    as_of: date
    color: bool = False

    @property
    def summary(self) -> str:
        """How much was checked, what it came to, and for which day."""
        errors, warnings = self.result.count(Level.ERROR), self.result.count(Level.WARNING)
        if not self.result.checked:
            found = "no post-mortems yet, `pmkit new` writes one"
        elif not errors and not warnings:
            found = "all is well"
        else:
            found = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
        return f"checked {count(self.result.checked, 'file')}: {found} (as of {self.as_of})"


def place(item: Finding) -> str:
    """Return where a finding stands, in the form that editors and terminals can follow."""
    return f"{visible(item.path)}:{item.line}:{item.column}"
