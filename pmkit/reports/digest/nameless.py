"""An order of post-mortems, and words for clients, in which no name has a part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING

from pmkit.reports.digest.told import Told, said
from pmkit.reports.selecting import client_of

if TYPE_CHECKING:
    from pmkit.record import Record
    from pmkit.registers import Registers

Sift = Callable[[Iterable[str]], tuple[str, ...]]
"""Returns those of some tags that several clients share; the others may be called after one."""


def place(record: Record, sift: Sift) -> tuple[date, str]:
    """Return the place of a post-mortem in an order that no name has a part in.

    On one day the shape decides; two of the same shape may change places without any difference.
    """
    return record.anchor_on or date.min, repr(_shape(record, sift))


def _shape(record: Record, sift: Sift) -> tuple[object, ...]:
    actions = [
        (one.status, one.target, one.implemented_on, one.verified_on, sift(one.tags))
        for one in record.actions
    ]
    return record.kind, record.outcome, record.begins_on, sift(record.tags), actions


def label_clients(told: Iterable[Told], registers: Registers, sift: Sift) -> dict[str, str]:
    """Return what stands for each client: its sector, or a letter.

    Letters are given in the order of what the clients' post-mortems tell, and anew in each digest,
    so that neither a name nor another digest says who is who.
    """
    stories: dict[str, list[str]] = {}
    for one in told:
        client = (client_of(one.record, registers) or "").casefold()
        if client:
            stories.setdefault(client, []).append(_story(one, sift))
    labels, letters = {}, 0
    for client in sorted(stories, key=lambda name: sorted(stories[name])):
        known = registers.client(client)
        sector = said(known.sector) if known else ""
        labels[client] = sector or f"Client {letter(letters)}"
        letters += not sector
    return labels


def _story(one: Told, sift: Sift) -> str:
    day = one.record.anchor_on or date.min
    told = one.postmortem
    texts = [
        *((said(c.what), said(c.root), sift(c.tags or ())) for c in told.causes),
        *(
            (said(each.lesson), said(each.implication), sift(each.tags or ()))
            for each in told.lessons
        ),
    ]
    return repr((day.isoformat(), _shape(one.record, sift), texts if one.is_open else []))


def letter(number: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    place, last = divmod(number, len(ascii_uppercase))
    return (letter(place - 1) if place else "") + ascii_uppercase[last]


def label_of(one: Told, registers: Registers, labels: dict[str, str]) -> str:
    """Return what stands for the client of a post-mortem; empty where it names none."""
    return labels.get((client_of(one.record, registers) or "").casefold(), "")
