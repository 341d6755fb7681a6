"""Runs what the command line names, and says what was seen."""

from __future__ import annotations

import argparse
import sys

from tests.hostile import writes
from tests.hostile.writes import faults, interrupts, kills, rivals

PROCEDURES = {
    "kills": (kills.run, 250, 50),
    "faults": (faults.run, 1, 1),
    "strace": (faults.run_real, 1, 0),
    "rivals": (rivals.run, 50, 8),
    "interrupts": (interrupts.run, 250, 20),
}
"""Each with how often the goals ask for it, and how often each run of the tests."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(writes.__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[[], *PROCEDURES], metavar="NAME")
    parser.add_argument("--rounds", type=int, help="how often; by default what the goals ask for")
    parser.add_argument("--moment", action="store_true", help="as short as in the tests")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    for name in options.names or PROCEDURES:
        procedure, goal, moment = PROCEDURES[name]
        rounds = options.rounds or (moment if options.moment else goal)
        if rounds:
            print(f"{name}: {procedure(rounds, options.seed)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
