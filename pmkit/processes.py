"""Starting other programs: the only place, beside git's own, that does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended.

    Attributes:
        code: Its exit code; negative for the signal that ended it.
        output: What it wrote, at most the bytes it was allowed.
        in_time: Whether it ended by itself.
        in_size: Whether it kept to the bytes it was allowed.
    """

    code: int
    output: bytes
    in_time: bool = True
    in_size: bool = True


def run_limited(
    arguments: Sequence[str],
    data: bytes,
    *,
    seconds: float,
    output_bytes: int,
    environment: Mapping[str, str],
) -> Finished:
    """Run a program on `data`, for a time and an amount of output, and end it beyond either.

    Args:
        arguments: The program and its words; no shell reads them.
        environment: All that the program is told of its surroundings, beside what the system
            itself needs to start one.

    Raises:
        OSError: It cannot be started.
    """
    process = subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_needed(), **environment},
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    late = threading.Event()
    clock = threading.Timer(seconds, _stop_late, (process, late))
    feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
    try:
        clock.start()
        feeder.start()
        output = process.stdout.read(output_bytes + 1)
    finally:
        if process.poll() is None and sys.exc_info()[0] is not None:
            _stop(process)
    in_size = len(output) <= output_bytes
    if not in_size:
        _stop(process)
    code = process.wait()
    clock.cancel()
    feeder.join()
    process.stdout.close()
    return Finished(code, output[:output_bytes], not late.is_set(), in_size)


def _needed() -> dict[str, str]:
    """What Windows wants in the environment of any program; nothing elsewhere."""
    return inherited("SYSTEMROOT")


def inherited(*names: str) -> dict[str, str]:
    """Return those of `names` that stand in the environment, for a program that needs them."""
    return {name: os.environ[name] for name in names if name in os.environ}


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(data)
    with contextlib.suppress(OSError, ValueError):
        process.stdin.close()


def _stop_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process, and where there are process groups all that it started."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def run_attached(arguments: Sequence[str]) -> int:
    """Run a program on the person's own terminal, such as an editor; return its exit code.

    Raises:
        OSError: It cannot be started.
    """
    return subprocess.run(arguments, check=False).returncode
