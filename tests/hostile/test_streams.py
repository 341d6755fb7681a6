"""Streams that are closed, full, narrow or of another alphabet, clocks, and signals."""

from __future__ import annotations

import html
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.hostile.cli import Run, assert_harmless, pmkit, post_mortems
from tests.hostile.corpus import BASE, draft
from tests.running import MODULE, surroundings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files, with characters that no old code page holds."""
    text = (BASE / "project.md").read_text("utf-8")
    files = {
        f"project-{n}.md": text.replace("Invoice reader", f"Łódź 🚀 漢字 {n}") for n in range(3)
    }
    return post_mortems(tmp_path_factory.mktemp("small"), files)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many files that a run takes seconds and two processes."""
    text = (BASE / "project.md").read_text("utf-8")
    return post_mortems(tmp_path_factory.mktemp("big"), {f"pm-{n:04}.md": text for n in range(600)})


def shell(line: str, at: Path, **env: str) -> Run:
    """Run a line of bash in which `pmkit` is pmkit."""
    command = " ".join(f"'{word}'" for word in MODULE)
    script = f'set -o pipefail; pmkit() {{ {command} "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=at,
        env=surroundings(**env),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["list", "lint --select PM7"])
def test_a_reader_that_goes_away_is_no_error(big: Path, command: str):
    ended = shell(f"pmkit {command} | head -1", big)
    assert_harmless(ended if ended.code != 141 else Run(0, ended.out, ended.err))
    assert ended.out.count(b"\n") <= 1
    assert not ended.err


@pytest.mark.parametrize("command", ["lint", "list", "show project-0", "--help", "--version"])
@pytest.mark.parametrize("target", [">&-", "> /dev/full"])
def test_output_that_is_lost_is_never_a_success(small: Path, command: str, target: str):
    ended = shell(f"pmkit {command} {target}", small)
    assert_harmless(ended)
    assert ended.code == 2, ended.text


def test_lost_output_of_many_files_is_told_as_that(big: Path):
    ended = shell("pmkit list >&-", big)
    assert ended.code == 2
    assert b"cannot write the output (standard output is closed)" in ended.err


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "2> /dev/full"])
def test_the_other_streams_may_be_closed(small: Path, closed: str):
    for command in ("lint", "list"):
        ended = shell(f"pmkit {command} {closed}", small)
        assert_harmless(ended)
        assert ended.code in ((0, 2) if "full" in closed else (0,)), ended.text
        assert ended.out


ALPHABETS = {
    "c": {"LC_ALL": "C"},
    "c-without-utf8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "latin-1-strict": {"PYTHONIOENCODING": "latin-1:strict"},
}


@pytest.mark.parametrize("name", ALPHABETS)
def test_any_alphabet_gives_the_same_exit_code(small: Path, name: str):
    env = surroundings(**ALPHABETS[name])
    for command in ("lint", "--help", "list --format csv"):
        ended = pmkit("-C", str(small), *command.split(), env=env)
        assert_harmless(ended)
        assert ended.code == 0, (command, ended.text)
    ended = pmkit("-C", str(small), "list", env=env)
    assert b"project-2" in ended.out
    if name == "ascii":
        assert b"\\u6f22\\u5b57" in ended.out
        calendar = pmkit("-C", str(small), "actions", "--format", "ics", env=env).out.decode()
        assert "漢字" in calendar.replace("\r\n ", "")
    machine = pmkit("-C", str(small), "list", "--format", "json", env=env)
    assert "漢字" in json.loads(machine.out)["items"][0]["title"]


@pytest.mark.parametrize("alphabet", ["utf-8", "cp1252", "utf_8", "utf-16"])
def test_a_page_is_what_it_says_it_is_in_any_alphabet(small: Path, alphabet: str):
    env = surroundings(PYTHONIOENCODING=alphabet)
    ended = pmkit("-C", str(small), "show", "project-2", "--format", "html", env=env)
    assert ended.code == 0
    written = "utf-16" if alphabet == "utf-16" else "utf-8"
    assert "漢字" in html.unescape(ended.out.decode(written))


@pytest.mark.parametrize("columns", ["0", "1", "20", "40", "-5", "²", "9" * 5_000, ""])
def test_no_width_loses_data_without_a_terminal(small: Path, columns: str):
    for command in ("list", "show project-0"):
        plain = pmkit("-C", str(small), *command.split())
        narrow = pmkit("-C", str(small), *command.split(), env=surroundings(COLUMNS=columns))
        assert_harmless(narrow)
        assert narrow == plain


@pytest.mark.parametrize(
    "env", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_no_colour_without_a_terminal(small: Path, env: dict[str, str]):
    for command in ("lint", "list", "show project-0", "--help"):
        assert b"\x1b" not in pmkit("-C", str(small), *command.split(), env=surroundings(**env)).out


def test_colour_where_it_is_asked_for(tmp_path: Path):
    root = post_mortems(tmp_path, {"x.md": "no front matter\n"})
    assert b"\x1b[31m" in pmkit("-C", str(root), "lint", env=surroundings(FORCE_COLOR="1")).out
    assert b"\x1b[31m" in pmkit("--color", "always", "-C", str(root), "lint").out
    assert (
        b"\x1b"
        not in pmkit(
            "--color", "never", "-C", str(root), "lint", env=surroundings(FORCE_COLOR="1")
        ).out
    )


@pytest.mark.parametrize("day", ["2024-02-29", "2023-12-31", "2026-03-01"])
def test_the_day_does_not_depend_on_the_zone(small: Path, day: str):
    for command in ("lint", "overdue"):
        ended = {
            pmkit("-C", str(small), command, "--as-of", day, env=surroundings(TZ=zone))
            for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
        }
        assert len(ended) == 1, command
        machine = pmkit("-C", str(small), command, "--as-of", day, "--format", "json")
        assert json.loads(machine.out)["as_of"] == day


@pytest.mark.parametrize(
    "day", ["2026-02-30", "yesterday", "", "\x1b[2J", "9" * 5_000, "٢٠٢٦-٠١-٠١"]
)
def test_a_day_that_is_none(small: Path, day: str):
    for env, words in ((surroundings(), ("--as-of", day)), (surroundings(PMKIT_TODAY=day), ())):
        ended = pmkit("-C", str(small), "overdue", *words, env=env)
        assert_harmless(ended)
        unset = not day and not words  # an empty variable counts as unset, an empty option not
        assert ended.code == (0 if unset else 2)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [False, True])
def test_a_signal_ends_it_at_once_and_quietly(
    big: Path, number: signal.Signals, code: int, group: bool
):
    for delay in (0.25, 0.6):
        process = subprocess.Popen(
            [*MODULE, "lint"],
            cwd=big,
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        time.sleep(delay)
        if group:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        begin = time.monotonic()
        _, err = process.communicate(timeout=20)
        assert time.monotonic() - begin < 5
        assert b"Traceback" not in err, err[-1000:]
        assert process.returncode in (code, -number, 0), (process.returncode, err)
    assert not [path for path in big.rglob("*") if path.suffix != ".md" and path.is_file()]


def test_a_draft_alone_passes(tmp_path: Path):
    assert pmkit("-C", str(post_mortems(tmp_path, {"x.md": draft()})), "lint").code == 0
