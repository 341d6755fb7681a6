"""What can be asked of a YAML text: put a value, drop or rename a key, add
or drop an item of a list."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pmkit.document.nodes import Path
from pmkit.errors import PmkitError

Value: TypeAlias = str | date | bool | int
Item: TypeAlias = Value | tuple[str, ...] | AnyMapping[str, "Value | tuple[str, ...]"]


class EditRefused(PmkitError):
    """The change cannot be made without touching something else; nothing was written."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set the single value at `path`; a missing key is added to its mapping.

    Attributes:
        until: Where the text that is replaced ends, if that is behind the value: what stands there
            is a comment to YAML.
    """

    path: Path
    value: Value
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the key at `path` with its value, or the item of a list; nothing where it is not."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Call the key at `path` by another name; its value and its place stay."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Append:
    """Add `item` to the end of the list at `path`; a missing list is made.

    A YAML file may be a list as a whole: its path is empty.

    Attributes:
        in_braces: Whether a list that has no item yet to follow gets its first on one line.
    """

    path: Path
    item: Item
    in_braces: bool = False


Change: TypeAlias = Put | Drop | Rename | Append


def said(value: Value) -> str:
    """Return what the reader is to hand over for `value`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
