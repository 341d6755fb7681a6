"""One run of lint: what to look at, what is found, what is changed, what is shown."""

from __future__ import annotations

from datetime import date

from pmkit.cli.lint_baseline import Baseline
from pmkit.cli.lint_changed import touched_since
from pmkit.cli.lint_fixing import mend, show_diff
from pmkit.cli.lint_ignoring import add_ignores, check_reason
from pmkit.cli.lint_input import read_targets
from pmkit.cli.lint_options import Asked, FailOn
from pmkit.cli.lint_output import deliver
from pmkit.cli.session import Session
from pmkit.fixes.run import Clinic
from pmkit.model.finding import Finding, Level
from pmkit.render.findings.report import Report
from pmkit.rules.choose import choose
from pmkit.rules.decide import Selection
from pmkit.rules.run import LintResult, lint
from pmkit.rules.targets import Targets
from pmkit.rules.touched import Touched, lint_touched

_FAILING = {
    FailOn.ERROR: frozenset({Level.ERROR}),
    FailOn.WARNING: frozenset({Level.ERROR, Level.WARNING}),
}


def run_lint(session: Session, asked: Asked) -> int:
    """Do what was asked, and return the exit code."""
    asked.check()
    if asked.add_ignore is not None:
        check_reason(asked.add_ignore)
    targets = read_targets(session, list(asked.paths), asked.stdin_filename, asked.postmortems_only)
    selection = choose(
        targets.repository, only=asked.select, more=asked.extend_select, ignored=asked.ignore
    )
    today = session.today(asked.as_of, targets.repository)
    touched = None if asked.changed is None else touched_since(session, targets, asked.changed)
    result = _look(targets, touched, selection, today)
    baseline = Baseline(session, asked, targets, selection)
    if asked.diff and (asked.write_baseline or asked.shrink_baseline):
        baseline.apply(result)
        return 0
    if asked.add_ignore is not None:
        shown = _own(baseline.shown(result), touched)
        changed = add_ignores(
            session, targets.repository, shown, asked.add_ignore, only_show=asked.diff
        )
        if asked.diff:
            return int(changed)
        result = _look(targets, touched, selection, today)
    clinic = Clinic.of(targets, selection, today, result.whole, baseline.known)
    if asked.fix or asked.diff:
        shown = _own(baseline.shown(result), touched)
        if asked.diff:
            return show_diff(session, clinic, shown, asked.unsafe_fixes)
        if mend(session, clinic, shown, unsafe=asked.unsafe_fixes):
            result = _look(targets, touched, selection, today)
    compared = baseline.apply(result)
    result = clinic.marked(compared.result)
    failing = _FAILING[asked.fail_on or FailOn(targets.repository.settings.lint.fail_on)]
    report = Report(result, today, selection.rules, failing=failing, known=compared.known)
    deliver(session, targets, report, asked.format, asked.output_file)
    return int(any(item.severity in failing for item in result.findings))


def _look(
    targets: Targets, touched: Touched | None, selection: Selection, today: date
) -> LintResult:
    if touched is None:
        return lint(targets, selection, today)
    return lint_touched(targets, touched, selection, today)


def _own(findings: list[Finding], touched: Touched | None) -> list[Finding]:
    """Return the findings to fix: with `--changed` no others than those of touched files."""
    return [item for item in findings if touched is None or item.path in touched.paths]
