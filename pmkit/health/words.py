"""Checks of the words that reports count by: registers, tags, clients, teams, templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pmkit.errors import ConfigError
from pmkit.health.alike import Alike, find_alike_tags, find_spellings
from pmkit.health.subject import Subject, Told, note, ok, problem, weighed
from pmkit.register_entries import parse_entries
from pmkit.registers import FOLDER, NAMES, read_register
from pmkit.scaffold.sources import FOLDER as TEMPLATES
from pmkit.scaffold.sources import load_templates
from pmkit.scaffold.trial import try_templates
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.registers import Registers

_MOST = 3
"""Words that a message names."""


def registers(subject: Subject) -> Told:
    """Whether the registers can be read, say what they seem to, and have entries."""
    root, entries, broken = subject.repository.root, dict[str, int](), list[ConfigError]()
    for name in NAMES:
        try:
            entries[name] = len(parse_entries(name, read_register(root, name)))
        except ConfigError as error:
            broken.append(error)
    if broken:
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        paths = [error.message.partition(":")[0] for error in broken]
        return problem(broken[0].message + more, broken[0].hint, paths)
    slips = [item for item in subject.of("PM72") if item.code != "PM725"]
    told = ", ".join(_entries(name, number) for name, number in entries.items() if number)
    told = told or "empty"
    if slips:
        hint = f"{subject.lint('PM72')} lists them"
        return weighed(slips, f"{told}; {_number(slips, 'slip')} in them", hint)
    empty = [name for name in ("people", "clients", "projects") if not entries[name]]
    if empty:
        hint = f"fill {FOLDER}/{empty[0]}.yml; lint then checks such names"
        return note(f"{told}; nothing in {', '.join(empty)}", hint)
    return _unused(subject, told)


def _entries(name: str, number: int) -> str:
    singular = "person" if name == "people" else name.removesuffix("s")
    return f"{number} {singular if number == 1 else name}"


def _unused(subject: Subject, told: str) -> Told:
    known = subject.library.registers
    used = {known.client_handle(record.client) for record in subject.library.records}
    used |= {known.client_handle(project.client) for project in known.projects}
    idle = [item.handle for item in known.clients if item.handle and item.handle not in used]
    if not idle:
        return ok(told)
    message = f"{told}; no project and no post-mortem is for {_some(idle)}"
    return note(message, f"remove them from {FOLDER}/clients.yml, if they will not come back")


def undefined_tags(subject: Subject) -> Told:
    """Whether causes and lessons carry tags that nobody defined."""
    found = subject.of("PM302")
    if not found:
        return ok("every tag in use is defined")
    hint = f"correct them, or add them to {FOLDER}/tags.yml: {subject.lint('PM302')}"
    return weighed(found, f"{_number(found, 'place')} with a tag that nobody defined", hint)


def unused_tags(subject: Subject) -> Told:
    """Whether the repository defines tags that no post-mortem carries."""
    found = subject.of("PM725")
    if not found and subject.library.skipped:
        return note("not known while a file cannot be read, which may carry any of them")
    if not found:
        return ok("every own tag is used")
    message = f"{_number(found, 'own tag')} in no post-mortem"
    return note(message, f"{subject.lint('PM725')} names them", {item.path for item in found})


def similar_tags(subject: Subject) -> Told:
    """Whether two tags are nearly the same word."""
    found = find_alike_tags(subject.library.records, subject.library.registers)
    if not found:
        return ok("no two tags are nearly the same")
    return note(
        "nearly the same: " + _some([f"{one.keep} and {', '.join(one.others)}" for one in found]),
        f"{_as_one(found[0])}; `pmkit doctor --fix` shows the result",
        {r.path for r in subject.library.records if _others(found) & set(r.tags)},
    )


def _as_one(one: Alike) -> str:
    return f"`pmkit tags merge {' '.join(map(short, (*one.others, one.keep)))}` makes them one"


def _others(found: Iterable[Alike]) -> set[str]:
    return {other for one in found for other in one.others}


def spellings(subject: Subject) -> Told:
    """Whether a client or a team is written in several ways."""
    groups = list(_several_ways(subject, subject.library.registers))
    if not groups:
        return ok("each client and each team is written in one way")
    words = {word for group in groups for word in group}
    paths = [r.path for r in subject.library.records if {r.client, r.team} & words]
    message = "written in several ways: " + _some([" and ".join(group) for group in groups])
    return note(message, "filters and counts take them for two: choose one spelling", paths)


def _several_ways(subject: Subject, known: Registers) -> Iterator[list[str]]:
    records = subject.library.records
    clients = [known.client_handle(record.client) for record in records]
    teams = [record.team for record in records]
    teams += [person.team for person in known.people]
    teams += [project.team for project in known.projects]
    yield from find_spellings(filter(None, clients))
    yield from find_spellings(filter(None, teams))


def templates(subject: Subject) -> Told:
    """Whether the repository's own templates still work."""
    found = load_templates(subject.repository)
    own = sorted({*found.own, *found.refused})
    if not own:
        return ok("those of pmkit, none of its own")
    tried = try_templates(subject.repository, found, subject.as_of)
    failing = [(file, why) for _, file, why in tried if why]
    if not failing:
        return ok(f"{', '.join(map(short, own[:_MOST]))} of its own; all of them work")
    paths = [f"{TEMPLATES}/{file}" for file, _ in failing if file in own]
    message = f"{_number(failing, 'template')} of {len(tried)} not working; {failing[0][1]}"
    return problem(message, "`pmkit template check` names each", paths)


def _number(found: Iterable[object], noun: str) -> str:
    number = len(list(found))
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _some(names: Iterable[str]) -> str:
    names = [short(name, 80) for name in names]
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return "; ".join(names[:_MOST]) + more
