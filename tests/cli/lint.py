"""`pmkit lint` on a small repository: its real entry point, in this process to be quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.running import ROOT, surroundings, told

BASE = ROOT / "tests" / "data" / "base"
TODAY = "2025-12-12"
"""On this day the clean files of tests/data/base have not one finding."""


@dataclass(frozen=True)
class Place:
    """A repository in a folder."""

    root: Path

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
        env = surroundings(PMKIT_TODAY=TODAY, **environ)
        return told(*before, "lint", *words, at=self.root, env=env, given=stdin)


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
