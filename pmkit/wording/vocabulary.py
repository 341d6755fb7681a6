"""What a run looks for in every file: the words of its language, and the people of its register."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from pmkit.document.hydrate import Reading
from pmkit.model.settings import Settings
from pmkit.registers import Registers
from pmkit.wording.hits import Wording
from pmkit.wording.language import load_lexicon
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.names import (
    NOBODY,
    Names,
    own_names,
    read_as,
    registered_names,
    stand_ins,
)
from pmkit.wording.prose import Headings, Prose
from pmkit.wording.search import Search
from pmkit.wording.sieve import Sieve
from pmkit.wording.texts import TASKS, UNNAMED, Piece, Zone, front_pieces, front_texts


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, and the people and clients of a repository.

    Attributes:
        clients: The first word of each client's name, with the word it is read as.
        headings: What the body's headings say about what stands under them.
    """

    lexicon: Lexicon
    people: Names = NOBODY
    clients: Mapping[str, str] = field(default_factory=dict)
    headings: Headings = field(default_factory=lambda: Headings({}, {}))

    @cached_property
    def _sieves(self) -> dict[Zone, Sieve]:
        """A sieve for what to do, one for what was, and one for where anybody may be named."""
        named = frozenset(Zone) - UNNAMED
        people = self.people.spots
        sieves: dict[Zone, Sieve] = {}
        for zones in (TASKS, UNNAMED - TASKS, named):
            sieve = self.lexicon.sieve(zones).with_more(people if zones is named else {})
            sieves |= dict.fromkeys(zones, sieve)
        return sieves

    @cached_property
    def _lists(self) -> dict[Zone, frozenset[str]]:
        """The lists that are looked for in each zone."""
        zones = self.lexicon.zones
        return {zone: frozenset(name for name in zones if zone in zones[name]) for zone in Zone}

    def _client(self, name: str | None) -> tuple[dict[str, str], dict[bytes, bytes]]:
        """Return what the name of a file's own client is read as, with that for the sieve."""
        if name not in self._known_clients:
            own = stand_ins([name], self.lexicon)
            own = {word: meant for word, meant in own.items() if word not in self.clients}
            self._known_clients[name] = own, {**self._read_as, **read_as(own)}
        return self._known_clients[name]

    @cached_property
    def _read_as(self) -> dict[bytes, bytes]:
        """What the sieve reads the names of clients as; whoever is called so stays a person."""
        known = self.people.spots
        return {word: meant for word, meant in read_as(self.clients).items() if word not in known}

    @cached_property
    def _known_clients(self) -> dict[str | None, tuple[dict[str, str], dict[bytes, bytes]]]:
        return {}

    def prepare(self) -> None:
        """Make the sieves: once before the work is shared between processes, not once in each."""
        for zone, sieve in self._sieves.items():
            sieve.part(self._lists[zone])

    def read(self, reading: Reading) -> Wording:
        """Look for every phrase and name in the texts of one post-mortem.

        Most files are done with after the sieve: every word is looked up, none is looked at.
        """
        pm = reading.postmortem
        prose = Prose(reading.document.body, self.headings)
        texts = front_texts(pm)
        told = prose.pieces()
        for piece in told:
            texts.setdefault(piece.zone, []).append(piece.text)
        own = own_names(pm, self.people, self.lexicon)
        client, meant = self._client(pm.client)
        if not own.spots.keys().isdisjoint(meant):
            meant = {word: other for word, other in meant.items() if word not in own.spots}
        search = None
        for zone, found in texts.items():
            whole = "\n".join([text for text in found if text])
            is_named = zone not in UNNAMED
            spots = own.spots if is_named else {}
            places = self._sieves[zone].strike(whole, self._lists[zone], spots, meant)
            if is_named and "@" in whole:
                places += [at for at, char in enumerate(whole) if char == "@"]
            if places:
                people, clients = (self.people, own), {**self.clients, **client}
                search = search or Search(self.lexicon, people, clients, reading, prose)
                among = [piece for piece in told if piece.zone is zone and piece.text]
                for piece, place in _placed([*front_pieces(pm, zone), *among], places):
                    search.look(piece, place)
        return Wording(self.lexicon, search.found if search else {})


def _placed(pieces: list[Piece], places: list[int]) -> Iterator[tuple[Piece, int]]:
    """Yield for each place of the joined texts its piece and its place in it, in order."""
    starts = list(accumulate((len(piece.text) + 1 for piece in pieces[:-1]), initial=0))
    for at in sorted(places):
        index = bisect_right(starts, at) - 1
        yield pieces[index], at - starts[index]


def make_vocabulary(settings: Settings, registers: Registers) -> Vocabulary:
    """Return what lint looks for in the repository that has these settings and registers.

    Raises:
        ConfigError: The settings name a language or a list that does not exist.
    """
    wording = settings.lint.wording
    lexicon = load_lexicon(
        wording.language, tuple(wording.extend.items()), tuple(wording.allow.items())
    )
    people = registered_names(registers, lexicon)
    clients = stand_ins(
        (
            word
            for client in registers.clients
            for word in (client.handle, client.name, *client.aliases)
        ),
        lexicon,
    )
    headings = Headings(settings.sections.rename, lexicon.headings)
    return Vocabulary(lexicon, people, clients, headings)
