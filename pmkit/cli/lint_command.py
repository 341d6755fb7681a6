"""`pmkit lint`: is every post-mortem complete, and does the repository hold together?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.errors import UsageError
from pmkit.model.finding import Level
from pmkit.render.formats import LintFormat


class FailOn(StrEnum):
    """The mildest severity that makes lint exit with 1."""

    ERROR = "error"
    WARNING = "warning"


_HELP = """Check post-mortems against the format and the rules.

Errors make it exit with 1; warnings do so with --fail-on warning. A draft gets warnings where a
finished post-mortem gets errors.

\b
Examples:
  pmkit lint                                  everything in this repository
  pmkit lint postmortems/2026-03-11-acme.md   one file
  pmkit lint --select PM2 --format concise    only what is about actions
  pmkit lint --diff                           what --fix would change
  pmkit lint --fix                            correct what can safely be corrected
  pmkit lint - --stdin-filename x.md < x.md   a text that is not saved yet
  pmkit lint --format github                  annotations in a pull request
  pmkit lint --format sarif --output-file pmkit.sarif
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("lint", help=_HELP)(lint)


def lint(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders, or - for standard input; by default everything."),
    ] = None,
    format: Annotated[
        LintFormat, typer.Option("--format", help="How to print it.")
    ] = LintFormat.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Only these codes, names or families."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Not these codes, names or families."),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="The mildest severity that exits with 1.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct what can safely be corrected.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also corrections that somebody has to look at.")
    ] = False,
    output_file: Annotated[
        Path | None,
        typer.Option("--output-file", metavar="FILE", help="Write the report there instead."),
    ] = None,
    stdin_filename: Annotated[
        Path | None,
        typer.Option("--stdin-filename", metavar="FILE", help="The file that - stands for."),
    ] = None,
    postmortems_only: Annotated[
        bool, typer.Option("--postmortems-only", help="Pass over named files that are none.")
    ] = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.cli.lint_fixing import mend, show_diff
    from pmkit.cli.lint_input import read_targets
    from pmkit.cli.lint_output import deliver
    from pmkit.fixes.run import Clinic
    from pmkit.render.findings.report import Report
    from pmkit.rules.decide import select as select_rules
    from pmkit.rules.registry import load_rules
    from pmkit.rules.run import lint as run

    session = session_of(context)
    targets = read_targets(session, paths or [], stdin_filename, postmortems_only)
    settings = targets.repository.settings.lint
    chosen = _words(select) or settings.select
    selection = select_rules(load_rules(), chosen, [*settings.ignore, *_words(ignore)])
    today = session.today(as_of, targets.repository)
    _check_fixing(paths or [], fix=fix, diff=diff, unsafe=unsafe_fixes)
    result = run(targets, selection, today)
    clinic = Clinic.of(targets, selection, today)
    if diff:
        return show_diff(session, clinic, result.findings, unsafe_fixes)
    if fix and mend(session, clinic, result.findings, unsafe=unsafe_fixes):
        result = run(targets, selection, today)
    result = clinic.marked(result)
    failing = _LEVELS[fail_on or FailOn(settings.fail_on)]
    report = Report(result, today, selection.rules, failing=failing)
    deliver(session, targets, report, format, output_file)
    return int(any(item.severity in failing for item in result.findings))


_LEVELS = {
    FailOn.ERROR: frozenset({Level.ERROR}),
    FailOn.WARNING: frozenset({Level.ERROR, Level.WARNING}),
}


def _check_fixing(paths: list[Path], *, fix: bool, diff: bool, unsafe: bool) -> None:
    if fix and diff:
        raise UsageError("--fix writes and --diff does not", "give one of them")
    if unsafe and not (fix or diff):
        raise UsageError("--unsafe-fixes says how to fix", "add --fix or --diff")
    if (fix or diff) and "-" in map(str, paths):
        raise UsageError("standard input cannot be fixed", "save it, and name the file")


def _words(options: list[str] | None) -> list[str]:
    """Split options that hold several words: `--select PM2,PM301`."""
    return [word for option in options or [] for word in option.split(",")]
