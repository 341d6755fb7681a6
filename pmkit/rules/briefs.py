"""PM726 and PM727: does `register/briefs.yml` say who read what, and when?"""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Mapping, Node, Scalar, Sequence, is_blank
from pmkit.document.problem import Problem
from pmkit.record import stem
from pmkit.rules.check import RepositoryCheck
from pmkit.rules.registered import is_missing, problem_at, register_entries, register_path
from pmkit.rules.registry import PlacedProblems, Weight, repository_rule
from pmkit.visible import short

_PATH = register_path("briefs")


@repository_rule("PM726", Weight.FORM)
def brief_incomplete(check: RepositoryCheck) -> PlacedProblems:
    """An entry of `register/briefs.yml` does not say who read it, or when.

    It counts for nothing: `pmkit coverage --briefs` shows the project as if nobody had read.

    Bad:
        - {project: acme-invoices, person: dana}
    Good:
        - {project: acme-invoices, person: dana, read_on: 2026-03-20}
    """
    for text, entry in _briefs(check):
        missing = [key for key in ("person", "read_on") if is_missing(entry.entries.get(key))]
        if missing:
            at, keys = entry.entries["project"], " and ".join(f"`{key}`" for key in missing)
            message = f"this brief of {_said(at)} has no {keys}"
            yield _PATH, problem_at(text, at, message, f"add {keys}, or remove the entry")


@repository_rule("PM727", Weight.ADVICE)
def brief_names_unknown(check: RepositoryCheck) -> PlacedProblems:
    """An entry of `register/briefs.yml` names a project, person or post-mortem that is not there.

    A reading that belongs to no project prepares nobody, and a lesson of a post-mortem that was
    renamed since is counted as unread.

    Bad:
        - {project: acme-invoces, person: dana, read_on: 2026-03-20}
    Good:
        - {project: acme-invoices, person: dana, read_on: 2026-03-20}
    """
    registers, ids = check.registers, {stem(path) for path in check.paths}
    for text, entry in _briefs(check):
        for node in _words(entry, "project"):
            if not registers.project(node.value):
                yield _PATH, _unknown(text, node, "register/projects.yml")
        for node in _words(entry, "person") if registers.people else ():
            if not registers.person(node.value):
                yield _PATH, _unknown(text, node, "register/people.yml")
        for node in (*_words(entry, "postmortems"), *_words(entry, "lessons")):
            if node.value.partition(":")[0] not in ids:
                yield _PATH, _unknown(text, node, "the repository")


def _briefs(check: RepositoryCheck) -> Iterator[tuple[str, Mapping]]:
    return ((text, entry) for name, text, entry in register_entries(check) if name == "briefs")


def _unknown(text: str, node: Scalar, place: str) -> Problem:
    hint = "correct it; where it was renamed, write the new name"
    return problem_at(text, node, f"`{short(node.value)}` is not in {place}", hint)


def _said(node: Node) -> str:
    return short(node.value) if isinstance(node, Scalar) else "a project"


def _words(entry: Mapping, key: str) -> Iterator[Scalar]:
    """Yield the single values under `key`, whether there is one or a list of them."""
    node = entry.entries.get(key)
    if isinstance(node, Scalar) and not is_blank(node):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar))
