"""What of the repository an editor needs to know: its post-mortems and registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmkit.record import Record
from pmkit.registers import Registers


@dataclass(frozen=True)
class Surroundings:
    """The repository around one file."""

    records: Sequence[Record]
    registers: Registers

    def teams(self) -> dict[str, str]:
        """Return the teams that are known, with where from."""
        people = {one.team: "register/people.yml" for one in self.registers.people if one.team}
        return {one.team: "other post-mortems" for one in self.records if one.team} | people

    def find(self, name: str) -> Record | None:
        """Return the post-mortem whose id is `name`."""
        return next((record for record in self.records if record.id == name), None)
