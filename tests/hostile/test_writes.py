"""Whatever happens while pmkit writes; each procedure for a moment, see `writes` for longer runs."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pmkit.library
from tests.hostile.writes.place import FIRST, SECOND, ended, fork, make, said, snapshot
from tests.running import MODULE, ROOT, surroundings

if os.name == "nt":
    pytest.skip("forks and signals of POSIX", allow_module_level=True)

NOBODY = (65534, 65534) if os.geteuid() == 0 else (-1, -1)
EDIT = ("action", "start", f"{FIRST}:A1", f"{SECOND}:A2")


def test_files_stay_whole():
    """In a process without threads, since it forks."""
    words = [sys.executable, "-m", "tests.hostile.writes", "--moment"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(done.stdout.splitlines()) == 4, done.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "repository")


def run(root: Path, *words: str, **how: object) -> tuple[int, str]:
    """Run pmkit under limits that would cut the bytecode that Python writes short as well."""
    env = surroundings(PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(
        [*MODULE, *words], cwd=root, env=env, capture_output=True, check=False, **how
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_file_size_limit_is_a_full_disk(root: Path):
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))

    before = snapshot(root)
    for words in (EDIT, ("new", "Mail sorter", "--kind", "pilot")):
        code, text = run(root, *words, preexec_fn=limit)
        assert code == 2
        assert "cannot be written (file too large)" in text
        assert snapshot(root) == before


def test_read_only_files_and_folders_are_respected(root: Path):
    before = snapshot(root)
    file = root / "postmortems" / f"{SECOND}.md"
    file.chmod(0o444)
    assert ended(fork(root, EDIT)) == 2
    assert f"{SECOND}.md cannot be written (the file is read-only)" in said(root)
    assert snapshot(root) == before
    file.chmod(0o644)
    for path in (root, *root.rglob("*")):
        os.chown(path, *NOBODY)
    for path in (root, *root.parents):
        path.chmod(path.stat().st_mode | stat.S_IXOTH) if path.owner() == "root" else None

    def lose_rights() -> None:
        (root / "postmortems").chmod(0o555)
        if os.geteuid() == 0:  # whom no mode stops
            os.setgid(NOBODY[1])
            os.setuid(NOBODY[0])

    assert ended(fork(root, EDIT, lose_rights)) == 2
    assert f"{FIRST}.md cannot be written (permission denied)" in said(root)
    assert snapshot(root) == before


def test_a_signal_ends_it_although_a_library_makes_an_error_of_it(root: Path):
    def signal_within(repository: object) -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(10)
        except SystemExit:
            raise ValueError("of a library") from None

    def spoil() -> None:
        pmkit.library.load_library = signal_within

    assert ended(fork(root, ("list",), spoil)) == 143
    assert said(root) == ""


def test_an_editor_that_saves_in_between_wins(root: Path):
    file = root / "postmortems" / f"{SECOND}.md"
    before = snapshot(root)

    def save_between() -> None:
        real = os.fsync

        def fsync(descriptor: int) -> None:
            real(descriptor)
            if b"tatus: in_progress" in (root / "postmortems" / f"{FIRST}.md").read_bytes():
                file.write_text("saved by an editor")  # while the second file is written

        os.fsync = fsync

    assert ended(fork(root, EDIT, save_between)) == 2
    assert f"{SECOND}.md changed since it was read" in said(root)
    assert snapshot(root) == before | {f"postmortems/{SECOND}.md": b"saved by an editor"}
