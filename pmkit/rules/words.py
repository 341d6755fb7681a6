"""Words that several rules share: how to name an entry, and what says nothing."""

from __future__ import annotations

import re

from pmkit.model.parts import Action, Cause
from pmkit.rules.check import Check
from pmkit.visible import short

MOST_GUESSES = 20
"""Each guess compares a word with many; so many in one file are enough to see what went wrong."""

WORD = re.compile(r"[^\W_]+")
_TODO = re.compile(r"\s*TODO\b")
NOBODY = re.compile(r"tb[adc]|todo|n/a|none|nobody|no one|unassigned|unknown")
"""What stands where nothing was decided."""


def says_nothing(text: str) -> bool:
    """Tell whether a text is there and means nothing: TBD, n/a, a dash."""
    bare = text.strip().rstrip(".").casefold()
    return bool(NOBODY.fullmatch(bare) or _TODO.match(text)) or not WORD.search(bare)


def lacks(check: Check, value: str | None, index: int, key: str) -> bool:
    """Tell whether an action's field is missing, or filled with a word that says nothing."""
    return not check.is_written("actions", index, key) if value is None else says_nothing(value)


def counted(number: int, noun: str) -> str:
    """Return `1 day`, `2 days`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def action_name(index: int, action: Action) -> str:
    """Name an action for a message: by its id, else by its place in the list."""
    return f"action `{short(action.id)}`" if action.id else f"action number {index + 1}"


def cause_name(index: int, cause: Cause) -> str:
    """Name a cause for a message: by its id, else by its place in the list."""
    return f"cause `{short(cause.id)}`" if cause.id else f"cause number {index + 1}"
