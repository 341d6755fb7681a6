"""PM72x: do the registers say what they seem to? A slip there changes every report in silence."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Node, Scalar, Sequence, is_blank
from pmkit.register_entries import model_of
from pmkit.rules.check import RepositoryCheck
from pmkit.rules.registered import (
    line_of,
    register_entries,
    register_path,
    register_problem,
)
from pmkit.rules.registry import PlacedProblems, Weight, repository_rule
from pmkit.rules.words import MOST_GUESSES
from pmkit.similar import nearest
from pmkit.taxonomy import built_in
from pmkit.visible import short


@repository_rule("PM720", Weight.FORM)
def unknown_register_key(check: RepositoryCheck) -> PlacedProblems:
    """An entry of a register has a key that the format does not know.

    It is kept and read by nothing: with `actve: false` somebody who left still counts as here.
    Keys of your own begin with `x-`.

    Bad:
        - {handle: dana, actve: false}
    Good:
        - {handle: dana, active: false}
    """
    for name, text, entry in register_entries(check):
        known = [field.alias or key for key, field in model_of(name).model_fields.items()]
        for key, value in entry.entries.items():
            if key in known or key.startswith("x-"):
                continue
            near = nearest(key, known)
            hint = f"did you mean `{near}`?" if near else "remove it, or prefix it with x-"
            message = f"`{short(key)}` is no key of register/{name}.yml"
            yield (
                register_path(name),
                register_problem(text, value.key_start, value.key_end, message, hint),
            )


@repository_rule("PM721", Weight.FORM)
def duplicate_register_entry(check: RepositoryCheck) -> PlacedProblems:
    """Two entries of a register have the same handle, or two annual reviews the same year.

    Only one of them is used, and which one is nobody's decision.

    Bad:
        - {handle: acme, sector: insurance}
        - {handle: acme, sector: banking}
    Good:
        - {handle: acme, sector: insurance}
        - {handle: acme-bank, sector: banking}
    """
    seen: dict[tuple[str, str], int] = {}
    for name, text, entry in register_entries(check):
        key = model_of(name).required_keys[0]
        node = entry.entries.get(key)
        if name == "briefs" or not isinstance(node, Scalar):
            continue  # a project has as many briefs as people read one
        line = line_of(text, node.start)
        first = seen.setdefault((name, node.value.casefold()), line)
        if first != line:
            message = f"`{short(node.value)}` stands on line {first} already"
            yield (
                register_path(name),
                register_problem(
                    text, node.start, node.end, message, "put the two entries together"
                ),
            )


@repository_rule("PM722", Weight.FORM)
def alias_taken(check: RepositoryCheck) -> PlacedProblems:
    """An alias in `register/tags.yml` is a tag of its own, or an alias of two tags.

    A word means one thing: as long as a tag is called so, the alias does nothing.

    Bad:
        - {name: numbers, aliases: [data]}
    Good:
        - {name: numbers, aliases: [figures]}
    """
    taxonomy = check.registers.taxonomy
    for name, text, entry in register_entries(check):
        own = entry.entries.get("name")
        if name != "tags" or not isinstance(own, Scalar):
            continue
        for alias in _scalars(entry.entries.get("aliases")):
            means = taxonomy.resolve(alias.value)
            if means != own.value:
                message = f"`{short(alias.value)}` already means the tag `{short(means)}`"
                hint = "choose another alias, or use that tag"
                yield (
                    register_path(name),
                    register_problem(text, alias.start, alias.end, message, hint),
                )


@repository_rule("PM723", Weight.ADVICE)
def client_of_project_unknown(check: RepositoryCheck) -> PlacedProblems:
    """A project in `register/projects.yml` is for a client that `register/clients.yml` lacks.

    New post-mortems take the client from the project, and coverage by client misses it.

    Bad:
        - {handle: halden-invoices, client: haldn}
    Good:
        - {handle: halden-invoices, client: halden}
    """
    registers, guesses = check.registers, 0
    for name, text, entry in register_entries(check) if registers.clients else ():
        client = entry.entries.get("client")
        if name != "projects" or not isinstance(client, Scalar) or is_blank(client):
            continue
        if not registers.client(client.value):
            guesses += 1
            near = registers.guesses.client(client.value) if guesses <= MOST_GUESSES else None
            hint = f"did you mean `{short(near)}`?" if near else "add the client there"
            message = f"`{short(client.value)}` is not in register/clients.yml"
            yield (
                register_path(name),
                register_problem(text, client.start, client.end, message, hint),
            )


@repository_rule("PM724", Weight.FORM)
def annual_review_without_day(check: RepositoryCheck) -> PlacedProblems:
    """An annual review has no day, or one before its year began.

    It counts as held all the same, so that nobody would notice that it was not.

    Bad:
        - {year: 2025, held_on: 2024-01-15}
    Good:
        - {year: 2025, held_on: 2026-01-15}
    """
    for name, text, entry in register_entries(check):
        year, held = entry.entries.get("year"), entry.entries.get("held_on")
        if name != "reviews" or not isinstance(year, Scalar):
            continue
        if held is None or is_blank(held):
            message, at = f"the annual review of {short(year.value)} has no `held_on`", year
        elif isinstance(held, Scalar) and held.value[:4] < year.value:
            message, at = f"`held_on` lies before the year, {short(year.value)}", held
        else:
            continue
        hint = "write the day on which it was held"
        yield register_path(name), register_problem(text, at.start, at.end, message, hint)


@repository_rule("PM725", Weight.ADVICE)
def tag_never_used(check: RepositoryCheck) -> PlacedProblems:
    """A tag of `register/tags.yml` stands in no post-mortem.

    A list of tags is read by whoever tags the next cause: the shorter it is, the surer two people
    choose the same word. Tags that only add to a built-in one are not meant.

    Bad:
        - {name: quarter-end-freeze, group: house}
    Good:
        - {name: on-prem-deployment, group: house}
    """
    if not check.facts or len(check.facts) != len(check.paths):
        return  # a file that could not be read may hold it
    taxonomy, built_in_ones = check.registers.taxonomy, built_in().tags
    used = {taxonomy.resolve(tag) for facts in check.facts for tag in facts.tags}
    for name, text, entry in register_entries(check):
        tag = entry.entries.get("name")
        if name != "tags" or not isinstance(tag, Scalar) or taxonomy.resolve(tag.value) in used:
            continue
        if tag.value not in built_in_ones:
            message = f"no post-mortem carries the tag `{short(tag.value)}`"
            hint = "remove it, or use it where it fits"
            yield register_path(name), register_problem(text, tag.start, tag.end, message, hint)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar))
