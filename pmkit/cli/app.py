"""The command line: its commands in the order people meet them, and how errors end."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from pmkit import __version__
from pmkit.cli.complaints import complain, of_library
from pmkit.cli.session import Color, OutputError, Session
from pmkit.errors import PmkitError

GROUPS: dict[str, dict[str, str]] = {
    "Everyday": {
        "new": "Write a new post-mortem, pre-filled.",
        "lint": "Check post-mortems against format and rules.",
        "overdue": "List what is late, the worst first.",
        "recurring": "List what keeps coming back.",
        "ops": "Show the monthly meeting on one page.",
    },
    "Follow through": {
        "actions": "List actions with filters.",
        "action": "Add, move on, defer or close one.",
        "history": "Tell what happened to one, from git.",
        "reviews": "List the reviews that are due.",
        "review": "Record a review that was held.",
        "coverage": "List ended projects without a post-mortem.",
        "stats": "Show whether things get done.",
    },
    "Learn": {
        "search": "Find post-mortems by their words.",
        "agenda": "Write the facilitator's sheet for a meeting.",
        "brief": "List what to read before a project starts.",
        "digest": "Tell everybody what a period has taught.",
        "report": "Make a document, such as the annual one.",
        "tags": "List, explain, suggest, rename or merge tags.",
    },
    "Repository": {
        "init": "Make a repository in this folder.",
        "list": "List post-mortems, the newest first.",
        "show": "Show one post-mortem or one action.",
        "rule": "Explain a rule, or list all of them.",
        "config": "Show the settings and their origin.",
        "schema": "Print a JSON Schema for editors.",
        "template": "List, print or try templates.",
        "doctor": "Look the repository over.",
        "people": "List people, rename one, or record a leaving.",
    },
    "Exchange": {
        "lsp": "Serve an editor while somebody types.",
    },
}
"""The commands by the moment people are in, each with the line that the help gives it.

Each is a module of this folder, `NAME_command.py`, which the help need not load for that line.
"""

_START = """\
pmkit keeps post-mortems so that no team fails the same way twice.

Start here:
  pmkit init                                   make a repository in this folder
  pmkit new "Sentiment model" --kind project   write one up, pre-filled
  pmkit lint                                   see what is missing
  pmkit overdue                                who owes what since when
  pmkit recurring                              what keeps coming back, and which fixes did not hold

`pmkit --help` lists every command, `pmkit COMMAND --help` shows examples.
"""


class Group(TyperGroup):
    """Lists the commands by the moments of `GROUPS`, and loads just the one asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order people meet them."""
        return [name for names in GROUPS.values() for name in names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the module of one command and return the command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"pmkit.cli.{cmd_name.replace('-', '_')}_command")
        holder = typer.Typer(rich_markup_mode=None)
        holder.callback()(lambda: None)
        module.register(holder)
        command = typer.main.get_group(holder).commands[cmd_name]
        command.short_help = self._line(cmd_name)
        return command

    @staticmethod
    def _line(name: str) -> str:
        return next(lines[name] for lines in GROUPS.values() if name in lines)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands for the help."""
        for title, lines in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(list(lines.items()))


def build() -> typer.Typer:
    """Make the application; `Group` adds the commands as they are asked for."""
    app = typer.Typer(
        cls=Group,
        name="pmkit",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help="Post-mortems that are followed up: a linted, git-tracked Markdown repository.",
        epilog="Docs: see docs/ in the source; every command's --help shows examples.",
    )
    app.callback(invoke_without_command=True)(_root)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pmkit {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", "--directory", metavar="DIR", help="Work as if started in DIR.")
    ] = Path(),
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Use this pmkit.toml."),
    ] = None,
    color: Annotated[Color, typer.Option("--color", help="When to use colour.")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say less on stderr.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more on stderr.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask anything.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    context.obj = Session(os.environ, directory, config, color, quiet, verbose, no_input)
    if context.invoked_subcommand is None:
        context.obj.emit(_START)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run pmkit and end the process with its exit code.

    0 fine, 1 findings or files that could not be read, 2 pmkit could not do its job, 130 and 143
    on a signal. A closed pipe ends quietly.
    """
    _listen()
    try:
        code = _run(arguments)
        _flush()
    except BrokenPipeError:
        code = _silence(0)
    except OutputError as error:
        why = f"cannot write the output ({_reason(error)})"
        code = complain(PmkitError(why, "check the disk"))
        _silence(code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        code = complain(PmkitError(f"{where}{_reason(error)}", "the system refuses"))
        _silence(code)
    except KeyboardInterrupt:
        code = 130
    if code in (130, 143):
        os._exit(code)
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    command = typer.main.get_command(build())
    try:
        result = command.main(arguments, prog_name="pmkit", standalone_mode=False)
    except PmkitError as error:
        return complain(error)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return 130
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # what click makes of a closed pipe
            raise stop.__context__ from None
        raise
    except OSError:
        raise
    except Exception as error:
        if _heard:  # within a library, which made an error of its own of it
            return _heard[-1]
        return complain(of_library(error, sys.argv[1:] if arguments is None else arguments))
    return result if isinstance(result, int) else 0


_heard: list[int] = []
"""The exit codes of the signals that came."""


def _listen() -> None:
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody ignores it
        signal.signal(signal.SIGINT, _stop)


def _stop(number: int, frame: object) -> NoReturn:
    _heard.append(128 + number)
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)


def _flush() -> None:
    if sys.stdout is None:
        raise OutputError(errno.EBADF, "standard output is closed")
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.errno, error.strerror) from None


def _silence(code: int) -> int:
    """Point standard output at nothing, so that the interpreter's own flush cannot fail."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
