"""Carrying a change of files out: as a diff with `--dry-run`, else written and told."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING

from pmkit.cli.session import Session
from pmkit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmkit.progress.desk import Edited, Step


def carry_out(session: Session, today: date, dry_run: bool, steps: Iterable[Step]) -> int:
    """Make `steps` in memory and write what they changed; all of it or nothing.

    Raises:
        PmkitError: One of them is not possible, or a file cannot be written.
    """
    from pmkit.progress.desk import Desk
    from pmkit.replace import locked

    desk = Desk(session.repository, session.library.registers, today)
    with contextlib.nullcontext() if dry_run else locked(session.repository.root):
        for step in steps:
            step(desk)
        if not dry_run:
            desk.write()
    (_show_diff if dry_run else _tell)(session, desk.files)
    return 0


def _show_diff(session: Session, files: list[Edited]) -> None:
    from pmkit.render.diff import unified

    session.emit("".join(unified(file.path, file.old, file.new) for file in files))
    _say(session, files)
    session.say("nothing was written")


def _tell(session: Session, files: list[Edited]) -> None:
    changed = [done for file in files for done in file.done if done.moved.changes]
    session.emit("".join(f"{visible(done.ref)} {visible(done.moved.told)}\n" for done in changed))
    _say(session, files)


def _say(session: Session, files: list[Edited]) -> None:
    for done in (done for file in files for done in file.done):
        if not done.moved.changes:
            session.say(f"{visible(done.ref)} {visible(done.moved.told)}")
        if done.moved.note:
            session.say(f"{visible(done.ref)}: {visible(done.moved.note)}")
