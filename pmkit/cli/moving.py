"""Moving actions that the command line names, all of them or none."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.carrying import carry_out
from pmkit.cli.session import Session
from pmkit.cli.show_command import find_subject

if TYPE_CHECKING:
    from pmkit.progress.moves import Move
    from pmkit.record import ActionRecord, Record

Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Actions, as POSTMORTEM:ACTION.")]


def move_all(session: Session, refs: list[str], move: Move, today: date, dry_run: bool) -> int:
    """Make `move` with every action that `refs` name; return the exit code.

    Raises:
        PmkitError: One of them is not there, or cannot be moved so.
    """
    from pmkit.progress.standing import move_action

    wanted = [_find_action(session, ref) for ref in refs]
    steps = [partial(move_action, record=one, action=action, move=move) for one, action in wanted]
    return carry_out(session, today, dry_run, steps)


def _find_action(session: Session, ref: str) -> tuple[Record, ActionRecord]:
    record, index = find_subject(session, ref)
    return session.library.find_action(ref) if index is None else (record, record.actions[index])
