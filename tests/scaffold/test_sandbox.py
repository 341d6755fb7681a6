"""The second line of defence: what the child process cannot do even with code in its hands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pmkit.processes import run_limited
from pmkit.scaffold import child

SCRIPT = Path(child.__file__)

ESCAPES = {
    "open": "open('/etc/hostname').read()",
    "write": "open('made', 'w')",
    "system": "__import__('os').system('true')",
    "popen": "__import__('subprocess').Popen(['true'])",
    "socket": "__import__('socket').socket()",
    "list": "__import__('os').listdir('.')",
    "import": "__import__('turtle')",
}


@pytest.mark.parametrize("code", ESCAPES.values(), ids=ESCAPES)
def test_code_reaches_nothing_outside(code, tmp_path) -> None:
    probe = f"""
import importlib.util, subprocess, socket
spec = importlib.util.spec_from_file_location("child", {str(SCRIPT)!r})
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
child._close_doors()
try:
    {code}
except PermissionError:
    print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "refused\n", done.stderr
    assert not list(tmp_path.iterdir())


def test_the_child_answers_in_json() -> None:
    request = {
        "seconds": 5,
        "memory": 512_000_000,
        "packages": [path for path in sys.path if path],
        "sources": {"a.j2": "{{ title | yaml }}{{ open }}"},
        "refused": {},
        "template": "a.j2",
        "context": {"title": "x"},
    }
    finished = run_limited(
        [sys.executable, "-I", str(SCRIPT)],
        json.dumps(request).encode(),
        seconds=10,
        output_bytes=10_000,
        environment={},
    )
    assert finished.code == 0
    answer = json.loads(finished.output)
    assert answer == {"error": "'open' is undefined", "template": "a.j2", "line": 1}


def test_a_program_that_takes_too_long_is_ended() -> None:
    code = "import time; time.sleep(60)"
    finished = run_limited(
        [sys.executable, "-c", code], b"", seconds=0.5, output_bytes=10, environment={}
    )
    assert not finished.in_time
    assert finished.code != 0


def test_a_program_that_says_too_much_is_ended() -> None:
    code = "while True: print('x' * 1000)"
    finished = run_limited(
        [sys.executable, "-c", code], b"y" * 1_000_000, seconds=20, output_bytes=50, environment={}
    )
    assert not finished.in_size
    assert finished.in_time
    assert len(finished.output) == 50


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run_limited(["no-such-program"], b"", seconds=1, output_bytes=1, environment={})
