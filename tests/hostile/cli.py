"""Runs pmkit as a process, as strangers' files meet it, and checks what must always hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE = [sys.executable, "-P", "-m", "pmkit"]
SCRIPT = Path(sys.executable).parent / "pmkit"
TODAY = "2026-04-01"

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
    """How a process ended and what it said."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return (self.out + self.err).decode("utf-8", "replace")


def surroundings(**more: str) -> dict[str, str]:
    """An environment without what a developer's machine or a CI runner adds."""
    kept = {"PATH", "HOME", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH"}
    base = {name: value for name, value in os.environ.items() if name in kept}
    return base | {"PYTHONPATH": str(ROOT), "PMKIT_TODAY": TODAY, "COLUMNS": "200"} | more


def pmkit(
    *words: str | bytes,
    at: Path | None = None,
    env: dict[str, str] | None = None,
    command: Sequence[str] = MODULE,
    timeout: float = 30,
) -> Run:
    """Run pmkit to its end, without a terminal."""
    done = subprocess.run(
        [*command, *words],
        cwd=at,
        env=surroundings() if env is None else env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
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
