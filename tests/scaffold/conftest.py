from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.model.settings import Settings

TOP = Path(__file__).parents[2]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "postmortems").mkdir()
    return Repository(tmp_path, checked=Settings())


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run pmkit in an empty folder, with a home of its own."""

    def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        home = tmp_path.parent / f"{tmp_path.name}-home"
        home.mkdir(exist_ok=True)
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONPATH": str(TOP),
            "PMKIT_TODAY": "2026-03-06",
            **environ,
        }
        if "SYSTEMROOT" in os.environ:
            variables["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        return subprocess.run(
            [sys.executable, "-m", "pmkit", *words],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )

    return run
