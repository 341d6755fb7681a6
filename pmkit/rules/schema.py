"""PM1xx about keys: is it the format?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmkit.document.hydrate import label
from pmkit.document.nodes import Mapping, Path, find
from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.model.base import Part
from pmkit.model.enums import Kind
from pmkit.model.postmortem import MODELS, Incident
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.similar import nearest
from pmkit.visible import short


@rule("PM101", Weight.FORM)
def missing_field(check: Check) -> Problems:
    """A key without which the file is no post-mortem is missing.

    `kind`, `title`, `status` and the anchor date (`completed_on`; for an incident `resolved_at`,
    which a draft of a running one may still lack) decide where the file belongs in every report.

    Bad:
        # without: status
    Good:
        status: in_review
    Bad:
        kind: incident
        # without: resolved_at
    """
    data = check.document.data
    anchor = type(check.pm).anchor_key
    wanted = ["kind", "title", "status"]
    if type(check.pm) is Incident and check.is_draft:
        anchor = "started_at"
    if check.pm.kind is not None:
        wanted.append(anchor)
    for key in wanted:
        if key not in data:
            yield Problem(FIRST_LINE, f"`{key}` is missing", _HOW[key])


_HOW = {
    "kind": "add `kind: project`, or checkpoint, pilot, incident",
    "title": "add `title:` and one line that says what it is about",
    "status": "add `status: draft`",
    "completed_on": "add `completed_on:` with the day the work ended, as YYYY-MM-DD",
    "resolved_at": "add `resolved_at:` with day, time and zone, or set `status: draft`",
    "started_at": "add `started_at:` with day, time and zone, as 2026-03-11T14:30:00+01:00",
}


@rule("PM102", Weight.FORM)
def unknown_key(check: Check) -> Problems:
    """A key is not part of the format.

    It is kept, and no report reads it, which is seldom what its author expects. Keys of your own
    begin with `x-`.

    Bad:
        clint: halden
    Good:
        x-ticket: HAL-12
    Bad:
        severity: sev2
    """
    if check.pm.kind is None:
        return
    yield from _unknown(check, (), check.pm)
    for path, part in check.odd_parts:
        if part.__pydantic_extra__:
            yield from _unknown(check, path, part)


def _unknown(check: Check, path: Path, part: Part) -> Iterator[Problem]:
    if not part.unknown:
        return
    known = [field.alias or name for name, field in type(part).model_fields.items()]
    for key in part.unknown:
        if key.startswith("x-"):
            continue
        of = f" of {label(path)}" if path else ""
        yield check.at_key(
            *path,
            key,
            message=f"`{short(key)}` is no key{of}",
            hint=_suggest(key, known, "" if path else str(check.pm.kind)),
        )


def _suggest(key: str, known: list[str], kind: str) -> str:
    others = [str(k) for k in Kind if kind and key in MODELS[k].model_fields]
    if others:
        return f"it belongs to kind {' and '.join(others)}; remove it, or prefix it with x-"
    near = nearest(key.lower().replace("-", "_"), known, 0.7)
    return f"did you mean `{near}`?" if near else "remove it, or prefix it with x-"


@rule("PM103", Weight.FORM)
def wrong_type(check: Check) -> Problems:
    """A value has another shape than the format asks for.

    A list where text is wanted, text where a list is wanted, and so on. The rest of the file is
    read without it.

    Bad:
        participants: jonas
    Good:
        participants:
          - {name: jonas, role: facilitator, on_project: false}
    Bad:
        related: 2025-01-10-halden-scans
    """
    for path, word in _single_words(check.document.data):
        yield Problem(
            check.document.span(path),
            f"`{label(path)}` is a single word where a list is wanted",
            f"write it as [{short(word)}]",
        )


_WORD_LISTS = (
    ("causes", "tags"),
    ("actions", "addresses"),
    ("lessons", "tags"),
    ("prevented", "thanks_to"),
)


def _single_words(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield each word that stands where the format has a list of words, with its path."""
    if isinstance(data.get("related"), str):
        yield ("related",), data["related"]
    for name, key in _WORD_LISTS:
        items = data.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and isinstance(item.get(key), str):
                yield (name, index, key), item[key]
            upstream = item.get("upstream") if isinstance(item, dict) else None
            if isinstance(upstream, dict) and isinstance(upstream.get("made_by"), str):
                yield (name, index, "upstream", "made_by"), upstream["made_by"]


_OWN_RULES = {("actions", key) for key in ("id", "what", "owner", "deadline", "verification")} | {
    ("causes", "tags"),
    ("causes", "category"),
}
"""Missing keys that a rule of their own explains."""


@rule("PM120", Weight.COMPLETE)
def incomplete_entry(check: Check) -> Problems:
    """An entry of a list lacks a key that the format asks for.

    Half an entry cannot be counted: a metric needs both sides, a review its outcome.

    Bad:
        metrics:
          - {name: duration, unit: days, planned: 60}
    Good:
        metrics:
          - {name: duration, unit: days, planned: 60, actual: 71}
    """
    root = check.document.root
    for path, part in check.odd_parts:
        node = find(root, check.reading.origin(path)) if root else None
        if not isinstance(node, Mapping):
            continue
        for key in part.required_keys:
            if key not in node.entries and (path[0], key) not in _OWN_RULES:
                yield check.at_key(
                    *path,
                    message=f"`{label(path)}` has no `{key}`",
                    hint=f"add `{key}:` to it",
                )
