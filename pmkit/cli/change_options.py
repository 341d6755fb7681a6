"""Options of commands that change files, and how their words are read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from pmkit.cli.report_options import read_day
from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.visible import short

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it was; today when absent.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]


def read_text(option: str, text: str) -> str:
    """Return what an option says in words.

    Raises:
        UsageError: It says nothing.
    """
    if not text.strip():
        raise UsageError(f"{option} is empty", "say it in a few words")
    return text.strip()


def read_person(session: Session, option: str, word: str) -> str:
    """Return the handle of a person the register knows, else the word itself.

    Raises:
        UsageError: It names nobody, or somebody who has left.
    """
    person = session.library.registers.person(read_text(option, word))
    if person and person.active is False:
        raise UsageError(f"{option}: `{short(word)}` has left", "name somebody who is here")
    return (person and person.handle) or word.strip()


def read_past_day(on: str | None, today: date, option: str = "--on") -> date:
    """Return the day that `on` names, by default `today`.

    Raises:
        UsageError: It is no day, or one to come.
    """
    day = read_day(option, on) or today
    if day > today:
        raise UsageError(f"{option} is {day}, and today is {today}", "name the day on which it was")
    return day
