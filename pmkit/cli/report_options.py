"""Options of reports, and how their words are read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.model.enums import Kind
from pmkit.reports.selecting import Selection, strangers
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.reports.tracked import TrackedAction

ClientOption = Annotated[
    str | None,
    typer.Option("--client", metavar="CLIENT", help="Of this client: handle, name or alias."),
]
TeamOption = Annotated[str | None, typer.Option("--team", metavar="TEAM", help="Of this team.")]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="PERSON", help="Of this person: handle, name or alias."),
]
TagOption = Annotated[
    str | None, typer.Option("--tag", metavar="TAG", help="With this tag, or an alias of it.")
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Dated on this day or later.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Dated on this day or earlier.")
]
KindOption = Annotated[
    list[Kind] | None,
    typer.Option("--kind", help="Of this kind; may be given again.", case_sensitive=False),
]

_SPAN = re.compile(r"([0-9]{1,5})([dw]?)\Z")
_DAYS = {"": 1, "d": 1, "w": 7}


def read_day(option: str, text: str | None) -> date | None:
    """Return the day that an option names.

    Raises:
        UsageError: The text is no day.
    """
    from pmkit.model.days import DayError, parse_day

    if text is None:
        return None
    try:
        return parse_day(text)
    except DayError as error:
        raise UsageError(f"{option} is `{short(text)}`, which is no day", str(error)) from None


def read_span(option: str, text: str | None) -> int | None:
    """Return the days that an option such as `14d` or `2w` names.

    Raises:
        UsageError: The text is no such span.
    """
    if text is None:
        return None
    match = _SPAN.match(text.strip().lower())
    if not match:
        raise UsageError(
            f"{option} is `{short(text)}`, which is no number of days",
            "write days as 14d or weeks as 2w",
        )
    return int(match[1]) * _DAYS[match[2]]


def typed(**given: str | None) -> str:
    """Return the options that were given as they are typed, for the commands that a page names."""
    return " ".join(
        f"--{name.replace('_', '-')} {shlex.quote(word)}" for name, word in given.items() if word
    )


def warn_strangers(session: Session, selection: Selection, owner: str | None = None) -> None:
    """Say on standard error which of the filters' words nothing in the repository knows."""
    if owner is None and selection == Selection():
        return
    library = session.library
    for sentence in strangers(selection, owner, library.records, library.registers):
        session.say(f"note: {sentence}")


def tell_undated(session: Session, rows: Sequence[TrackedAction]) -> None:
    """Say which open actions nobody can call late, because their deadline cannot be read."""
    from pmkit.render.words import count, some
    from pmkit.visible import visible

    if rows:
        have = "has" if len(rows) == 1 else "have"
        refs = some([visible(row.ref) for row in rows], 10)
        session.say(f"note: {count(len(rows), 'open action')} {have} no readable deadline: {refs}")
