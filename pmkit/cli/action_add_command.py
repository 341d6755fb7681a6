"""`pmkit action add`: a new action at the end of a post-mortem's list."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.change_options import DryRun, read_person, read_text
from pmkit.cli.options import AsOf, session_of
from pmkit.cli.show_command import find_record
from pmkit.model.enums import Target

ADD_HELP = """Add an action to a post-mortem, under the next free id.

\b
Examples:
  pmkit action add acme --what "Add a data audit to the discovery checklist." --owner sarah \\
    --deadline +4w --verification "The next three kickoffs hold the filled-in section."
"""


def add(
    context: typer.Context,
    postmortem: Annotated[str, typer.Argument(metavar="PM", help="The post-mortem.")],
    what: Annotated[str, typer.Option("--what", metavar="TEXT", help="What will change.")],
    owner: Annotated[
        str, typer.Option("--owner", metavar="PERSON", help="The one person who answers for it.")
    ],
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="DATE", help="The last day: DATE, +2w or eom.")
    ],
    verification: Annotated[
        str, typer.Option("--verification", metavar="TEXT", help="The evidence that it works.")
    ],
    addresses: Annotated[
        list[str] | None,
        typer.Option("--addresses", metavar="CAUSE", help="A cause; may be given again."),
    ] = None,
    target: Annotated[
        Target | None, typer.Option("--target", help="What sort of thing it changes.")
    ] = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
) -> int:
    from pmkit.progress.adding import NewAction, add_action
    from pmkit.progress.days import read_when

    session = session_of(context)
    today = session.today(as_of)
    new = NewAction(
        read_text("--what", what),
        read_person(session, "--owner", owner),
        read_when("--deadline", deadline, today),
        read_text("--verification", verification),
        tuple(word for given in addresses or () for word in given.split(",")),
        target,
    )
    record = find_record(session, postmortem)
    return carry_out(session, today, dry_run, [partial(add_action, record=record, new=new)])
