"""The repositories that are measured, and the commands that run in them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from measure.process import BenchmarkError, Command, run

HERE = Path(__file__).resolve().parent.parent
AS_OF = "2026-04-01"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A temporary folder, the interpreter with pmkit, and what is made of them."""

    folder: Path
    python: Path
    seed: int

    def __post_init__(self) -> None:
        """Refuse a place inside a git repository, where a cache could help a cold run."""
        for parent in (self.folder, *self.folder.parents):
            if (parent / ".git").exists():
                raise BenchmarkError(f"{self.folder} lies in the git repository {parent}")

    def cold(self, files: int) -> Path:
        """Return a repository without git, where pmkit keeps no cache."""
        path = self.folder / f"cold-{files}"
        if not path.exists():
            words = (str(self.python), str(HERE / "generate.py"), str(path))
            options = ("--files", str(files), "--seed", str(self.seed))
            run(Command((*words, *options), self.folder))
        return path

    def warm(self, files: int) -> Path:
        """Return a copy of the same repository under git, where a cache is kept."""
        path = self.folder / f"warm-{files}"
        if not path.exists():
            shutil.copytree(self.cold(files), path)
            run(Command(("git", "init", "--quiet"), path))
        return path

    def pmkit(self, *words: str, expected: str) -> Command:
        """Return a pmkit command that runs outside of any repository."""
        return Command((self._script, *words), self.folder, expected=expected)

    def completion(self) -> Command:
        """Return what a shell runs when somebody types `pmkit l` and presses tab."""
        typed = {"COMP_WORDS": "pmkit l", "COMP_CWORD": "1", "_PMKIT_COMPLETE": "complete_bash"}
        return Command((self._script,), self.folder, expected=r"\blint\b", environment=typed)

    def lint(self, repository: Path, files: int) -> Command:
        """Return a lint of the whole repository; errors found are no failure of the run."""
        expected = rf"checked {files} files?\b"
        words = (self._script, "lint", "--as-of", AS_OF)
        return Command(words, repository, frozenset({0, 1}), expected)

    def overdue(self, repository: Path) -> Command:
        """Return the list of what is overdue."""
        words = (self._script, "overdue", "--as-of", AS_OF)
        return Command(words, repository, expected=r"\d{4}-\d{2}-\d{2}")

    def bare(self, repository: Path, files: int) -> Command:
        """Return the baseline that only loads the front matter."""
        words = (str(self.python), str(HERE / "bare.py"), str(repository))
        return Command(words, repository, expected=f"read {files} files")

    def import_typer(self) -> Command:
        """Return the baseline of starting up."""
        return Command((str(self.python), "-c", "import typer"), self.folder)

    @property
    def _script(self) -> str:
        return str(self.python.parent / "pmkit")
