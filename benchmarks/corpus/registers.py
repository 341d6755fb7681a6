"""The files under register/."""

from __future__ import annotations



def people_register(people: list[Person]) -> Iterator[str]:
    """Yield register/people.yml."""
    for person in people:
        first, last = person.handle.split("-", 1)
        yield f"- handle: {person.handle}"
        yield f"  name: {person.name}"
        yield f"  aliases: [{first[0]}{last}]"
        yield f"  team: {person.team}"
        yield f"  active: {'true' if person.active else 'false'}"


def clients_register(clients: list[Client]) -> Iterator[str]:
    """Yield register/clients.yml."""
    for client in clients:
        yield f"- handle: {client.handle}"
        yield f"  name: {client.name}"
        yield f"  aliases: [{client.name.replace(' ', '')}]"
        yield f"  domains: [{client.handle}.example]"
        yield f"  sector: {client.sector}"


def projects_register(engagements: list[Engagement]) -> Iterator[str]:
    """Yield register/projects.yml."""
    for engagement in engagements:
        yield f"- handle: {engagement.handle}"
        yield f"  client: {engagement.client.handle}"
        yield f"  team: {engagement.team}"
        yield f"  started_on: {engagement.started}"
        if engagement.completed:
            yield f"  completed_on: {engagement.completed}"


def tags_register(used: set[str]) -> Iterator[str]:
    """Yield register/tags.yml: the tags of our own that a file carries."""
    for name in sorted(used):
        own = VOCABULARY["own_tags"][name]
        yield f"- name: {name}"
        yield "  group: root-cause"
        yield f"  title: {own['title']}"
        yield f"  description: {own['description']}"
