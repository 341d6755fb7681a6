"""What lint is to look at: named files, all of them, or a text from standard input."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.rules.targets import Targets, find_targets, target_of_text

STDIN = Path("-")


def read_targets(
    session: Session, words: list[Path], stdin_filename: Path | None, postmortems_only: bool
) -> Targets:
    """Return the files that `words` name, or the one whose text is on standard input.

    Raises:
        UsageError: The words do not go together, or one of them matches nothing.
    """
    if STDIN in words:
        return _from_stdin(session, words, stdin_filename)
    if stdin_filename is not None:
        raise UsageError(
            "--stdin-filename is given, and nothing is read from standard input",
            "name that as `-`: pmkit lint - --stdin-filename FILE",
        )
    return find_targets(session.directory, session.config, words, postmortems_only)


def _from_stdin(session: Session, words: list[Path], name: Path | None) -> Targets:
    if len(words) > 1:
        raise UsageError("`-` is standard input, which is linted alone", "name no other path")
    if sys.stdin is None:
        raise UsageError("standard input is closed", "name a file, or pipe one in")
    targets = target_of_text(session.directory, session.config, name or STDIN)
    text = sys.stdin.buffer.read(targets.repository.basics.file_bytes + 1)
    return replace(targets, given={targets.paths[0]: text})
