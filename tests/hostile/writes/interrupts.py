"""Ctrl-C, SIGTERM and SIGKILL at any moment of a command: the old file or the new one, whole."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from os import kill
from pathlib import Path

from tests.hostile.writes.place import FIRST, ended, fork, make, said, snapshot

CODES = {signal.SIGINT: (0, 130), signal.SIGTERM: (0, 143), signal.SIGKILL: (0, -9)}


def run(rounds: int, seed: int) -> str:
    """Interrupt `rounds` edits and `rounds` new files."""
    chance, stopped, strays = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "repository")
        length = {words[0]: _length(root, words) for words in (_words(0), _words(1))}
        for number in range(2 * rounds):
            before, words = snapshot(root), _words(number)
            name = chance.choice([*CODES])
            code = _interrupted(root, words, name, chance.uniform(0.3, 1.1) * length[words[0]])
            stopped += code != 0
            strays += _check(root, before, words, name, code)
            _tidy(root, before)
    return f"{2 * rounds} signals, {stopped} in time, {strays} strays used again, nothing damaged"


def _words(number: int) -> tuple[str, ...]:
    if number % 2:
        return ("action", "implement", f"{FIRST}:A1", "--evidence", f"Log {number}.")
    return ("new", f"Voice {number}", "--kind", "incident")


def _length(root: Path, words: tuple[str, ...]) -> float:
    """Return how many seconds a command takes that nobody stops."""
    before, begin = snapshot(root), time.monotonic()
    assert ended(fork(root, words)) == 0, said(root)
    seconds = time.monotonic() - begin
    _tidy(root, before)
    return seconds


def _interrupted(root: Path, words: tuple[str, ...], number: signal.Signals, delay: float) -> int:
    child = fork(root, words)
    time.sleep(delay)
    kill(child, number)
    return ended(child)


def _check(
    root: Path, before: dict[str, bytes], words: tuple[str, ...], number: signal.Signals, code: int
) -> bool:
    """Check what is left; tell whether that is a temporary file, as only a kill may leave."""
    after = snapshot(root)
    about = f"{words[0]}, {number.name}, exit code {code}: {said(root)}"
    assert code in CODES[number], about
    assert "Traceback" not in about, about
    made = after.keys() - before.keys()
    strays = {name for name in made if name.endswith(".tmp")}
    assert len(strays) <= (number is signal.SIGKILL and code != 0), f"{strays}: {about}"
    for name in made - strays:
        assert after[name].startswith(b"---\n"), about
        assert after[name].endswith(b"\n"), about
    changed = [n for n in before if after.get(n) != before[n] and not n.endswith(".tmp")]
    for name in changed:
        assert words[-1].encode() in after[name], about
        assert after[name].endswith(b"It took longer.\n"), about
    assert code or changed or made, about
    return bool(strays)


def _tidy(root: Path, before: dict[str, bytes]) -> None:
    """Put all back but a stray, which the next command is to use again."""
    for name in snapshot(root):
        if name.endswith(".tmp"):
            continue
        if name in before:
            (root / name).write_bytes(before[name])
        else:
            (root / name).unlink()
