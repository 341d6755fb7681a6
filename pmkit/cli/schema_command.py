"""`pmkit schema`: JSON Schemas for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from pmkit.cli.options import session_of
from pmkit.errors import UsageError
from pmkit.visible import short

_HELP = """Print the JSON Schema of a kind's front matter, of pmkit.toml, or of a register.

\b
Examples:
  pmkit schema incident > incident.schema.json
  pmkit schema config
  pmkit schema people
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("schema", help=_HELP)(schema)


def schema(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            help="project, checkpoint, pilot, incident, config, people, clients, projects, tags, "
            "reviews or anonymise."
        ),
    ] = None,
) -> int:
    from pmkit.render.jsontext import to_json
    from pmkit.render.schema import SCHEMAS, json_schema

    if name not in SCHEMAS:
        said = f"there is no schema `{short(name)}`" if name else "which schema?"
        raise UsageError(said, f"name one of {', '.join(SCHEMAS)}")
    session_of(context).emit(to_json(json_schema(name)))
    return 0
