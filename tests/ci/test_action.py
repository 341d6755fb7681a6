"""The GitHub action: its scripts run here as the runner runs them, inputs and all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.yaml12 import load
from tests.cli.lint import Place, project
from tests.docs.pages import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="bash")

ACTION = load(ROOT / "action.yml")
INSTALL, LINT = (step for step in ACTION["runs"]["steps"] if "run" in step)
BIN = Path(sys.executable).parent


@pytest.fixture
def runner(tmp_path):
    """What a job has: a folder for temporary files, with pmkit in it, and files for its results."""
    (tmp_path / "temp" / "pmkit" / "bin").mkdir(parents=True)
    for name in ("pmkit", "python"):
        (tmp_path / "temp" / "pmkit" / "bin" / name).symlink_to(BIN / name)
    (tmp_path / "output").touch()
    (tmp_path / "summary").touch()
    place = Place(tmp_path / "work")
    place.write("2025-12-05-good.md", project())
    return place


def bash(step, place, **inputs):
    """Run a step's script with every variable that it names; those of no input are empty."""
    env = dict.fromkeys(step["env"], "") | {"INPUT_FORMAT": "github"} | inputs
    env |= {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PMKIT_TODAY": "2025-12-12",
        "RUNNER_TEMP": str(place.root.parent / "temp"),
        "GITHUB_OUTPUT": str(place.root.parent / "output"),
        "GITHUB_STEP_SUMMARY": str(place.root.parent / "summary"),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=place.root, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_no_input_is_a_part_of_a_script():
    for step in (INSTALL, LINT):
        assert "${{" not in step["run"]
    for step in ACTION["runs"]["steps"]:
        uses = step.get("uses")
        assert uses is None or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", uses)


def test_findings_and_totals(runner):
    runner.write("bad.md", "no front matter\n")
    code, out, _ = bash(LINT, runner)
    assert code == 1
    assert out.startswith("::error file=postmortems/bad.md,line=1,")
    assert (runner.root.parent / "output").read_text() == "errors=1\nwarnings=0\n"
    assert "PM010" in (runner.root.parent / "summary").read_text()


def test_inputs_reach_lint(runner):
    runner.write("2025-12-05-a b.md", project(status="draft", outcome="TODO"))
    runner.write("bad.md", "no front matter\n")
    paths = "postmortems/2025-12-05-a b.md\r\n\npostmortems/2025-12-05-good.md\n"
    code, out, err = bash(
        LINT, runner, INPUT_PATHS=paths, INPUT_FAIL_ON="warning",
        INPUT_FORMAT="sarif", INPUT_OUTPUT_FILE="out/pmkit.sarif",
    )  # fmt: skip
    assert (code, out) == (1, "")
    assert "checked 2 files: 0 errors, 1 warning" in err
    assert '"PM603"' in (runner.root / "out" / "pmkit.sarif").read_text()
    assert (runner.root.parent / "output").read_text() == "errors=0\nwarnings=1\n"
    assert bash(LINT, runner, INPUT_PATHS=paths)[0] == 0


def test_the_baseline_and_what_changed_reach_lint(runner):
    runner.write("2025-12-05-a.md", project(title=""))
    runner.lint("--write-baseline", "--baseline", "known.json")
    for words in (["init", "-qb", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
        name = ("-c", "user.name=Dana", "-c", "user.email=dana@example.org")
        subprocess.run(["git", *name, *words], cwd=runner.root, check=True)
    runner.write("2025-12-05-b.md", project(title=""))
    _, out, _ = bash(LINT, runner, INPUT_CHANGED="main")
    assert "checked 1 file: 1 error" in out
    _, out, _ = bash(LINT, runner, INPUT_BASELINE="known.json")
    assert "checked 3 files: 1 error" in out
    totals = (runner.root.parent / "output").read_text()
    assert totals == "errors=1\nwarnings=0\n" * 2


EVIL = "$(touch canary)`touch canary`; touch canary; \"'\n--output-file=canary\n"


def test_hostile_inputs_are_words(runner):
    for name in (item for item in LINT["env"] if item.startswith("INPUT_")):
        code, _, err = bash(LINT, runner, **{name: EVIL})
        assert code == (0 if name == "INPUT_OUTPUT_FILE" else 2)  # a strange name is a name
        assert "Traceback" not in err
    assert not list(runner.root.parent.rglob("canary"))


def test_files_of_a_stranger_are_not_imported(runner):
    for name in ("json.py", "pmkit.py", "yaml.py", "sitecustomize.py"):
        (runner.root / name).write_text("open('canary', 'w')\n")
    assert bash(LINT, runner)[0] == 0
    assert not (runner.root / "canary").exists()


def install(runner, **inputs):
    """Run the other step with a Python that only writes down how it was called."""
    shutil.rmtree(runner.root.parent / "temp")
    log = runner.root.parent / "log"
    fake = runner.root.parent / "python"
    fake.write_text(
        f'#!/bin/bash\nprintf "%s\\n" "$*" >> {log}\n'
        'if [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi\n'
    )
    fake.chmod(0o755)
    code, _, err = bash(INSTALL, runner, PMKIT_PYTHON=str(fake), PMKIT_SOURCE="/action", **inputs)
    return code, log.read_text().splitlines()[1:] if log.exists() else [], err


@pytest.mark.parametrize(("version", "what"), [("", "/action"), ("0.3.1", "pmkit==0.3.1")])
def test_what_is_installed(runner, version, what):
    words = "-I -m pip install --quiet --disable-pip-version-check"
    assert install(runner, PMKIT_VERSION=version)[:2] == (0, [f"{words} {what}"])


@pytest.mark.parametrize("version", [EVIL, "x", "1 --index-url=evil", "-r/etc/passwd", "1/../x"])
def test_a_version_that_is_none(runner, version):
    code, log, err = install(runner, PMKIT_VERSION=version)
    assert (code, log) == (2, [])
    assert err == "the input version is no version number\n"
