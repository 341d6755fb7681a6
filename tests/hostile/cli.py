"""Runs pmkit as strangers' files meet it, and checks what must always hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import running

_RAW = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xe2\x80\x8b"
)
_COMMAND = re.compile(rb"(?m)^\s*::[a-z-]+[ :]")
_OLD_COMMAND = re.compile(rb"##\[")
_CRASH = re.compile(
    rb"Traceback \(most recent|PanicException|a mistake in pmkit itself|Exception ignored"
)


@dataclass(frozen=True)
class Run:
    """How a run ended and what it said."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return (self.out + self.err).decode("utf-8", "replace")


def pmkit(*words: str | bytes, **how: Any) -> Run:
    """Run pmkit to its end, without a terminal; `how` is told at `tests.running.run`."""
    done = running.run(*words, **how)
    return Run(done.returncode, done.stdout, done.stderr)


def assert_harmless(run: Run, *, commands: bool = False) -> None:
    """No crash, no byte that a terminal obeys, no line that a CI runner obeys.

    Args:
        commands: Whether the output is meant to hold GitHub's own commands.
    """
    both = run.out + b"\n" + run.err
    for pattern in (_CRASH, _RAW, _OLD_COMMAND, *(() if commands else (_COMMAND,))):
        found = pattern.search(both)
        assert not found, both[max(found.start() - 200, 0) : found.end() + 200]
    assert run.code in (0, 1, 2), run.text[-2000:]


def post_mortems(root: Path, files: dict[str, bytes | str]) -> Path:
    """Make a repository at `root` that holds `files` in its post-mortem folder."""
    folder = root / "postmortems"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(raw)
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below `root` with what it holds."""
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
