"""`brief`: what a team reads before it starts: the few post-mortems that fit, and why they do.

What fits is rated by what it shares with the project to come: tags, words, client, sector, team.
Whatever is shared weighs more the fewer post-mortems have it. Being recent or a fix that did not
hold decides among those that fit, and brings in none that does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import log
from typing import TYPE_CHECKING

from pmkit.reports.recurring import in_sequence
from pmkit.reports.selecting import Selection, client_of, counted, is_same_word, tags_of
from pmkit.stems import WORD, begin_alike

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers
    from pmkit.search.resemblance import Shared

MOST = 5
"""More than five nobody reads."""

_RECENT_DAYS = 365
_WORDS = 1.8
"""Telling words weigh more than tags, which many share: measured by benchmarks/brief.py."""

_WORDS_TOLD = 4
_FEW_WORDS = 2
_CLOSE = 0.3
"""So few words bring in a post-mortem by themselves only when they weigh this part of what the
closest one shares: measured by benchmarks/brief.py.
"""

_LEAST = 1.0
"""What shares less than this with the project is no reason to read anything."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The project to come, as far as it is known.

    Attributes:
        tags: What is expected to be hard, aliases resolved; with the word that named each, where
            it was found in a text.
        words: What each post-mortem, by its path, shares with the text.
        sectors: Words of the text, one of which may name an industry.
    """

    kinds: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    client: str | None = None
    team: str | None = None
    words: Mapping[str, Shared] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()

    def resembling(self, words: Mapping[str, Shared]) -> Ahead:
        """Return it with what each post-mortem shares with its text."""
        return replace(self, words=words)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One post-mortem for the list, with the reasons it was chosen for, the strongest first."""

    record: Record
    score: float
    reasons: tuple[str, ...]
    tags: tuple[str, ...]


def choose(
    records: Iterable[Record], registers: Registers, as_of: date, ahead: Ahead, most: int = MOST
) -> list[Chosen]:
    """Return the post-mortems that count and fit `ahead`, the best first, at most `most`."""
    sequence = counted(records, registers, as_of, Selection())
    rater = _Rater(sequence, registers, as_of, ahead)
    found = (rater.rate(record) for record in sequence)
    fitting = [one for one in found if one is not None]
    fitting.sort(key=lambda one: (-one.score, -_day(one.record), one.record.id))
    return fitting[:most]


def _day(record: Record) -> int:
    return record.anchor_on.toordinal() if record.anchor_on else 0


class _Rater:
    """Rates each post-mortem of a sequence against the project to come."""

    def __init__(
        self, sequence: Sequence[Record], registers: Registers, as_of: date, ahead: Ahead
    ) -> None:
        self._registers, self._as_of, self._ahead = registers, as_of, ahead
        self._total = len(sequence)
        self._uses = Counter(tag for r in sequence for tag in tags_of(r.tags, registers))
        self._clients = Counter(client_of(record, registers) for record in sequence)
        self._teams = Counter(record.team for record in sequence)
        self._failed = _failed_fixes(sequence, registers)
        self._client = registers.client_handle(ahead.client)
        shared = (ahead.words[record.path] for record in sequence if record.path in ahead.words)
        self._closest = max((one.weight for one in shared), default=0.0)

    def rate(self, record: Record) -> Chosen | None:
        """Return how well `record` fits; None when it does not."""
        beside = [*self._tags(record), *self._people(record)]
        fitting = [*beside, *self._words(record, bool(beside)), *self._kind(record)]
        if sum(weight for weight, _ in fitting) < _LEAST:
            return None
        reasons = sorted([*fitting, *self._besides(record)], key=lambda pair: -pair[0])
        tags = tags_of(record.tags, self._registers)
        shared = [tag for tag in tags if tag in self._ahead.tags]
        ordered = tuple(dict.fromkeys([*shared, *tags]))
        score = sum(weight for weight, _ in reasons)
        return Chosen(record, round(score, 3), tuple(why for _, why in reasons), ordered)

    def _kind(self, record: Record) -> Iterable[tuple[float, str]]:
        if record.kind in self._ahead.kinds:
            yield _LEAST, f"same kind, {record.kind}"

    def _tags(self, record: Record) -> Iterable[tuple[float, str]]:
        for tag in tags_of(record.tags, self._registers):
            if tag in self._ahead.tags:
                word = self._ahead.tags[tag]
                because = f", as “{word}” suggests" if word else ""
                says = max(self._rarity(self._uses[tag]), self._by_its_words(record, word))
                yield 1.0 + says, f"tag {tag}{because}"

    def _by_its_words(self, record: Record, name: str) -> float:
        """Return how much the words say that name a tag; they count as the tag alone."""
        shared = self._ahead.words.get(record.path)
        told = WORD.findall(name)
        return _WORDS * (shared.weight - shared.without(told).weight) if shared else 0.0

    def _people(self, record: Record) -> Iterable[tuple[float, str]]:
        client = client_of(record, self._registers)
        if self._client and is_same_word(self._client, client):
            yield 1.0 + self._rarity(self._clients[client]), f"same client, {client}"
        elif sector := self._sector(client):
            yield 1.0, f"same sector, {sector}"
        if self._ahead.team and is_same_word(self._ahead.team, record.team):
            yield 1.0 + self._rarity(self._teams[record.team]) / 2, f"same team, {record.team}"

    def _rarity(self, uses: int) -> float:
        """Return how much it says to share what `uses` post-mortems have; 0 if all have it."""
        return log((1 + self._total) / (1 + uses))

    def _sector(self, client: str | None) -> str | None:
        """Return the sector of `client` where the project to come is in it, too."""
        sector = self._sector_of(client)
        if not sector:
            return None
        mine = self._sector_of(self._client)
        if mine and is_same_word(mine, sector):
            return sector
        return sector if _is_named(sector, self._ahead.sectors) else None

    def _sector_of(self, client: str | None) -> str | None:
        known = self._registers.client(client) if client else None
        return known.sector if known else None

    def _words(self, record: Record, has_more: bool) -> Iterable[tuple[float, str]]:
        """Yield the words it shares beside those that name its tags, which count as tags."""
        if record.path not in self._ahead.words:
            return
        named = (self._ahead.tags.get(tag, "") for tag in tags_of(record.tags, self._registers))
        told = (word for name in named for word in WORD.findall(name))
        shared = self._ahead.words[record.path].without(told)
        if shared.words and (has_more or self._are_a_reason(shared)):
            yield _WORDS * shared.weight, f"words: {', '.join(shared.words[:_WORDS_TOLD])}"

    def _are_a_reason(self, shared: Shared) -> bool:
        """Tell whether these words alone are worth a reading: one or two plain ones are not."""
        is_close = shared.weight >= _CLOSE * self._closest
        return shared.has_telling and (is_close or len(shared.words) > _FEW_WORDS)

    def _besides(self, record: Record) -> Iterable[tuple[float, str]]:
        failed = self._failed.get(record.id, [])
        for tag in sorted(failed, key=lambda tag: tag not in self._ahead.tags)[:1]:
            yield 0.6, f"{tag} came back here although it had been fixed"
        days = (self._as_of - (record.anchor_on or date.min)).days
        if days <= _RECENT_DAYS:
            yield 0.5 * (1 - days / _RECENT_DAYS), f"recent, {record.anchor_on}"


def _is_named(sector: str, words: Sequence[str]) -> bool:
    """Tell whether `words` name the sector: insurer for insurance; a house is no social housing."""
    parts = sector.casefold().split()
    alike = [any(begin_alike(part, word) for word in words) for part in parts]
    return all(alike) or not set(parts).isdisjoint(words)


def _failed_fixes(sequence: Sequence[Record], registers: Registers) -> dict[str, list[str]]:
    """Return the tags that came back in each post-mortem in spite of a fix."""
    found: dict[str, list[str]] = {}
    for item in in_sequence(sequence, registers):
        for repeat in item.repeats:
            if repeat.grade.is_failed_fix:
                found.setdefault(repeat.postmortem, []).append(item.tag)
    return found
