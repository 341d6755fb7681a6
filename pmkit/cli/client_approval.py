"""Approvals that a client is told, as `pmkit report` takes and records them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.visible import visible

if TYPE_CHECKING:
    from pmkit.document.hydrate import Reading
    from pmkit.record import Record
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves, if anybody, and whether that is only tried."""

    name: str | None
    dry_run: bool

    def person(self, registers: Registers) -> str | None:
        """Return who approves, by their handle.

        Raises:
            UsageError: It is nobody who is here, or nothing is there to try.
        """
        from pmkit.people.register import find_present

        if self.name is None and self.dry_run:
            raise UsageError("--dry-run is about an approval", "add --approve NAME")
        return None if self.name is None else find_present(registers, self.name, "--approve")


def record_approval(
    session: Session, record: Record, handle: str, today: date, shown: Reading
) -> None:
    """Record that `handle` approved the words of `shown`, once."""
    from pmkit.edits.change import Append
    from pmkit.progress.desk import Desk
    from pmkit.progress.moves import Moved
    from pmkit.replace import locked
    from pmkit.reports.derived.approval import APPROVALS, approvals_of, fingerprint

    words = fingerprint(shown)
    with locked(session.repository.root):
        desk = Desk(session.repository, session.library.registers, today)
        file = desk.open(record.path)
        there = approvals_of(desk.read(file))
        if any((one.get("by"), one.get("text")) == (handle, words) for one in there):
            return
        change = Append((APPROVALS,), {"by": handle, "on": today, "text": words}, in_braces=True)
        desk.change(file, record.id, Moved((change,), "approved"))
        desk.write()
    session.say(f"{visible(record.path)}: approved for the client by {visible(handle)} on {today}")
