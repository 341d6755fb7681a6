"""Kills two writers of one file at random moments, over and over, and looks at what is left.

Each writer notes, while it holds the lock, what it found and what it is about to write. So it can
be told afterwards that the file is whole (the last version noted or the one before it), and that
no edit was lost (each writer found what the last one had written).
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from pmkit.document.source import Limits
from pmkit.edits.change import Put
from pmkit.edits.edit import edit
from pmkit.replace import TEMPORARY, locked, replace

TEXT = """\
---
kind: project  # a comment
actions:
  - {id: A1, evidence: }
  - id: A2
    evidence: ''
---

The body.
"""
LONGEST = 0.05
"""Seconds until a kill; a writer makes some ten edits in that time."""


def write_for_ever(path: Path, writer: int, notes: int) -> NoReturn:
    """Edit one action of the file until killed."""
    number = 0
    while True:
        number += 1
        with locked(path.parent):
            old = path.read_bytes()
            put = Put(("actions", writer, "evidence"), f"{number} " + "é" * (number * 997 % 20_000))
            new = edit(old, [put], Limits())
            os.write(notes, (digest(old) + digest(new)).encode())
            replace(path, old, new)


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def one_round(path: Path, seconds: float) -> int:
    """Let two writers run, kill both, and check what is left; return how many edits were made."""
    before = digest(path.read_bytes())
    journal = path.parent.parent / "notes"
    notes = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    writers = [start(path, number, notes) for number in (0, 1)]
    time.sleep(seconds)
    for writer in writers:  # both stand still before one dies, or the other would go on
        os.kill(writer, signal.SIGSTOP)
        os.waitid(os.P_PID, writer, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
    ends = [os.waitpid(writer, 0)[1] for writer in writers]
    os.close(notes)
    assert ends == [signal.SIGKILL] * 2, f"a writer ended by itself: {ends}"
    return check(path, before, journal.read_text("ascii"))


def start(path: Path, number: int, notes: int) -> int:
    """Start a writer; return its process id."""
    writer = os.fork()
    if not writer:
        try:
            write_for_ever(path, number, notes)
        finally:
            os._exit(1)
    return writer


def check(path: Path, before: str, noted: str) -> int:
    steps = [(noted[at : at + 64], noted[at + 64 : at + 128]) for at in range(0, len(noted), 128)]
    versions = [before]
    for old, new in steps:
        assert old == versions[-1], "an edit was lost"
        versions.append(new)
    assert digest(path.read_bytes()) in versions[-2:], "the file is neither the old nor the new"
    names = {item.name for item in path.parent.iterdir()}
    assert names <= {path.name, TEMPORARY, ".git", ".pmkit.lock"}, f"left behind: {names}"
    return len(steps)


def run(rounds: int, seed: int) -> str:
    """Kill twice as many writers as there are rounds; return what was seen."""
    chance, edits, strays = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("git", "plain"):
            path = Path(folder) / kind / "pm.md"
            path.parent.mkdir()
            if kind == "git":
                (path.parent / ".git").mkdir()
            path.write_text(TEXT, "utf-8")
            for _ in range(rounds // 2):
                edits += one_round(path, chance.random() * LONGEST)
                strays += path.with_name(TEMPORARY).exists()
            with locked(path.parent):
                replace(path, path.read_bytes(), b"the end")
            assert not path.with_name(TEMPORARY).exists(), "a stray file was not used again"
    return f"{rounds // 2 * 4} kills, {edits} edits, {strays} strays used again, nothing damaged"
