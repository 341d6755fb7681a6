"""Slips of random repositories, counted by pmkit and by brute force.

    python -m tests.history.campaign --repositories 1000

A seed that differs is printed; `--keep DIR` writes its repository there, to look at.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path
from unittest import mock

from pmkit.config import open_repository
from pmkit.history import History, read_history
from tests.history.drawn import Drawn, git
from tests.history.oracle import Oracle

ACTIONS = ("A1", "A2", "A3", "A4")


def make(seed: int, root: Path) -> Drawn:
    chance = random.Random(seed)
    drawn = Drawn(chance, folder=chance.choice(("", "", "lib/")))
    drawn.draw(chance.choice((10, 30, 60)))
    drawn.write(root)
    return drawn


def check(seed: int, folder: Path) -> int:
    """Compare one repository; return how many slips it has."""
    root = folder / str(seed)
    drawn = make(seed, root)
    oracle = Oracle(root)
    prefix = f"{drawn.folder}postmortems/"
    wanted = {
        (path.removeprefix(drawn.folder), action): oracle.slips(path, action)
        for path in sorted(oracle.files(oracle.head))
        if path.startswith(prefix)
        for action in ACTIONS
    }
    for run, start in (("whole", oracle.head), ("kept", oracle.head), *resumptions(seed, oracle)):
        if run == "resumed":
            shutil.rmtree(root / ".git" / "pmkit", ignore_errors=True)
        git(root, b"", "update-ref", "refs/heads/main", start)
        read_history(open_repository(root / drawn.folder))
        git(root, b"", "update-ref", "refs/heads/main", oracle.head)
        history = read_history(open_repository(root / drawn.folder))
        assert history
        found = {key: slips(history, *key) for key in wanted}
        bad = {key: (found[key], wanted[key]) for key in wanted if found[key] != wanted[key]}
        assert not bad, f"seed {seed}, {run}, (found, wanted): {bad}"
    shutil.rmtree(root)
    return sum(times for times, _, _ in wanted.values())


def resumptions(seed: int, oracle: Oracle) -> list[tuple[str, str]]:
    """Return two commits from which the history is to be read on, one of them on a branch."""
    commits = sorted(oracle.commits)
    return [("resumed", random.Random(f"{seed}{n}").choice(commits)) for n in range(2)]


def slips(history: History, path: str, action: str) -> tuple[int, int, int]:
    found = history.slips(path, action)
    return found.times, found.days, found.after_due


def run(repositories: int, seed: int) -> str:
    """Compare many repositories; return what was seen."""
    total = 0
    few = mock.patch("pmkit.history._MANY", 2)  # what was read is kept, and gone on from
    with few, tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + repositories):
            total += check(number, Path(folder))
    return f"{repositories} repositories, {total} slips, all as counted by hand"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repositories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="of the first repository")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write that one there, and stop")
    options = parser.parse_args()
    if options.keep:
        make(options.seed, options.keep)
        return 0
    print(run(options.repositories, options.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
