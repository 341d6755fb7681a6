"""`pmkit lint` on a small repository: its real entry point, in this process to be quick."""

from __future__ import annotations

import io
import os
import signal
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from pmkit.cli.app import main

ROOT = Path(__file__).parents[2]
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
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        handler = signal.getsignal(signal.SIGTERM)
        with (
            chdir(self.root),
            patch.dict(os.environ, {"PMKIT_TODAY": TODAY, **environ}, clear=True),
            patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
            redirect_stdout(out),
            redirect_stderr(err),
            pytest.raises(SystemExit) as ended,
        ):
            main([*before, "lint", *words])
        signal.signal(signal.SIGTERM, handler)
        code = ended.value.code
        assert isinstance(code, int)
        return code, *(stream.buffer.getvalue().decode() for stream in (out, err))


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
