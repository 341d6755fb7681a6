"""Whoever names a post-mortem that cannot be read is told so, whatever the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import run, surroundings

COMMANDS = [
    ("agenda", "pm"),
    ("report", "client", "pm"),
    ("report", "follow-up", "pm"),
    ("report", "one-page", "pm"),
    ("search", "--like", "pm"),
    ("show", "pm"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/pm.md").write_bytes(b"---\nkind: \xc0\n---\n")
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_file_and_the_reason_are_named(root, words):
    done = run(*words, at=root, env=surroundings())
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert "postmortems/pm.md:2: PM004 the byte 0xc0 is not UTF-8\n" in said
    assert "`pm` cannot be read" in said


@pytest.mark.parametrize("words", [("brief", "drift data"), ("search", "drift")])
def test_where_nothing_can_be_read_nothing_is_found_and_the_file_is_named(root, words):
    done = run(*words, at=root, env=surroundings())
    assert done.returncode == 1
    assert b"mistake in pmkit" not in done.stderr
    assert b"postmortems/pm.md:2: PM004" in done.stderr
