"""`pmkit lint` on a small repository, through its real entry point."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "data" / "base"
TODAY = "2025-12-12"
"""On this day the clean files of tests/data/base have not one finding."""

SURROUNDINGS = {"PYTHONPATH": str(ROOT), "PMKIT_TODAY": TODAY, "PATH": ""}


@dataclass(frozen=True)
class Place:
    """A repository in a folder."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str | bytes, folder: str = "postmortems") -> Path:
        """Write a file into the post-mortem folder, or another."""
        path = self.root / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def lint(
        self, *words: str, stdin: bytes = b"", before: tuple[str, ...] = (), **environ: str
    ) -> tuple[int, str, str]:
        """Return how lint ended, what it printed and what it said beside that."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pmkit", *before, "lint", *words],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            check=False,
            env={**SURROUNDINGS, **self.environ, **environ},
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def project(**values: str) -> str:
    """Return a clean post-mortem with other values for some of its keys; empty removes one."""
    lines = (BASE / "project.md").read_text("utf-8").split("\n")
    kept = []
    for line in lines:
        key = line.partition(":")[0]
        if key in values:
            line = f"{key}: {values.pop(key)}"
            if line.endswith(": "):
                continue
        kept.append(line)
    assert not values, f"no key {values}"
    return "\n".join(kept)
