"""What the system refuses, at each step of writing: the files stay as they were, and it is said."""

from __future__ import annotations

import builtins
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pmkit.files
from tests.hostile.writes.place import FIRST, SECOND, ended, fork, make, said, snapshot

COMMANDS = {
    "edit": ("action", "implement", f"{FIRST}:A1", "--evidence", "é" * 9_000),
    "edit-two-files": ("action", "start", f"{FIRST}:A1", f"{SECOND}:A1"),
    "new": ("new", "Mail sorter", "--kind", "pilot"),
    "new-over": ("new", "Mail sorter", "--kind", "pilot", "--force"),
    "init": ("init", "inner"),
}
STEPS = ("open", "write", "flush", "fsync", "chmod", "replace", "link", "mkdir")
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES")
_USED_BY = {
    "chmod": ("edit", "edit-two-files"),
    "replace": ("edit", "edit-two-files", "new-over"),
    "link": ("new", "init"),
    "mkdir": ("init",),
}


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield a command, the step at which it fails, and the error: each pair of the first two."""
    for number, step in enumerate(STEPS):
        for place, command in enumerate(_USED_BY.get(step, tuple(COMMANDS))):
            for again in range(2):
                yield command, step, ERRORS[(number + place + again * 2) % len(ERRORS)]


def run(rounds: int, seed: int) -> str:
    """Let every step of every command fail once."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "repository")
        (root / "postmortems/2026-04-01-mail-sorter.md").write_text("mine")
        for command, step, error in cases():
            if command == "new":
                (root / "postmortems/2026-04-01-mail-sorter.md").unlink()
            before = snapshot(root)
            code = ended(fork(root, COMMANDS[command], lambda s=step, e=error: spoil(s, e)))
            check(root, before, code, f"{command}, {step}, {error}", error)
            if command == "new":
                (root / "postmortems/2026-04-01-mail-sorter.md").write_text("mine")
            count += 1
    return f"{count} faults, all told, nothing changed"


def check(root: Path, before: dict[str, bytes], code: int, name: str, error: str) -> None:
    text = said(root)
    assert code == 2, f"{name}: exit code {code}: {text}"
    assert snapshot(root) == before, f"{name}: {sorted(snapshot(root))}"
    assert "Traceback" not in text, f"{name}: {text}"
    assert os.strerror(getattr(errno, error)).lower() in text, f"{name}: {text}"


def spoil(step: str, error: str) -> None:
    """Let `step` fail in this process, for the temporary file alone where it has a name."""
    number = getattr(errno, error)
    if step in ("write", "flush"):
        pmkit.files.open = _opens_what_fails(step, number)  # type: ignore[attr-defined]
        return
    real = getattr(os, step)

    def refuse(*words: Any, **named: Any) -> Any:
        if step == "open" and not str(words[0]).endswith(".tmp"):
            return real(*words, **named)
        raise OSError(number, os.strerror(number))

    setattr(os, step, refuse)


def _opens_what_fails(step: str, number: int) -> Callable[..., Any]:
    def opened(*words: Any, **named: Any) -> Any:
        file = builtins.open(*words, **named)  # noqa: SIM115
        return _Failing(file, step, number) if "w" in words[1] else file

    return opened


class _Failing:
    """A file of which the disk takes a half."""

    def __init__(self, file: Any, step: str, number: int) -> None:
        self._file, self._step, self._number = file, step, number

    def __enter__(self) -> _Failing:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        if self._step == "write":
            self._file.write(data[: len(data) // 2])
            raise OSError(self._number, os.strerror(self._number))
        return int(self._file.write(data))

    def flush(self) -> None:
        self._file.flush()
        if self._step == "flush":
            raise OSError(self._number, os.strerror(self._number))


SYSCALLS = {
    "edit": ("openat", "write", "fsync", "rename", "chmod"),
    "edit-two-files": ("openat", "write", "fsync", "rename", "chmod"),
    "new": ("openat", "write", "fsync", "linkat"),
    "new-over": ("openat", "write", "fsync", "rename"),
}


def run_real(rounds: int, seed: int) -> str:
    """The same in whole processes whose system calls `strace` makes fail."""
    if not shutil.which("strace"):
        return "skipped, there is no strace"
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "repository")
        made = root / "postmortems/2026-04-01-mail-sorter.md"
        for command, calls in SYSCALLS.items():
            made.unlink(missing_ok=True)
            if command == "new-over":
                made.write_text("mine")
            for call in calls:
                for error in ("ENOSPC", "EIO", "EDQUOT"):
                    before = snapshot(root)
                    code = _traced(root, command, call, error)
                    check(root, before, code, f"{command}, {call}, {error}", error)
                    count += 1
    return f"{count} faults, all told, nothing changed"


def _traced(root: Path, command: str, call: str, error: str) -> int:
    """Run a command in which every such call for the temporary file fails."""
    temporary = root / "postmortems" / pmkit.files.TEMPORARY
    inject = f"inject={call}:error={error}"
    words = ("strace", "-f", "-qq", "-o", "/dev/null", "-P", str(temporary), "-e", inject)
    environment = os.environ | {"PMKIT_TODAY": "2026-04-01", "PYTHONPATH": os.getcwd()}
    with open(root / ".git" / "said", "wb") as output:
        program = [*words, sys.executable, "-P", "-m", "pmkit", *COMMANDS[command]]
        done = subprocess.run(
            program, cwd=root, env=environment, stdout=output, stderr=output, check=False
        )
    return done.returncode
