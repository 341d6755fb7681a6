"""The repository as a whole: every post-mortem in it, and every file that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pmkit.cache import Shelf, open_shelf
from pmkit.config import Repository
from pmkit.errors import UsageError
from pmkit.record import ActionRecord, Record, Skipped
from pmkit.registers import Registers, load_registers
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from datetime import date

    from pmkit.history import History
    from pmkit.past import Past


@dataclass(frozen=True)
class Library:
    """All records of a repository, in no particular order, with what is missing from them."""

    repository: Repository
    shelf: Shelf
    skipped: tuple[Skipped, ...]

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every post-mortem that can be read."""
        return self.shelf.records()

    @cached_property
    def pending(self) -> tuple[Record, ...]:
        """Those with an action that is still to be done or verified."""
        return self.shelf.pending()

    @cached_property
    def registers(self) -> Registers:
        """The repository's registers."""
        return load_registers(self.repository.root, self.repository.store)

    @cached_property
    def history(self) -> History | None:
        """What git knows of the post-mortems; None where there is no git."""
        from pmkit.history import read_history

        return read_history(self.repository)

    def past(self, day: date) -> Past | None:
        """What stood at the end of `day`; None where git knows no commit that old."""
        from pmkit.past import read_past

        return read_past(self.repository, day)

    def find(self, reference: str) -> Record:
        """Return the post-mortem that `reference` names: its id, or any unique part of it.

        Raises:
            UsageError: None or several match; the message lists the candidates.
        """
        by_path = [r for r in self.records if r.path == reference.removeprefix("./")]
        exact = by_path or [r for r in self.records if r.id == reference]
        begins = [r for r in self.records if r.id.startswith(reference)]
        holds = [r for r in self.records if reference in r.id]
        for found in (exact, begins, holds):
            if len(found) == 1:
                return found[0]
            if found:
                raise _ambiguous(reference, [r.path if exact else r.id for r in found])
        raise UsageError(
            f"no post-mortem matches `{short(reference)}`", "`pmkit list` shows all of them"
        )

    def find_action(self, reference: str) -> tuple[Record, ActionRecord]:
        """Return the action that `POSTMORTEM:ACTION` names, each by any unique part.

        Raises:
            UsageError: None or several match; the message lists the candidates.
        """
        name, colon, action_id = reference.rpartition(":")
        if not colon:
            raise UsageError(
                f"`{short(reference)}` names no action", "write POSTMORTEM:ACTION, such as acme:A1"
            )
        record = self.find(name)
        if action_id.startswith("#"):  # how reports name an action that has no id
            return record, _at_place(record, action_id)
        known = [action for action in record.actions if action.id]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [action for action in known if fits(action.id or "", action_id)]
            if len(found) == 1:
                return record, found[0]
            if found:
                raise _ambiguous(reference, [f"{record.id}:{action.id}" for action in found])
        ids = ", ".join(visible(action.id or "") for action in known) or "none"
        raise UsageError(
            f"{visible(record.id)} has no action `{short(action_id)}`", f"its actions: {ids}"
        )


def _at_place(record: Record, place: str) -> ActionRecord:
    number = int(place[1:]) if place[1:].isdecimal() and len(place) < 6 else 0
    if not 1 <= number <= len(record.actions):
        raise UsageError(
            f"{visible(record.id)} has no action `{short(place)}`",
            f"it has {len(record.actions)} of them",
        )
    return record.actions[number - 1]


def _ambiguous(reference: str, candidates: list[str]) -> UsageError:
    shown = "".join(f"\n  {visible(name)}" for name in sorted(candidates)[:10])
    more = len(candidates) - 10
    return UsageError(
        f"`{short(reference)}` matches {len(candidates)} of them:{shown}"
        + (f"\n  and {more} more" if more > 0 else ""),
        "write more of the name",
    )


def load_library(repository: Repository) -> Library:
    """Read every post-mortem of the repository; of what did not change, only what was kept of it.

    Raises:
        UsageError: The repository has no post-mortem folder.
    """
    clock = repository.store.tick()
    walk = repository.walk()
    shelf = open_shelf(repository, walk, clock)
    skipped = [Skipped(item.path, 1, item.code, item.message) for item in walk.refused]
    skipped += shelf.skipped
    return Library(
        repository, shelf, tuple(sorted(skipped, key=lambda item: (item.path, item.line)))
    )
