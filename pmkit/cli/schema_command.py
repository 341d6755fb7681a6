"""`pmkit schema`: JSON Schemas for editors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pmkit.cli.options import session_of
from pmkit.cli.session import Session
from pmkit.errors import UsageError, WriteError
from pmkit.visible import short, visible

_HELP = """Print the JSON Schema of a kind's front matter, of pmkit.toml, or of a register.

\b
Examples:
  pmkit schema incident > incident.schema.json
  pmkit schema config
  pmkit schema people
  pmkit schema --all .schemas            a file of each, for editors to point at
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
            "reviews, briefs or anonymise."
        ),
    ] = None,
    all_: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Write every schema there, as files."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that differ.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the paths and write nothing.")
    ] = False,
) -> int:
    from pmkit.render.jsontext import to_json
    from pmkit.render.schema import SCHEMAS, json_schema

    session = session_of(context)
    if all_ is not None and name is None:
        files = {f"{one}.schema.json": to_json(json_schema(one)).encode() for one in SCHEMAS}
        return _write(session, all_, files, force=force, dry_run=dry_run)
    if all_ is not None or force or dry_run:
        raise UsageError("a name goes to standard output", "write `pmkit schema --all DIR`")
    if name not in SCHEMAS:
        said = f"there is no schema `{short(name)}`" if name else "which schema?"
        raise UsageError(said, f"name one of {', '.join(SCHEMAS)}")
    session.emit(to_json(json_schema(name)))
    return 0


def _write(
    session: Session, folder: Path, files: dict[str, bytes], *, force: bool, dry_run: bool
) -> int:
    """Write the files that are new or differ; nothing when one of them may not be replaced."""
    from pmkit.files import create
    from pmkit.render.words import some

    place = session.directory / folder
    differing = {name: data for name, data in files.items() if _held(place / name) != data}
    there = [name for name in differing if os.path.lexists(place / name)]
    if there and not force:
        raise WriteError(f"{some(there, 3)}: other content is there", "add --force to replace it")
    for name, data in differing.items():
        if not dry_run:
            create(place / name, data, overwrite=force)
        session.emit(f"{visible(str(folder / name))}\n")
    if not differing:
        session.say("nothing to do: every file is there already")
    elif dry_run:
        session.say("nothing was written")
    return 0


def _held(path: Path) -> bytes | None:
    from pmkit.files import FileProblem, read_bytes

    try:
        return read_bytes(path, 1_000_000)
    except FileProblem:
        return None
