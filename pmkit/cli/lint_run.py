"""One run of lint: what to look at, what is found, what is changed, what is shown."""

from __future__ import annotations

from pmkit.cli.lint_baseline import Baseline
from pmkit.cli.lint_fixing import mend, show_diff
from pmkit.cli.lint_input import read_targets
from pmkit.cli.lint_options import Asked, FailOn
from pmkit.cli.lint_output import deliver
from pmkit.cli.session import Session
from pmkit.fixes.run import Clinic
from pmkit.model.finding import Level
from pmkit.render.findings.report import Report
from pmkit.rules.choose import choose
from pmkit.rules.run import lint

_FAILING = {
    FailOn.ERROR: frozenset({Level.ERROR}),
    FailOn.WARNING: frozenset({Level.ERROR, Level.WARNING}),
}


def run_lint(session: Session, asked: Asked) -> int:
    """Do what was asked, and return the exit code."""
    asked.check()
    targets = read_targets(session, list(asked.paths), asked.stdin_filename, asked.postmortems_only)
    selection = choose(
        targets.repository, only=asked.select, more=asked.extend_select, ignored=asked.ignore
    )
    today = session.today(asked.as_of, targets.repository)
    result = lint(targets, selection, today)
    baseline = Baseline(session, asked, targets, selection)
    if asked.diff and (asked.write_baseline or asked.shrink_baseline):
        baseline.apply(result)
        return 0
    clinic = Clinic.of(targets, selection, today)
    if asked.diff:
        return show_diff(session, clinic, result.findings, asked.unsafe_fixes)
    if asked.fix and mend(session, clinic, result.findings, unsafe=asked.unsafe_fixes):
        result = lint(targets, selection, today)
    compared = baseline.apply(result)
    result = clinic.marked(compared.result)
    failing = _FAILING[asked.fail_on or FailOn(targets.repository.settings.lint.fail_on)]
    report = Report(result, today, selection.rules, failing=failing, known=compared.known)
    deliver(session, targets, report, asked.format, asked.output_file)
    return int(any(item.severity in failing for item in result.findings))
