"""`tags`: the words causes are tagged with, and where each was used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pmkit.errors import UsageError
from pmkit.reports.selecting import Selection, counted, meant_tag, tags_of
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers
    from pmkit.reports.tag_use import Fix


@dataclass(frozen=True, slots=True)
class UsedTag:
    """One tag; the fields are the keys of its JSON.

    Attributes:
        group: None for a tag that neither pmkit nor the repository knows.
        count: In how many post-mortems that count it stands.
        postmortems: Their ids, in order.
    """

    tag: str
    group: str | None
    title: str | None
    count: int
    postmortems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagPage:
    """All that is known about one tag."""

    tag: str
    group: str | None
    title: str | None
    count: int
    postmortems: tuple[str, ...]
    description: str
    warning_signs: tuple[str, ...]
    questions: tuple[str, ...]
    countermeasures: tuple[str, ...]
    aliases: tuple[str, ...]
    fixes: tuple[Fix, ...] = ()


def find_tags(
    records: Iterable[Record],
    registers: Registers,
    as_of: date,
    used: bool | None = None,
    group: str | None = None,
) -> list[UsedTag]:
    """Return every tag, in the order of the taxonomy; used ones that it does not know come last.

    Args:
        used: Only those that some post-mortem that counts carries, or only the others.
        group: Only those of this group.
    """
    at = _occurrences(records, registers, as_of)
    known = registers.taxonomy.tags
    names = [*known, *sorted(at.keys() - known.keys())]
    rows = (_row(name, at.get(name, ()), registers) for name in names)
    return [
        row
        for row in rows
        if (used is None or used == bool(row.count))
        and (group is None or (row.group or "").casefold() == group.strip().casefold())
    ]


def check_group(group: str | None, registers: Registers) -> None:
    """Refuse a group that no tag belongs to.

    Raises:
        UsageError: There is none of that name; the hint lists them.
    """
    known = dict.fromkeys(tag.group for tag in registers.taxonomy.tags.values())
    if group is not None and group.strip().casefold() not in {one.casefold() for one in known}:
        raise UsageError(f"no group of tags `{short(group)}`", "groups: " + ", ".join(known))


def explain_tag(word: str, records: Iterable[Record], registers: Registers, as_of: date) -> TagPage:
    """Return all that is known about the tag that `word` means.

    Raises:
        UsageError: No such tag is known or used; the hint names the likely one.
    """
    name = meant_tag(word, registers)
    at = _occurrences(records, registers, as_of)
    tag = registers.taxonomy.tags.get(name)
    if tag is None and name not in at:
        near = registers.taxonomy.similar(word)
        hint = f"did you mean `{near}`?" if near else "`pmkit tags` lists all of them"
        raise UsageError(f"no tag `{short(word)}`", hint)
    row = _row(name, at.get(name, ()), registers)
    return TagPage(
        tag=row.tag,
        group=row.group,
        title=row.title,
        count=row.count,
        postmortems=row.postmortems,
        description=tag.description if tag else "",
        warning_signs=tag.warning_signs if tag else (),
        questions=tag.questions if tag else (),
        countermeasures=tag.countermeasures if tag else (),
        aliases=tag.aliases if tag else (),
    )


def _occurrences(
    records: Iterable[Record], registers: Registers, as_of: date
) -> dict[str, list[str]]:
    """Return the ids of the post-mortems that count, by each tag they carry, in order."""
    at: dict[str, list[str]] = {}
    for record in counted(records, registers, as_of, Selection()):
        for tag in tags_of(record.tags, registers):
            at.setdefault(tag, []).append(record.id)
    return at


def _row(name: str, ids: Iterable[str], registers: Registers) -> UsedTag:
    tag = registers.taxonomy.tags.get(name)
    ids = tuple(ids)
    return UsedTag(name, tag.group if tag else None, tag.title if tag else None, len(ids), ids)
