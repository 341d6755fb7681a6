"""Options that mean the same in every command."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

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


class ListByDefault(TyperGroup):
    """A group of commands of which `list` need not be typed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` before options that are not the group's own."""
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def session_of(context: typer.Context) -> Session:
    """Return the run that `context` belongs to."""
    session = context.find_root().obj
    assert isinstance(session, Session)
    return session
