"""`pmkit lint`: is every post-mortem complete, and does the repository hold together?"""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.options import AsOf, session_of
from pmkit.cli.session import Session
from pmkit.model.finding import Level
from pmkit.render.formats import LintFormat

if TYPE_CHECKING:
    from pmkit.config import Repository
    from pmkit.rules.run import LintResult


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
  pmkit lint --format github                  annotations in a pull request
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("lint", help=_HELP)(lint)


def lint(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; by default everything.")
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
    as_of: AsOf = None,
) -> int:
    from pmkit.render.findings import render
    from pmkit.render.findings.report import Report
    from pmkit.rules.decide import select as select_rules
    from pmkit.rules.registry import load_rules
    from pmkit.rules.run import lint as run
    from pmkit.rules.targets import find_targets

    session = session_of(context)
    targets = find_targets(session.directory, session.config, paths or [])
    settings = targets.repository.settings.lint
    selection = select_rules(
        load_rules(),
        _words(select) or settings.select,
        [*settings.ignore, *_words(ignore)],
    )
    today = session.today(as_of, targets.repository)
    result = run(
        targets.repository, targets.paths, targets.refused, targets.all_paths, selection, today
    )
    shown = result.moved(_mover(session, targets.repository, format))
    session.emit(render(Report(shown, today, session.use_color), format))
    return int(_fails(result, fail_on or FailOn(settings.fail_on)))


def _words(options: list[str] | None) -> list[str]:
    """Split options that hold several words: `--select PM2,PM301`."""
    return [word for option in options or [] for word in option.split(",")]


def _fails(result: LintResult, fail_on: FailOn) -> bool:
    levels = [Level.ERROR] if fail_on is FailOn.ERROR else [Level.ERROR, Level.WARNING]
    return any(result.count(level) for level in levels)


def _mover(session: Session, repository: Repository, format: LintFormat) -> Callable[[str], str]:
    """Return what turns a path of the repository into one that its reader can open.

    For a person that is relative to the working folder; GitHub wants it from the top of the git
    repository; programs that read JSON know where the repository is.
    """
    if format is LintFormat.JSON:
        return str
    start = session.directory.absolute()
    if format is LintFormat.GITHUB:
        above = (repository.root, *repository.root.parents)
        start = next((top for top in above if (top / ".git").exists()), repository.root)
    if start == repository.root:
        return str
    return lambda path: os.path.relpath(repository.root / path, start).replace(os.sep, "/")
