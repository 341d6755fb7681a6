"""Two processes that write to one repository at the same time: nothing is lost."""

from __future__ import annotations

import os
import re
import tempfile
import time
from pathlib import Path

from tests.hostile.writes.place import FIRST, ended, fork, make, said, snapshot


def run(rounds: int, seed: int) -> str:
    """Let two processes close `rounds` actions each, then race for `rounds` new files."""
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "repository", actions=2 * rounds)
        rivals = [_start_closing(root, range(one, 2 * rounds + 1, 2)) for one in (1, 2)]
        assert [ended(rival) for rival in rivals] == [0, 0], said(root)
        text = (root / "postmortems" / f"{FIRST}.md").read_text("utf-8")
        closed = len(re.findall("status: implemented", text))
        assert closed == 2 * rounds, f"{2 * rounds - closed} lost"
        for number in range(rounds):
            _race(root, number)
        assert not [name for name in snapshot(root) if name.endswith(".tmp")]
    return f"{closed} of {2 * rounds} edits kept, {rounds} new files made once each"


def _start_closing(root: Path, numbers: range) -> int:
    rival = os.fork()
    if rival:
        return rival
    failed = 1
    try:
        failed = sum(
            ended(fork(root, ("action", "implement", f"{FIRST}:A{number}", "--evidence", "Log.")))
            for number in numbers
        )
    finally:
        os._exit(min(failed, 255))


def _race(root: Path, number: int) -> None:
    """Let two make the same file at the same instant; one of them does, and it is whole."""
    start = time.monotonic() + 0.02

    def wait() -> None:
        while time.monotonic() < start:
            pass

    words = ("new", f"Race {number}", "--kind", "project")
    rivals = [fork(root, (*words, "--team", team), wait) for team in ("one", "two")]
    assert sorted(ended(rival) for rival in rivals) == [0, 2], said(root)
    text = (root / f"postmortems/2026-04-01-race-{number}.md").read_text("utf-8")
    assert re.search(r"(?m)^team: (one|two)$", text)
    assert text.endswith("\n")
    assert text.count("\n---\n") == 1
