"""The figures, each with its floor and its aim, as the project's goals name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from measure.process import Measured, in_turn, one_core, peak_memory
from measure.workspace import Workspace

Goal = tuple[float, float]

COLD: dict[int, Goal] = {
    1_000: (0.80, 0.60),
    2_000: (0.65, 0.45),
    10_000: (0.50, 0.30),
    100_000: (0.50, 0.30),
}
ONE_CORE: dict[int, Goal] = {2_000: (0.95, 0.60)}
WARM: dict[int, Goal] = {2_000: (1.6, 1.3), 10_000: (2.2, 1.6)}
OVERDUE: dict[int, Goal] = {10_000: (2.8, 2.0)}
MEMORY: dict[int, Goal] = {10_000: (90, 60), 100_000: (400, 250)}

START_UP_FACTOR = 4
"""Runs of a few hundredths of a second get so many times the rounds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `goal` is the floor and the aim, where there is one."""

    name: str
    what: str
    against: str
    goal: Goal | None
    measure: Callable[[Workspace, int], Measured]
    unit: str = ""

    def verdict(self, value: float) -> str:
        """Say which of the two goals `value` meets."""
        if self.goal is None:
            return "no goal"
        floor, aim = self.goal
        return "aim met" if value <= aim else "floor met" if value <= floor else "MISSED"


def figures(sizes: list[int]) -> Iterator[Figure]:
    """Yield all figures for repositories of `sizes` files, the quick ones first."""
    yield from start_up()
    yield from (cold(size) for size in sizes)
    yield from (cold_on_one_core(size) for size in sizes if size in ONE_CORE)
    yield from (warm(size) for size in sizes if size in WARM)
    yield from (overdue(size) for size in sizes if size in OVERDUE)
    yield from (memory(size) for size in sizes if size in MEMORY)


def start_up() -> Iterator[Figure]:
    """Yield what people feel on every command."""

    def version(space: Workspace, rounds: int) -> Measured:
        command = space.pmkit("--version", expected=r"\d+\.\d+")
        return in_turn(command, space.import_typer(), rounds * START_UP_FACTOR)

    def usage(space: Workspace, rounds: int) -> Measured:
        command = space.pmkit("--help", expected="lint")
        return in_turn(command, space.import_typer(), rounds * START_UP_FACTOR)

    def completion(space: Workspace, rounds: int) -> Measured:
        return in_turn(space.completion(), space.import_typer(), rounds * START_UP_FACTOR)

    def one_file(space: Workspace, rounds: int) -> Measured:
        command = space.lint(space.cold(1), 1)
        return in_turn(command, space.import_typer(), rounds * START_UP_FACTOR)

    typer = "import typer"
    yield Figure("version", "`pmkit --version`", typer, (0.35, 0.25), version)
    yield Figure("help", "`pmkit --help`", typer, (1.4, 1.2), usage)
    yield Figure("completion", "shell completion", typer, (1.4, 1.2), completion)
    yield Figure("one-file", "lint, one file", typer, (3.2, 1.8), one_file)


def cold(size: int) -> Figure:
    """Return a lint of everything, without a cache."""

    def measure(space: Workspace, rounds: int) -> Measured:
        repository = space.cold(size)
        return in_turn(space.lint(repository, size), space.bare(repository, size), rounds)

    return Figure(f"cold-{size}", f"cold lint, {size:,} files", "bare", COLD.get(size), measure)


def cold_on_one_core(size: int) -> Figure:
    """Return the same with both sides on a single core."""

    def measure(space: Workspace, rounds: int) -> Measured:
        with one_core():
            return cold(size).measure(space, rounds)

    what = f"cold lint, {size:,} files, one core"
    return Figure(f"one-core-{size}", what, "bare", ONE_CORE.get(size), measure)


def warm(size: int) -> Figure:
    """Return a lint of everything when nothing has changed since the last one."""

    def measure(space: Workspace, rounds: int) -> Measured:
        command = space.lint(space.warm(size), size)
        return in_turn(command, space.import_typer(), rounds)

    what = f"warm lint, {size:,} files"
    return Figure(f"warm-{size}", what, "import typer", WARM.get(size), measure)


def overdue(size: int) -> Figure:
    """Return the report that is asked for most, when nothing has changed."""

    def measure(space: Workspace, rounds: int) -> Measured:
        return in_turn(space.overdue(space.warm(size)), space.import_typer(), rounds)

    what = f"warm `overdue`, {size:,} files"
    return Figure(f"overdue-{size}", what, "import typer", OVERDUE.get(size), measure)


def memory(size: int) -> Figure:
    """Return the peak memory of a cold lint."""

    def measure(space: Workspace, rounds: int) -> Measured:
        return peak_memory(space.lint(space.cold(size), size), min(rounds, 3))

    what = f"peak memory, cold lint, {size:,} files"
    return Figure(f"memory-{size}", what, "", MEMORY.get(size), measure, unit=" MiB")
