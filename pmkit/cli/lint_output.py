"""Where lint's output goes: to standard output or a file, and to GitHub's page of a job."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pmkit.cli.session import Color, Session
from pmkit.config import Repository
from pmkit.document.lines import LineReader, line_reader
from pmkit.errors import UsageError, WriteError
from pmkit.files import append, write_report
from pmkit.render.findings import render
from pmkit.render.findings.report import Report
from pmkit.render.formats import LintFormat
from pmkit.rules.targets import Targets
from pmkit.visible import visible

_FROM_REPOSITORY = (LintFormat.JSON, LintFormat.JSON_LINES)
_FROM_GIT = (LintFormat.GITHUB, LintFormat.GITLAB, LintFormat.SARIF, LintFormat.JUNIT)
_HOLD_SUMMARY = (LintFormat.TEXT, LintFormat.CONCISE, LintFormat.JSON, LintFormat.GITHUB)

_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"
_SUMMARY_BYTES = 1_048_576
"""GitHub takes no more for one step, and shows nothing of a longer page."""


def deliver(
    session: Session, targets: Targets, report: Report, format: LintFormat, file: Path | None
) -> None:
    """Print the report or write it to `file`, and say on standard error what it comes to.

    Raises:
        OutputError: Standard output does not take it.
        UsageError: `file` is one of the repository's own.
        WriteError: `file` cannot be written; what was there is untouched.
    """
    report = replace(
        report,
        lines=_lines(targets),
        shown=_shown(session, targets.repository, format),
        passed_over=targets.passed_over,
    )
    if file is None:
        width = session.width if session.on_terminal else report.width
        report = replace(report, color=session.use_color, width=width)
        session.emit(render(report, format))
    else:
        report = replace(report, color=session.color is Color.ALWAYS)
        path = session.directory.absolute() / file
        _refuse_own_file(targets, path)
        write_report(path, render(report, format).encode("utf-8", "backslashreplace"))
    if file is not None or format not in _HOLD_SUMMARY:
        session.say(report.summary)
    if format is LintFormat.GITHUB and session.environ.get(_SUMMARY_FILE):
        _append_step_summary(session, report, Path(session.environ[_SUMMARY_FILE]))


def _lines(targets: Targets) -> LineReader:
    repository = targets.repository
    return line_reader(repository.root, repository.basics.file_bytes, targets.given)


def _shown(session: Session, repository: Repository, format: LintFormat) -> Callable[[str], str]:
    """Return what turns a path of the repository into one that its reader can open.

    For a person that is relative to the working folder; a service wants it from the top of the
    git repository; programs that read JSON know where the repository is.
    """
    if format in _FROM_REPOSITORY:
        return str
    start = session.directory.absolute()
    if format in _FROM_GIT:
        above = (repository.root, *repository.root.parents)
        start = next((top for top in above if (top / ".git").exists()), repository.root)
    if start == repository.root:
        return str
    return lambda path: os.path.relpath(repository.root / path, start).replace(os.sep, "/")


def _refuse_own_file(targets: Targets, path: Path) -> None:
    """Refuse a report in the place of what it is about: a slip there would cost a post-mortem."""
    repository = targets.repository
    own = {repository.root / name for name in (*targets.paths, *targets.all_paths)}
    place = Path(os.path.normpath(path))
    if place in own or place == repository.config or place.parent == repository.root / "register":
        raise UsageError(
            f"{visible(str(path))} belongs to the repository, and a report would replace it",
            "name another file with --output-file",
        )


def _append_step_summary(session: Session, report: Report, path: Path) -> None:
    """Add a table to the page of the job; the run itself does not fail for want of it."""
    from pmkit.render.findings.step_summary import step_summary

    try:
        append(path, lambda room: step_summary(report, room).encode(), _SUMMARY_BYTES)
    except WriteError as error:
        session.say(f"note: no summary of this step: {error.message}")
