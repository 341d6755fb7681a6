"""`pmkit lsp`: findings, fixes and words while somebody types, in any editor that speaks LSP."""

from __future__ import annotations

import typer

from pmkit.cli.options import session_of
from pmkit.errors import PmkitError

_HELP = """Serve an editor over standard input and output, by the Language Server Protocol.

It shows findings while you type, corrects them, completes keys, tags, people, clients and
post-mortems, explains what the pointer is on, and leads from an action to the causes it addresses.
The editor starts it; docs/editors.md tells how for each.

\b
Needs the extra: pip install "pmkit[lsp]"
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("lsp", help=_HELP)(lsp)


def lsp(context: typer.Context) -> int:
    try:
        from pmkit.cli.lsp_server import serve
    except ImportError:
        raise PmkitError(
            "the language server needs pygls, which is not installed",
            'install the extra: pip install "pmkit[lsp]"',
        ) from None

    serve(session_of(context))
    return 0
