"""One fix, and the register of those who know one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from pmkit.document.problem import Span
from pmkit.document.source import Limits
from pmkit.edits.change import Change, Put
from pmkit.rules.check import Check
from pmkit.rules.suppressions import Unused

DayOf: TypeAlias = Callable[[str, str], date | None]
"""From an action's id and a status to the day on which git saw it take that status."""

Rewriting: TypeAlias = Callable[[bytes, Limits], bytes | None]
"""From a whole file to the same file corrected; None where something else would change as well."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What corrects one finding.

    Attributes:
        span: Of the finding; with its code, what it is known by.
        changes: In the front matter of its file.
        told: What it does, in a few words.
        is_safe: Whether the file says the same afterwards; otherwise somebody has to look.
        rewriting: What is done instead, where it is more than a change of values.
        message: Of the finding, where a rule finds several at one place.
    """

    span: Span
    changes: tuple[Change, ...]
    told: str
    is_safe: bool = True
    rewriting: Rewriting | None = None
    message: str = ""

    @property
    def is_placed(self) -> bool:
        """Whether a change goes by where the text stands, and so has to be made first."""
        return any(isinstance(one, Put) and one.until is not None for one in self.changes)


@dataclass(frozen=True, slots=True)
class Patient:
    """One file that is to be fixed.

    Attributes:
        day_of: What git knows of an action's way; knows nothing where there is no git.
        unused: Its suppressions that hold nothing back.
    """

    check: Check
    day_of: DayOf = lambda action, status: None
    unused: Sequence[Unused] = ()


Fixer: TypeAlias = Callable[[Patient], Iterable[Fix]]

_FIXERS: dict[str, list[Fixer]] = {}


class Fixing(StrEnum):
    """How findings of a rule can be corrected by pmkit.

    safe: where only one correction is possible.
    unsafe: by a guess that somebody has to look at.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


_FIXING: dict[str, Fixing] = {}


def fixer(*codes: str, best: Fixing = Fixing.SAFE) -> Callable[[Fixer], Fixer]:
    """Register a function that knows fixes for findings of these rules, the best of them `best`."""

    def register(find: Fixer) -> Fixer:
        for code in codes:
            _FIXERS.setdefault(code, []).append(find)
            if best is Fixing.SAFE or code not in _FIXING:
                _FIXING[code] = best
        return find

    return register


def load_fixers() -> dict[str, list[Fixer]]:
    """Import every module of this folder and return the fixers by the code of their rule."""
    import pmkit.fixes as folder

    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"pmkit.fixes.{module.name}")
    return _FIXERS


@cache
def fixing_of(code: str) -> Fixing | None:
    """Return how findings of a rule can be corrected; None where only their author can."""
    load_fixers()
    return _FIXING.get(code)
