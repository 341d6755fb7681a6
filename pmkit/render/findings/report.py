"""A lint run as every format is given it, and the sentence that closes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pmkit.document.lines import LineReader
from pmkit.model.finding import Finding, Level
from pmkit.render.words import count
from pmkit.rules.fingerprint import fingerprints
from pmkit.rules.registry import Rule
from pmkit.rules.run import LintResult
from pmkit.visible import visible


@dataclass(frozen=True)
class Report:
    """What lint found, and what it takes to tell it.

    Attributes:
        as_of: The day the run was made for.
        rules: Every rule, by code.
        lines: From a path of the repository to the lines of that file.
        shown: From a path of the repository to the one that the output's readers need.
        passed_over: How many named files were left out, as they are no post-mortems.
        failing: The severities that make the run fail.
        known: How many findings the baseline knows, which are not among the result's.
        color: Whether the output may hold colour codes.
        width: How many cells an excerpt of a source line may take.
    """

    result: LintResult
    as_of: date
    rules: Mapping[str, Rule] = field(default_factory=dict)
    lines: LineReader = lambda path: ()
    shown: Callable[[str], str] = str
    passed_over: int = 0
    failing: frozenset[Level] = frozenset({Level.ERROR})
    known: int = 0
    color: bool = False
    width: int = 200

    @property
    def summary(self) -> str:
        """How much was checked, what it came to, and for which day."""
        errors, warnings, notes = (self.result.count(level) for level in Level)
        if not self.result.checked and not self.passed_over:
            found = self._nothing
        elif not errors and not warnings and not notes:
            found = "all is well"
        else:
            found = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
            found += f", {count(notes, 'note')}" * bool(notes) + self._fixable
        files = count(self.result.checked, "file")
        if self.passed_over:
            files += f", passed over {self.passed_over}"
        if self.known:
            found += f", {count(self.known, 'known finding')} in the baseline not shown"
        return f"checked {files}: {found} (as of {self.as_of})"

    @property
    def _nothing(self) -> str:
        """Why nothing was checked: there is nothing, or `--changed` had nothing to look at."""
        if self.result.whole and self.result.whole.paths:
            return "no post-mortem was touched"
        return "no post-mortems yet, `pmkit new` writes one"

    @property
    def _fixable(self) -> str:
        fixable = sum(item.fixable for item in self.result.findings)
        return f", {fixable} of them fixed by `pmkit lint --fix`" if fixable else ""

    def place(self, item: Finding) -> str:
        """Return where a finding stands, in the form that editors and terminals can follow."""
        return f"{visible(self.shown(item.path))}:{item.line}:{item.column}"

    def fingerprints(self) -> list[str]:
        """Return the fingerprint of each finding; all of them differ."""
        return fingerprints(self.result.findings, self.lines)


def with_hint(item: Finding, between: str = "\n") -> str:
    """Return the message of a finding and, behind it, its hint if it has one."""
    return item.message + (between + item.hint if item.hint else "")
