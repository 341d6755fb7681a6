"""What a check looks at, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from pmkit.config import Repository
from pmkit.library import Library, load_library
from pmkit.model.finding import Finding, Level
from pmkit.record import Skipped
from pmkit.rules.choose import choose
from pmkit.rules.decide import Selection
from pmkit.rules.run import LintResult, lint
from pmkit.rules.targets import Targets

_EVERYTHING = "PM"
"""The family that all rules are of."""


class State(StrEnum):
    """How a check ended.

    problem: something does not work, or makes reports wrong.
    note: it works, and somebody should know.
    ok: nothing to do.
    """

    PROBLEM = "problem"
    NOTE = "note"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found; the fields are the keys of its JSON.

    Attributes:
        check: What was looked at, in a word or two.
        hint: What to do next; empty where there is nothing to do.
        paths: The files it is about, relative to the repository.
    """

    check: str
    state: State
    message: str
    hint: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a check returns; `run` adds its name."""

    state: State
    message: str
    hint: str = ""
    paths: tuple[str, ...] = ()


def ok(message: str) -> Told:
    """Return that nothing is to be done."""
    return Told(State.OK, message)


def note(message: str, hint: str = "", paths: Iterable[str] = ()) -> Told:
    """Return what somebody should know."""
    return Told(State.NOTE, message, hint, tuple(paths))


def problem(message: str, hint: str, paths: Iterable[str] = ()) -> Told:
    """Return what does not work, and what to do about it."""
    return Told(State.PROBLEM, message, hint, tuple(paths))


@dataclass(frozen=True)
class Subject:
    """A repository on a day; what checks share is read once, when the first of them asks."""

    repository: Repository
    as_of: date

    @cached_property
    def library(self) -> Library:
        """Every post-mortem, and what could not be read."""
        return load_library(self.repository)

    @cached_property
    def targets(self) -> Targets:
        """Every post-mortem as a lint run takes them."""
        walk = self.repository.walk()
        return Targets(self.repository, walk.paths, walk.refused, walk.paths)

    @cached_property
    def selection(self) -> Selection:
        """Every rule that the settings do not turn off."""
        return choose(self.repository, more=[_EVERYTHING])

    @cached_property
    def result(self) -> LintResult:
        """What those rules say about everything."""
        return lint(self.targets, self.selection, self.as_of)

    @property
    def skipped(self) -> list[Skipped]:
        """What could not be read; nothing where there is no post-mortem folder."""
        return list(self.library.skipped) if self.repository.folders else []

    def lint(self, *codes: str) -> str:
        """Return the command that shows what these rules or families find, known or not."""
        baseline = self.repository.root / self.repository.settings.lint.baseline
        shown = " --no-baseline" if baseline.is_file() else ""
        return f"`pmkit lint{shown} --select {','.join(codes)}`"

    def of(self, *codes: str) -> list[Finding]:
        """Return the findings of these rules or families."""
        return [item for item in self.result.findings if item.code.startswith(codes)]


def weighed(
    findings: Iterable[Finding], message: str, hint: str, paths: Iterable[str] = ()
) -> Told:
    """Return a problem where lint calls one of `findings` an error, else a note."""
    findings = list(findings)
    bad = any(item.severity is Level.ERROR for item in findings)
    named = tuple(paths) or tuple(dict.fromkeys(item.path for item in findings))
    return Told(State.PROBLEM if bad else State.NOTE, message, hint, named)
