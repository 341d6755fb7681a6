"""How a rule is made: a function with a code, whose docstring is its documentation."""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from pmkit.document.problem import Problem

if TYPE_CHECKING:
    from pmkit.rules.check import Check, RepositoryCheck

Problems: TypeAlias = Iterable[Problem]
PlacedProblems: TypeAlias = Iterable[tuple[str, Problem]]
"""Problems with the path of the file they stand in."""


class Weight(StrEnum):
    """What a rule guards, from which `decide` takes the severity for a document's status.

    FORM: the file and every action that is listed; always an error.
    COMPLETE: what the author can still complete; a warning in a draft, then an error.
    ADVICE: wording, how the meeting went, numbers, the calendar; always a warning.
    """

    FORM = "form"
    COMPLETE = "complete"
    ADVICE = "advice"


class Scope(StrEnum):
    """What a rule looks at: what the reader met, one post-mortem, or the whole repository."""

    READER = "reader"
    FILE = "file"
    REPOSITORY = "repository"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: `PM` and three digits; never used again for another rule.
        name: What it is about, in words; accepted wherever the code is.
        doc: Its documentation: what and why, `Bad:` and `Good:`.
    """

    code: str
    name: str
    weight: Weight
    scope: Scope
    doc: str
    check: Callable[[Any], Any]

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.doc.partition("\n")[0]

    @property
    def why(self) -> str:
        """Its documentation between the first line and the examples."""
        return (
            re.split(r"^(?:Bad|Good):$", self.doc, maxsplit=1, flags=re.M)[0]
            .partition("\n")[2]
            .strip()
        )

    def examples(self, heading: str) -> list[str]:
        """Return the examples under `heading`, which is `Bad` or `Good`."""
        pattern = rf"^{heading}:\n((?:(?:    .*|[ \t]*)(?:\n|\Z))+)"
        return [
            textwrap.dedent(block).rstrip() + "\n" for block in re.findall(pattern, self.doc, re.M)
        ]


_RULES: dict[str, Rule] = {}

FileRule: TypeAlias = "Callable[[Check], Problems]"
RepositoryRule: TypeAlias = "Callable[[RepositoryCheck], PlacedProblems]"


def rule(code: str, weight: Weight) -> Callable[[FileRule], FileRule]:
    """Register a function that looks at one post-mortem; its name becomes the rule's."""

    def register(check: FileRule) -> FileRule:
        _add(code, weight, Scope.FILE, check)
        return check

    return register


def repository_rule(code: str, weight: Weight) -> Callable[[RepositoryRule], RepositoryRule]:
    """Register a function that looks at the repository as a whole."""

    def register(check: RepositoryRule) -> RepositoryRule:
        _add(code, weight, Scope.REPOSITORY, check)
        return check

    return register


def reader_rule(
    code: str, weight: Weight = Weight.FORM
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register the documentation of something that the reader itself reports."""

    def register(check: Callable[[], None]) -> Callable[[], None]:
        _add(code, weight, Scope.READER, check)
        return check

    return register


def _add(code: str, weight: Weight, scope: Scope, check: Callable[..., Any]) -> None:
    if code in _RULES:
        raise ValueError(f"{code} is taken by {_RULES[code].name}")
    name = check.__name__.replace("_", "-")
    _RULES[code] = Rule(code, name, weight, scope, _clean(check.__doc__ or ""), check)


def _clean(doc: str) -> str:
    """Take the docstring's indentation away; tabs, which an example may be about, stay."""
    first, _, rest = doc.partition("\n")
    return f"{first.strip()}\n{textwrap.dedent(rest).rstrip()}"


def load_rules() -> dict[str, Rule]:
    """Import every module of this folder and return the rules by code, in order."""
    import pmkit.rules as folder

    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"pmkit.rules.{module.name}")
    return dict(sorted(_RULES.items()))


def find_rule(rules: dict[str, Rule], word: str) -> Rule | None:
    """Return the rule that `word` names by code or by name, in any case."""
    folded = word.strip().casefold()
    for item in rules.values():
        if folded in (item.code.casefold(), item.name):
            return item
    return None
