"""What somebody may have meant by a word that the registers do not know."""

from __future__ import annotations

from functools import cached_property

from pmkit.registers import Registers
from pmkit.similar import Lookalikes


class Guesses:
    """Guesses from the words of the registers; each register is sorted when it is first asked."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def person(self, word: str) -> str | None:
        """Return the handle of the person that `word` may mean; an address will do."""
        bare = word.strip().lstrip("@").partition("@")[0]
        near = self._people.nearest(bare, 0.7)
        person = self._registers.person(near) if near else None
        return person.handle if person else None

    def client(self, word: str) -> str | None:
        """Return the handle of the client that `word` may mean."""
        near = self._clients.nearest(word.strip())
        return self._registers.client_handle(near)

    def project(self, handle: str) -> str | None:
        """Return the project that `handle` may mean."""
        return self._projects.nearest(handle.strip(), 0.7)

    def team(self, word: str) -> str | None:
        """Return the team that `word` is most likely a misspelling of."""
        return self._teams.nearest(word.strip(), 0.75)

    @cached_property
    def _people(self) -> Lookalikes:
        return Lookalikes(
            word
            for person in self._registers.people
            for word in (person.handle, person.name, *person.aliases)
        )

    @cached_property
    def _clients(self) -> Lookalikes:
        return Lookalikes(
            word
            for client in self._registers.clients
            for word in (client.handle, client.name, *client.aliases)
        )

    @cached_property
    def _projects(self) -> Lookalikes:
        return Lookalikes(project.handle for project in self._registers.projects)

    @cached_property
    def _teams(self) -> Lookalikes:
        return Lookalikes(sorted(self._registers.teams))
