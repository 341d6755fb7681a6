"""Measure pmkit against its goals: ratios of whole processes, both sides timed in turn.

    python benchmarks/run.py --python .venv/bin/python
    python benchmarks/run.py --only version --only cold-1000 --rounds 9
    python benchmarks/run.py --markdown

Exit code: 0 all figures were measured (whether or not they meet their goal), 1 a command did not
do its work and its figure is missing, 2 nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

if str(Path(__file__).parent) not in sys.path:  # imported from elsewhere, by its path
    sys.path.insert(0, str(Path(__file__).parent))

from measure.figures import Figure, figures
from measure.process import BenchmarkError, Measured, clean_environment
from measure.table import FAILED, Row, markdown, row, text
from measure.workspace import Workspace

VERSIONS = Path(__file__).resolve().parent / "measure" / "versions.py"


def parse(argv: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure pmkit against its goals.")
    parser.add_argument(
        "--python",
        type=Path,
        default=Path(sys.executable),
        metavar="PATH",
        help="interpreter that pmkit is installed for (default: this one)",
    )
    parser.add_argument("--sizes", default="1000,2000,10000", help="files per repository")
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds (default 5)")
    parser.add_argument("--seed", type=int, default=7, help="of the repositories (default 7)")
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        help="only this figure, or these: version, cold, cold-1000 …; may be repeated",
    )
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    return parser.parse_args(argv)


def choose(sizes: str, only: list[str] | None) -> list[Figure]:
    """Return the figures that are asked for.

    Raises:
        BenchmarkError: A size is no number, or no figure has such a name.
    """
    try:
        numbers = [int(size) for size in sizes.split(",")]
    except ValueError:
        raise BenchmarkError(f"--sizes {sizes}: numbers with commas are wanted") from None
    chosen = [figure for figure in figures(numbers) if not only or is_wanted(figure.name, only)]
    if not chosen:
        raise BenchmarkError("no figure has such a name; --list shows them")
    return chosen


def is_wanted(name: str, only: list[str]) -> bool:
    """Tell whether `name` is among `only`, or begins with one of them: cold, one-core, memory."""
    return any(name == word or name.startswith(f"{word}-") for word in only)


def describe(python: Path, rounds: int) -> str:
    """Return one line on what is measured; warn where the figures would mislead.

    Raises:
        BenchmarkError: There is no such interpreter, or no pmkit beside it.
    """
    script = python.parent / "pmkit"
    if not script.is_file():
        raise BenchmarkError(f"{script} is missing: install the wheel for {python} first")
    command = [str(python), str(VERSIONS)]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment())
    if done.returncode:
        raise BenchmarkError(f"{python} does not work:\n{done.stderr}")
    version, packages, is_editable = json.loads(done.stdout)
    if is_editable:
        print("warning: pmkit is an editable install; measure a wheel", file=sys.stderr)
    names = ", ".join(f"{name} {number}" for name, number in packages.items())
    return f"Python {version}, {names}; {cores()} cores; {rounds} rounds."


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def measure(figure: Figure, space: Workspace, rounds: int) -> Measured | None:
    """Measure one figure; where that fails, say so loudly and return nothing."""
    print(f"measuring {figure.name} …", file=sys.stderr, flush=True)
    try:
        return figure.measure(space, rounds)
    except (BenchmarkError, OSError, subprocess.CalledProcessError) as error:
        print(f"\nERROR: {figure.name} was not measured: {error}\n", file=sys.stderr, flush=True)
        return None


def measure_all(chosen: list[Figure], python: Path, rounds: int, seed: int) -> list[Row]:
    """Measure the chosen figures in temporary repositories."""
    with tempfile.TemporaryDirectory(prefix="pmkit-benchmark-") as folder:
        space = Workspace(Path(folder).resolve(), python, seed)
        return [row(figure, measure(figure, space, rounds)) for figure in chosen]


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    options = parse(argv)
    python = options.python.absolute()  # not resolved: a virtual environment's is a link
    try:
        chosen = choose(options.sizes, options.only)
        if options.list:
            print("\n".join(figure.name for figure in chosen))
            return 0
        heading = describe(python, max(options.rounds, 1))
        rows = measure_all(chosen, python, max(options.rounds, 1), options.seed)
    except BenchmarkError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    print(f"{heading}\n\n{markdown(rows) if options.markdown else text(rows)}")
    return int(any(cells[-1] == FAILED for cells in rows))


if __name__ == "__main__":
    raise SystemExit(main())
