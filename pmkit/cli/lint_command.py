"""`pmkit lint`: is every post-mortem complete, and does the repository hold together?"""

from __future__ import annotations

import typer

from pmkit.cli import lint_options as option
from pmkit.cli.optional import TakesChanged
from pmkit.cli.options import AsOf, session_of
from pmkit.render.formats import LintFormat

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
  pmkit lint --changed                        what this branch touched
  pmkit lint --write-baseline                 from now on only what is new
  pmkit lint - --stdin-filename x.md < x.md   a text that is not saved yet
  pmkit lint --format github                  annotations in a pull request
  pmkit lint --format sarif --output-file pmkit.sarif
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("lint", help=_HELP, cls=TakesChanged)(lint)


def lint(
    context: typer.Context,
    paths: option.Paths = None,
    format: option.FormatOption = LintFormat.TEXT,
    select: option.Select = None,
    extend_select: option.ExtendSelect = None,
    ignore: option.Ignore = None,
    fail_on: option.FailOnOption = None,
    fix: option.Fix = False,
    diff: option.Diff = False,
    unsafe_fixes: option.UnsafeFixes = False,
    add_ignore: option.AddIgnore = None,
    changed: option.Changed = None,
    baseline: option.BaselineFile = None,
    no_baseline: option.NoBaseline = False,
    write_baseline: option.WriteBaseline = False,
    shrink_baseline: option.ShrinkBaseline = False,
    force: option.Force = False,
    output_file: option.OutputFile = None,
    stdin_filename: option.StdinFilename = None,
    postmortems_only: option.PostmortemsOnly = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.cli.lint_run import run_lint

    asked = option.Asked(
        paths=paths or [],
        format=format,
        select=option.words(select),
        extend_select=option.words(extend_select),
        ignore=option.words(ignore),
        fail_on=fail_on,
        fix=fix,
        diff=diff,
        unsafe_fixes=unsafe_fixes,
        add_ignore=add_ignore,
        changed=changed,
        baseline=baseline,
        no_baseline=no_baseline,
        write_baseline=write_baseline,
        shrink_baseline=shrink_baseline,
        force=force,
        output_file=output_file,
        stdin_filename=stdin_filename,
        postmortems_only=postmortems_only,
        as_of=as_of,
    )
    return run_lint(session_of(context), asked)
