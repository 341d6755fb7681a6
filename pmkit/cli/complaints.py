"""How an error is told: what, and what to do next, on standard error, never a traceback."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from typing import Any

from pmkit.errors import PmkitError, UsageError
from pmkit.similar import nearest
from pmkit.visible import visible, visible_lines


def complain(error: PmkitError) -> int:
    """Write `error` to standard error and return its exit code."""
    text = f"pmkit: {visible_lines(error.message)}\n"
    if error.hint:
        text += f"  hint: {visible(error.hint)}\n"
    with contextlib.suppress(OSError, AttributeError, ValueError):
        sys.stderr.buffer.write(text.encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
        sys.stderr.flush()
    return error.exit_code


def of_library(error: Exception, arguments: list[str]) -> PmkitError:
    """Return what a library's exception means for the person who typed `arguments`.

    With PMKIT_DEBUG set, a mistake in pmkit itself is raised again, for its traceback.
    """
    if hasattr(error, "format_message"):
        return UsageError(error.format_message(), _hint(error, arguments))
    if os.environ.get("PMKIT_DEBUG"):
        raise error
    return PmkitError(
        f"a mistake in pmkit itself ({type(error).__name__}: {str(error)[:200]})",
        "please report it; PMKIT_DEBUG=1 shows where it happened",
    )


def _hint(error: Any, arguments: list[str]) -> str:
    """Say what to write instead, for words that the command line does not know."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pmkit"
    if dashed := next((word for word in arguments if _is_dashed_file(word)), None):
        return f"for a file whose name begins with a dash write ./{dashed}"
    if getattr(error, "option_name", "") in ("-C", "--config", "--color", "--no-input"):
        return f"it stands before the command: pmkit {error.option_name} … {path.split()[-1]}"
    unknown = re.match(r"No such command '(.*)'", error.format_message())
    if unknown and context:
        return _similar_command(unknown[1], context, path)
    return f"`{path} --help` shows how"


def _similar_command(word: str, context: Any, path: str) -> str:
    names = context.command.list_commands(context)
    near = nearest(word, names, 0.5)
    if near:
        return f"did you mean `{path} {near}`?"
    if "show" in names and path != "pmkit":
        return f"to see one of them: `{path} show {word}`"
    return f"`{path} --help` lists the commands"


def _is_dashed_file(word: str) -> bool:
    return word.startswith("-") and (word.lower().endswith(".md") or os.path.lexists(word))
