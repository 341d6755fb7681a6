"""The files under register/, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.people import Client, Engagement, Person
from corpus.words import VOCABULARY


def people(register: Iterable[Person]) -> Iterator[str]:
    """Yield people.yml."""
    for person in register:
        first, last = person.handle.split("-", 1)
        yield f"- handle: {person.handle}"
        yield f"  name: {person.name}"
        yield f"  aliases: [{first[:2]}{last}]"
        yield f"  team: {person.team}"
        yield f"  active: {'true' if person.active else 'false'}"


def clients(register: Iterable[Client]) -> Iterator[str]:
    """Yield clients.yml."""
    for client in register:
        yield f"- handle: {client.handle}"
        yield f"  name: {client.name}"
        yield f"  aliases: [{client.name.replace(' ', '')}]"
        yield f"  domains: [{client.handle}.example]"
        yield f"  sector: {client.sector}"


def projects(register: Iterable[Engagement]) -> Iterator[str]:
    """Yield projects.yml."""
    for engagement in register:
        yield f"- handle: {engagement.handle}"
        yield f"  client: {engagement.client.handle}"
        yield f"  team: {engagement.team}"
        yield f"  started_on: {engagement.started}"
        if engagement.completed:
            yield f"  completed_on: {engagement.completed}"


def tags(used: Iterable[str]) -> Iterator[str]:
    """Yield tags.yml."""
    for name in sorted(used):
        own = VOCABULARY["own_tags"][name]
        yield f"- name: {name}"
        yield "  group: root-cause"
        yield f"  title: {own['title']}"
        yield f"  description: {own['description']}"
