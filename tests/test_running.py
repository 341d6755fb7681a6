"""A run that is forked is a run: it gives what the console script gives, to the byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import AGENCY, MODULE, SCRIPT, run, surroundings, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="every run is a process there")
EDIT = ("new", "X", "--kind", "pilot", "--edit", "--force")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the example with a file that cannot be read."""
    place = tmp_path / "library"
    shutil.copytree(AGENCY, place)
    (place / "postmortems" / "2026-03-31-łódź.md").write_bytes(b"---\ntitle: \xff\n")
    return place


@pytest.mark.skipif(not Path(*SCRIPT).exists(), reason="the console script is not installed here")
@pytest.mark.parametrize(
    "line",
    [
        "--version",
        "lint --help",
        "lint",
        "overdue --format json",
        "new Größe --kind pilot",
        "action start caldermoor:A1",
        "overdeu",
    ],
)
def test_a_fork_and_the_console_script_give_the_same(library: Path, tmp_path: Path, line: str):
    ended = []
    for number, command in enumerate(((), SCRIPT)):
        place = tmp_path / str(number) / "library"
        shutil.copytree(library, place)
        done = run(*line.split(), at=place, command=command)
        files = {path.relative_to(place): path.read_bytes() for path in place.rglob("*.*")}
        ended.append((done.returncode, done.stdout, done.stderr, files))
    assert ended[0] == ended[1]
    assert ended[0][1] + ended[0][2]


SPY = """
import json, os, sys
told = [sorted(os.environ.items()), os.getcwd(), sys.stdin.read(), sorted(os.listdir("/dev/fd"))]
json.dump(told, open("told.json", "w"))
print("from within", flush=True)
"""


def test_a_program_below_sees_the_same_surroundings(library: Path):
    (library / "spy.py").write_text(SPY)
    env = surroundings(EDITOR=f"{sys.executable} spy.py", OWN="Łódź", TZ="Asia/Tokyo")
    del env["HOME"]
    found = []
    for command in ((), MODULE):
        done = run(*EDIT, at=library, env=env, given=b"typed", command=command)
        assert (done.returncode, done.stdout) == (0, b"postmortems/2026-04-01-x.md\nfrom within\n")
        found.append(json.loads((library / "told.json").read_text()))
    assert found[0] == found[1]
    assert ["OWN", "Łódź"] in found[0][0]
    assert found[0][1:3] == [str(library), "typed"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_signal_is_told(library: Path, number: signal.Signals):
    env = surroundings(EDITOR=f"sh -c 'kill -{int(number)} $PPID; sleep 0.2'")
    ended = [run(*EDIT, at=library, env=env, command=command) for command in ((), MODULE)]
    assert {done.returncode for done in ended} == {-9 if number is signal.SIGKILL else 143}


def test_what_takes_too_long_is_ended(library: Path):
    env = surroundings(EDITOR="sh -c 'exec >&- 2>&-; sleep 1'")
    with pytest.raises(subprocess.TimeoutExpired):
        run(*EDIT, at=library, env=env, timeout=0.5)
    assert told("--version")[0] == 0


def test_one_run_leaves_nothing_to_the_next(library: Path):
    first = told("overdue", "--client", "norrvale", at=library)
    told("lint", at="/", env=surroundings(PMKIT_TODAY="2020-01-01", TZ="Asia/Tokyo"))
    assert told("overdue", "--client", "norrvale", at=library) == first


def test_another_alphabet_gets_a_new_python(library: Path):
    words = ("lint", "--select", "PM0")
    assert "łódź".encode() in run(*words, at=library).stdout
    env = surroundings(PYTHONIOENCODING="ascii")
    assert b"\\u0142\\xf3d\\u017a" in run(*words, at=library, env=env).stdout
