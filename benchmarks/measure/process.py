"""Running one command as a whole process: its time, its peak memory, and whether it worked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

TAIL = 2000


class BenchmarkError(Exception):
    """A command did not do what it was timed for, so its figure would mean nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line and what counts as having worked.

    Attributes:
        words: The command line.
        folder: Where it runs.
        accepted: The exit codes that mean that it did its work.
        expected: A pattern its output must hold, on standard output or error.
        environment: What is set on top of the clean environment.
    """

    words: tuple[str, ...]
    folder: Path
    accepted: frozenset[int] = frozenset({0})
    expected: str = ""
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run took; `peak` is in MiB, of the largest of its processes."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several rounds, with the lowest and the highest."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> Measured:
        """Summarise the values of all rounds."""
        return cls(median(values), min(values), max(values))


def run(command: Command) -> Outcome:
    """Run `command` to its end.

    Raises:
        BenchmarkError: It cannot be started, its exit code is not among the accepted ones, or
            its output lacks what is expected.
    """
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.words,
                cwd=command.folder,
                env=clean_environment() | command.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise BenchmarkError(f"{command.words[0]}: {error}") from None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        check(command, process.returncode, output.read().decode("utf-8", "replace"))
    return Outcome(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def check(command: Command, code: int, text: str) -> None:
    """Raise unless a run of `command` that ended so did its work."""
    line = " ".join(command.words)
    if code not in command.accepted:
        raise BenchmarkError(f"`{line}` ended with {code}:\n{text[-TAIL:]}")
    if not re.search(command.expected, text):
        what = f"the output of `{line}` does not hold {command.expected!r}"
        raise BenchmarkError(f"{what}:\n{text[-TAIL:]}")


def clean_environment() -> dict[str, str]:
    """Return the environment without what would change Python's or pmkit's behaviour."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PMKIT_", "_PMKIT_", "GIT_"))
    }


def in_turn(one: Command, other: Command, rounds: int) -> Measured:
    """Time two commands A B A B …; return how `one` relates to `other`.

    Each has two untimed runs first, so that files are in memory, bytecode is written, and a
    cache that is allowed to help is filled.
    """
    for command in (one, other, one, other):
        run(command)
    return Measured.of([run(one).seconds / run(other).seconds for _ in range(rounds)])


def peak_memory(command: Command, rounds: int) -> Measured:
    """Return the peak memory of `command` in MiB."""
    run(command)
    return Measured.of([run(command).peak for _ in range(rounds)])


@contextmanager
def one_core() -> Iterator[None]:
    """Keep every process that is started inside on a single core."""
    if not hasattr(os, "sched_setaffinity"):
        raise BenchmarkError("this system cannot pin a process to one core")
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
