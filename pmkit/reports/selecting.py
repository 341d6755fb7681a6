"""Which post-mortems a report looks at, in which order, and which of them nobody can tell about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.similar import nearest
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.record import Record, Skipped
    from pmkit.registers import Registers


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters over post-mortems; what is None or empty asks nothing.

    Attributes:
        client: A handle, name or alias; exact after resolution, in either case.
        team: As the files write it, in either case.
        tag: A tag or an alias of one.
        since: The first anchor date that fits.
        until: The last anchor date that fits.
    """

    client: str | None = None
    team: str | None = None
    tag: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def fits(self, record: Record, registers: Registers) -> bool:
        """Tell whether `record` passes all filters."""
        return (
            (not self.kinds or record.kind in self.kinds)
            and (not self.statuses or record.status in self.statuses)
            and fits_client(self.client, record, registers)
            and is_same_word(self.team, record.team)
            and (self.tag is None or has_tag(self.tag, tags_of(record.tags, registers), registers))
            and self._fits_day(record.anchor_on)
        )

    def _fits_day(self, day: date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return (
            day is not None
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )

    def undecided(self, record: Record) -> bool:
        """Tell whether a filter asks for what `record` says in a way that cannot be read."""
        return bool(
            (self.kinds and record.kind is None)
            or (self.statuses and record.status is None)
            or ((self.since or self.until) and not _is_dated(record))
        )

    def unsure(self, record: Record) -> bool:
        """Tell whether nobody can say if `record` counts and is selected."""
        return is_undecidable(record) or self.undecided(record)


def fits_client(wanted: str | None, record: Record, registers: Registers) -> bool:
    """Tell whether `record` is of the client that `wanted` names, if it names one."""
    return wanted is None or is_same_word(
        registers.client_handle(wanted.strip()), client_of(record, registers)
    )


def place_in_order(record: Record) -> tuple[date, str, str]:
    """Sort by: anchor date, then id; the path settles the rest."""
    return record.anchor_on or date.min, record.id, record.path


def client_of(record: Record, registers: Registers) -> str | None:
    """Return the handle of the record's client, or what the file says where it is unknown."""
    return registers.client_handle(record.client) or None


def person_of(word: str, registers: Registers) -> str:
    """Return the handle of the person that `word` names, or `word` itself."""
    person = registers.person(word)
    return (person.handle if person else None) or word.strip().lstrip("@")


def is_same_person(wanted: str | None, word: str | None, registers: Registers) -> bool:
    """Tell whether both name one person, in any spelling that the register knows."""
    if wanted is None:
        return True
    return word is not None and is_same_word(
        person_of(wanted, registers), person_of(word, registers)
    )


def tags_of(words: Iterable[str], registers: Registers) -> tuple[str, ...]:
    """Return the tags that `words` mean: aliases resolved, each once, in order."""
    resolve = registers.taxonomy.resolve
    return tuple(dict.fromkeys(resolve(word) for word in words))


def has_tag(wanted: str, tags: Iterable[str], registers: Registers) -> bool:
    """Tell whether the tag that `wanted` means is one of `tags`, in either case."""
    tag = meant_tag(wanted, registers).casefold()
    return any(tag == one.casefold() for one in tags)


def meant_tag(word: str, registers: Registers) -> str:
    """Return the tag that somebody who types `word` means; aliases are resolved."""
    word = word.strip()
    known = registers.taxonomy.knows(word)
    return registers.taxonomy.resolve(word if known else word.lower())


def counted(
    records: Iterable[Record], registers: Registers, as_of: date, selection: Selection
) -> list[Record]:
    """Return the post-mortems that count and are selected, in order.

    Counts take those that are no draft and whose anchor date is not after `as_of`; the order is
    by anchor date, then id (commands.md, "Meanings that must be exact").
    """
    chosen = (r for r in records if r.counts(as_of) and selection.fits(r, registers))
    return sorted(chosen, key=place_in_order)


def _is_dated(record: Record) -> bool:
    return record.status == "draft" or record.anchor_on is not None


def is_undecidable(record: Record) -> bool:
    """Tell whether nobody can say if `record` counts: its status or its day cannot be read."""
    return record.status is None or not _is_dated(record)


def with_doubts(skipped: Iterable[Skipped], records: Iterable[Record]) -> list[Skipped]:
    """Return the files that were skipped and the doubts about `records`, in the order of files."""
    doubts = (doubt for record in records for doubt in record.doubts)
    return sorted([*skipped, *doubts], key=lambda item: (item.path, item.line))


def strangers(
    selection: Selection, owner: str | None, records: Iterable[Record], registers: Registers
) -> list[str]:
    """Say of each filter's word that nothing in the repository knows it: it may be misspelt."""
    records = list(records)
    owners = {a.owner for r in records for a in r.actions if a.owner}
    people = {person_of(word, registers) for word in owners}
    people |= {person.handle or "" for person in registers.people}
    clients = {client_of(record, registers) or "" for record in records}
    clients |= {client.handle or "" for client in registers.clients}
    clients |= {registers.client_handle(item.client) or "" for item in registers.projects}
    teams = {record.team or "" for record in records}
    teams |= {item.team or "" for item in registers.projects}
    tags = {tag for record in records for tag in tags_of(record.tags, registers)}
    asked = (
        ("owner", owner and person_of(owner, registers), people),
        ("client", registers.client_handle(selection.client), clients),
        ("team", selection.team, teams),
        (
            "tag",
            selection.tag and meant_tag(selection.tag, registers),
            tags | {*registers.taxonomy.tags},
        ),
    )
    return [_stranger(name, word, known) for name, word, known in asked if _unknown(word, known)]


def _unknown(word: str | None, known: set[str]) -> bool:
    return word is not None and word.casefold() not in {one.casefold() for one in known if one}


def _stranger(name: str, word: str | None, known: set[str]) -> str:
    near = nearest((word or "").lower(), sorted(known))
    hint = f"; did you mean `{short(near)}`?" if near else ""
    return f"no {name} `{short(word or '')}` is known here{hint}"


def is_same_word(wanted: str | None, found: str | None) -> bool:
    """Tell whether `found` is the word that is wanted, in either case, if one is."""
    if wanted is None:
        return True
    return found is not None and wanted.strip().casefold() == found.strip().casefold()
