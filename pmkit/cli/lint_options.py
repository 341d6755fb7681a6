"""What `pmkit lint` can be asked for: its options, and which of them go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmkit.errors import UsageError
from pmkit.render.formats import LintFormat


class FailOn(StrEnum):
    """The mildest severity that makes lint exit with 1."""

    ERROR = "error"
    WARNING = "warning"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders, or - for standard input; by default everything."),
]
FormatOption = Annotated[LintFormat, typer.Option("--format", help="How to print it.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Only these codes, names or families."),
]
ExtendSelect = Annotated[
    list[str] | None,
    typer.Option(
        "--extend-select", metavar="RULE", help="These too, beside what the settings select."
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Not these codes, names or families."),
]
FailOnOption = Annotated[
    FailOn | None, typer.Option("--fail-on", help="The mildest severity that exits with 1.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Correct what can safely be corrected.")]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="Show what --fix, or what else writes, would change."),
]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Also corrections that somebody has to look at.")
]
OutputFile = Annotated[
    Path | None,
    typer.Option("--output-file", metavar="FILE", help="Write the report there instead."),
]
StdinFilename = Annotated[
    Path | None,
    typer.Option("--stdin-filename", metavar="FILE", help="The file that - stands for."),
]
AddIgnore = Annotated[
    str | None,
    typer.Option(
        "--add-ignore", metavar="REASON", help="Suppress what is found by comments that say this."
    ),
]
Changed = Annotated[
    str | None,
    typer.Option(
        "--changed",
        metavar="[REF]",
        help="Only what differs from where this branch left REF, by default the main branch.",
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="The findings that are known, and not shown."),
]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Show known findings as well.")]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Make what is found now the baseline.")
]
ShrinkBaseline = Annotated[
    bool,
    typer.Option("--shrink-baseline", help="Take out of the baseline what is found no more."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a baseline that is there.")]
PostmortemsOnly = Annotated[
    bool, typer.Option("--postmortems-only", help="Pass over named files that are none.")
]


@dataclass(frozen=True)
class Asked:
    """One run of lint as it was asked for; each field is an option or the paths."""

    paths: Sequence[Path] = ()
    format: LintFormat = LintFormat.TEXT
    select: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fail_on: FailOn | None = None
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    output_file: Path | None = None
    stdin_filename: Path | None = None
    postmortems_only: bool = False
    add_ignore: str | None = None
    changed: str | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    write_baseline: bool = False
    shrink_baseline: bool = False
    force: bool = False
    as_of: str | None = None

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises:
            UsageError: It says which, and what to do.
        """
        if self.fix and self.diff:
            raise UsageError("--fix writes and --diff does not", "give one of them")
        self._refuse_several("fix", "write_baseline", "shrink_baseline")
        self._refuse_several("add_ignore", "fix", "write_baseline", "shrink_baseline")
        if self.add_ignore is not None and self.reads_stdin:
            raise UsageError("standard input cannot be changed", "save it, and name the file")
        self._refuse_several("no_baseline", "baseline", "write_baseline", "shrink_baseline")
        self._refuse_several("write_baseline", "shrink_baseline")
        if self.changed is not None and self.write_baseline:
            raise UsageError("a baseline is made of all files", "leave --changed out")
        if self.changed is not None and self.reads_stdin:
            raise UsageError("--changed asks git, which knows no standard input", "name no -")
        if self.force and not self.write_baseline:
            raise UsageError("--force replaces a baseline", "add --write-baseline")
        if self.unsafe_fixes and not (self.fix or self.diff):
            raise UsageError("--unsafe-fixes says how to fix", "add --fix or --diff")
        if (self.fix or self.diff) and self.reads_stdin:
            raise UsageError("standard input cannot be fixed", "save it, and name the file")
        if self.write_baseline and self.reads_stdin:
            raise UsageError("a text from standard input has no baseline", "save it first")

    def _refuse_several(self, first: str, *others: str) -> None:
        """Refuse `first` together with one of the others."""
        for other in others:
            if getattr(self, first) and getattr(self, other):
                names = " and ".join(f"--{name.replace('_', '-')}" for name in (first, other))
                raise UsageError(f"{names} do not go together", "give one of them")

    @property
    def reads_stdin(self) -> bool:
        """Whether the text comes from standard input."""
        return "-" in map(str, self.paths)


def words(options: list[str] | None) -> list[str]:
    """Split options that hold several words: `--select PM2,PM301`."""
    return [word for option in options or [] for word in option.split(",")]
