"""Asks every check about a repository; one that fails is a result, not the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmkit.errors import ConfigError, PmkitError
from pmkit.health import around, contents, words
from pmkit.health.subject import Result, State, Subject, Told, problem

CHECKS: Mapping[str, Callable[[Subject], Told]] = {
    "settings": around.settings,
    "git": around.git,
    "post-mortems": contents.postmortems,
    "unreadable files": contents.unreadable,
    "references": contents.references,
    "lint": contents.findings,
    "registers": words.registers,
    "undefined tags": words.undefined_tags,
    "unused tags": words.unused_tags,
    "similar tags": words.similar_tags,
    "spellings": words.spellings,
    "templates": words.templates,
    "annual review": contents.annual,
    "kept data": around.kept,
    "installation": around.installation,
}
"""The checks by name, in the order in which they are told."""


def examine(subject: Subject) -> list[Result]:
    """Return what every check says; what keeps several from looking is told once."""
    results, left_out, told = list[Result](), list[str](), set[str]()
    for name, check in CHECKS.items():
        try:
            found = check(subject)
        except PmkitError as error:
            if error.message in told:
                left_out.append(name)
                continue
            found = problem(error.message, error.hint)
        told.add(found.message)
        results.append(_named(name, found))
    if left_out:
        results.append(_left_out(left_out))
    return results


def examine_without(error: ConfigError) -> list[Result]:
    """Return what can be said of a repository whose settings cannot be read."""
    others = [name for name in CHECKS if name not in ("settings", "installation")]
    return [
        _named("settings", problem(error.message, error.hint)),
        _named("installation", around.installation()),
        _left_out(others),
    ]


def _named(name: str, told: Told) -> Result:
    return Result(name, told.state, told.message, told.hint, told.paths)


def _left_out(names: list[str]) -> Result:
    hint = "correct the problem first, then run `pmkit doctor` again"
    return Result("left out", State.NOTE, f"not looked at: {', '.join(names)}", hint)
