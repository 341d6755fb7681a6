from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.model.settings import Settings
from tests import running

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
        variables = {"HOME": str(home), "PMKIT_TODAY": "2026-03-06", **environ}
        done = running.run(*words, at=tmp_path, env=running.surroundings(**variables))
        texts = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(words, done.returncode, *texts)

    return run
