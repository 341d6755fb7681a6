"""Options that mean the same in every command."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.session import Session
from pmkit.render.formats import DatedFormat, Format

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day that counts as today, as YYYY-MM-DD."),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="How to print it.", case_sensitive=False)
]
DatedFormatOption = Annotated[
    DatedFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
]
Fail = Annotated[bool, typer.Option("--fail", help="Exit with 1 when there is anything to show.")]


def session_of(context: typer.Context) -> Session:
    """Return the run that `context` belongs to."""
    session = context.find_root().obj
    assert isinstance(session, Session)
    return session
