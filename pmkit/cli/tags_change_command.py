"""`pmkit tags rename` and `merge`: changes of the register and of all that carries a tag."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun, read_text
from pmkit.cli.options import AsOf, session_of
from pmkit.errors import UsageError

if TYPE_CHECKING:
    from pmkit.cli.session import Session
    from pmkit.progress.desk import Step

RENAME_HELP = """Give one of your own tags another name, in the register and in every post-mortem.

Causes and lessons that carry the old name carry the new one. All files change, or none. Built-in
tags keep their names.

\b
Examples:
  pmkit tags rename on-prem-deployment on-premises --dry-run
  pmkit tags rename on-prem-deployment on-premises   the old name stays as an alias
  pmkit tags rename bad-lables bad-labels --no-alias
"""
MERGE_HELP = """Make one tag of several that mean the same, in the register and all post-mortems.

The last one named stays. The others become aliases of it, and what the register says
of them (warning signs, questions, countermeasures, aliases) comes to it. All files change, or none.

\b
Examples:
  pmkit tags merge data_quality data-quality-surprise --dry-run
  pmkit tags merge bad-label bad-labels data-quality-surprise
"""


def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The tag as it is called today.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Lower case, with hyphens.")],
    alias: Annotated[
        bool, typer.Option("--alias/--no-alias", help="Whether the old name stays as an alias.")
    ] = True,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.tagging.change import rename_tag

    session = session_of(context)
    step = partial(
        rename_tag,
        old=read_text("OLD", old),
        new=read_text("NEW", new),
        keep=alias,
        used=_used(session),
    )
    return _carry(session, as_of, dry_run, step)


def merge(
    context: typer.Context,
    tags: Annotated[
        list[str], typer.Argument(metavar="FROM... INTO", help="The tags; the last one stays.")
    ],
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.tagging.change import merge_tags

    session = session_of(context)
    *olds, into = dict.fromkeys(read_text("FROM... INTO", tag) for tag in tags)
    if not olds:
        raise UsageError("two tags are wanted", "write `pmkit tags merge FROM INTO`")
    step = partial(merge_tags, olds=tuple(olds), into=into, used=_used(session))
    return _carry(session, as_of, dry_run, step)


def _used(session: Session) -> set[str]:
    return {tag for record in session.library.records for tag in record.tags}


def _carry(session: Session, as_of: str | None, dry_run: bool, step: Step) -> int:
    """Carry one change out; return 1 when there are files that could not be read, and name them."""
    code = carry_out(session, session.today(as_of), dry_run, [step])
    skipped = session.library.skipped
    session.tell_skipped(list(skipped))
    return code or int(bool(skipped))
