"""Questions on a terminal: pick one, type some words, name a day; asked again until it is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

import typer

from pmkit.cli.change_options import read_past_day, read_text
from pmkit.errors import UsageError
from pmkit.visible import short

_GLUE = "\N{NO-BREAK SPACE}"


def tell(text: str) -> None:
    """Write what the next question is about, beside the questions."""
    typer.echo(text, err=True)


def ask(question: str, default: str = "") -> str:
    """Return what somebody types, or `default`.

    Raises:
        typer.Abort: They would rather stop.
    """
    shown = bool(default)
    return str(typer.prompt(f"  {question}", default, show_default=shown, err=True)).strip()


def ask_text(question: str) -> str:
    """Return an answer in words.

    Raises:
        UsageError: There is none.
    """
    return read_text(question, ask(question))


def ask_day(question: str, default: date, today: date) -> date:
    """Return a day that is not to come.

    Raises:
        UsageError: It is none.
    """
    return read_past_day(ask(question, default.isoformat()), today, question)


def pick(question: str, choices: Sequence[str], width: int) -> int | None:
    """Return the place of the one of `choices` that is picked; None when nothing is typed.

    A number will do, or the beginning of the words if no other begins so.

    Raises:
        UsageError: It is none of them.
    """
    tell(_numbered(choices, width))
    word = ask(question).lower().replace("_", " ")
    if not word:
        return None
    told = [one.lower().replace("_", " ") for one in choices]
    found = [place for place, one in enumerate(told) if one.startswith(word)]
    if word.isdecimal() and len(word) < 3 and 1 <= int(word) <= len(told):
        return int(word) - 1
    if word in told:
        return told.index(word)
    if len(found) != 1:
        raise UsageError(f"`{short(word)}` is none of them", f"type a number, 1 to {len(choices)}")
    return found[0]


def _numbered(choices: Sequence[str], width: int) -> str:
    """Return the choices behind their numbers, none of them broken over two lines."""
    glued = (f"{place} {one}".replace(" ", _GLUE) for place, one in enumerate(choices, 1))
    lines = textwrap.fill("  ".join(glued), width - 1, initial_indent="  ", subsequent_indent="  ")
    return lines.replace(_GLUE, " ")
