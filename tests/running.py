"""Runs pmkit through its real entry point, as its users meet it, at a small part of the price.

A new Python that imports pmkit takes a third of a second of work, a fork of one that has, some
milliseconds. `tests/zygote.py` says what a fork takes over from the caller. Surroundings that
change how Python itself begins get a new process; tests of what only a process has (signals,
imports, closed streams) ask for one by `command`.
"""

from __future__ import annotations

import atexit
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import FileIO
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
AGENCY = ROOT / "examples" / "agency"
MODULE = (sys.executable, "-P", "-m", "pmkit")
SCRIPT = (str(Path(sys.executable).parent / "pmkit"),)
TODAY = "2026-04-01"

Finished = subprocess.CompletedProcess[bytes]


def surroundings(**more: str) -> dict[str, str]:
    """Return an environment without what a developer's machine or a CI runner adds."""
    kept = {"PATH", "HOME", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH"}
    base = {name: value for name, value in os.environ.items() if name in kept}
    return base | {"PYTHONPATH": str(ROOT), "PMKIT_TODAY": TODAY} | more


def run(
    *words: str | bytes,
    at: Path | str = ".",
    env: Mapping[str, str] | None = None,
    given: bytes = b"",
    timeout: float = 30,
    command: Sequence[str] = (),
) -> Finished:
    """Run pmkit to its end, without a terminal.

    Args:
        at: The folder it starts in.
        env: All of its environment; without, `surroundings()`.
        given: What standard input holds.
        timeout: Seconds after which it is killed.
        command: How to start a process of its own; the words come behind.

    Raises:
        subprocess.TimeoutExpired: It was killed.
    """
    env = surroundings() if env is None else dict(env)
    with tempfile.TemporaryFile() as stdin:
        stdin.write(given)
        stdin.seek(0)
        if not command and _begins_alike(env):
            return _zygote().run(words, at, env, stdin, timeout)
        return subprocess.run(
            [*(command or MODULE), *words],
            cwd=at,
            env=env,
            stdin=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )


def told(*words: str, **how: Any) -> tuple[int, str, str]:
    """Run pmkit; return its exit code, its output, and what it said on standard error."""
    done = run(*words, **how)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _begins_alike(env: Mapping[str, str]) -> bool:
    """Whether a Python in this environment begins as the zygote did."""
    return hasattr(os, "fork") and _decisive(env) == _decisive(surroundings())


def _decisive(env: Mapping[str, str]) -> dict[str, str]:
    """Return those variables that decide about streams, paths and flags of a new Python."""
    families = ("PYTHON", "LC_", "LANG", "LD_")
    return {name: value for name, value in env.items() if name.startswith(families)}


class Zygote:
    """The process of `tests/zygote.py`, and how to ask it for runs, one at a time."""

    def __init__(self) -> None:
        self._socket, there = socket.socketpair()
        self._talk = self._socket.makefile("rwb")
        with there:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tests.zygote", str(there.fileno())],
                env=surroundings(),
                cwd=ROOT,
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        if not self._talk.read(1):
            self.close()
            raise RuntimeError("tests/zygote.py cannot import pmkit; why stands on standard error")

    def close(self) -> None:
        """Let it end."""
        self._talk.close()
        self._socket.close()
        self._process.wait()

    def run(
        self,
        words: Sequence[str | bytes],
        at: Path | str,
        env: dict[str, str],
        stdin: IO[bytes],
        timeout: float,
    ) -> Finished:
        """Run pmkit in a fork, and wait for it."""
        words = [os.fsdecode(os.fsencode(word)) for word in words]
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        socket.send_fds(self._socket, [b"."], [stdin.fileno(), out_end, err_end])
        os.close(out_end)
        os.close(err_end)
        pickle.dump((words, os.path.abspath(at), env, timeout), self._talk)
        self._talk.flush()
        with open(out, "rb", 0) as printed, open(err, "rb", 0) as said:
            held = _read((printed, said))
        code = os.waitstatus_to_exitcode(pickle.load(self._talk))
        if code == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(words, timeout)
        return Finished(words, code, *held)


def _read(pipes: Sequence[FileIO]) -> list[bytes]:
    """Return all that comes out of pipes, whichever is filled first."""
    held = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ, held[pipe])
        while waiting.get_map():
            for key, _ in waiting.select():
                piece = os.read(key.fd, 65_536)
                key.data.extend(piece)
                if not piece:
                    waiting.unregister(key.fd)
    return [bytes(held[pipe]) for pipe in pipes]


@cache
def _zygote() -> Zygote:
    made = Zygote()
    atexit.register(made.close)
    return made
