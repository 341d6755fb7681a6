"""The hooks, run by pre-commit itself on a repository of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.yaml12 import load
from tests.cli.lint import TODAY, Place, project
from tests.docs.pages import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in load(MANIFEST)}


@pytest.fixture
def place(tmp_path):
    found = Place(tmp_path / "work")
    found.write("2025-12-05-good.md", project())
    subprocess.run(["git", "init", "--quiet", str(found.root)], check=True)
    return found


def pre_commit(place, *words):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pre_commit", *words],
        cwd=place.root, capture_output=True, text=True, check=False,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(place.root.parent),
            "PRE_COMMIT_HOME": str(place.root.parent / "cache"),
            "PYTHONPATH": str(ROOT),
            "PMKIT_TODAY": TODAY,
        },
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def run(place, hook):
    """Run one hook of the manifest, with the pmkit of this checkout in place of an installed one."""
    values = {**HOOKS[hook], "language": "system"}
    lines = "".join(f"        {key}: {_yaml(value)}\n" for key, value in values.items())
    config = f"repos:\n  - repo: local\n    hooks:\n      -\n{lines}"
    place.write(".pre-commit-config.yaml", config, ".")
    subprocess.run(["git", "add", "."], cwd=place.root, check=True)
    return pre_commit(place, "run", "--verbose", hook)


def _yaml(value):
    return str(value).lower() if isinstance(value, bool) else repr(value)


def test_pre_commit_accepts_the_manifest(place):
    assert pre_commit(place, "validate-manifest", str(MANIFEST)) == (0, "")
    assert all(hook["entry"].endswith(" --") for hook in HOOKS.values())
    assert all(hook["language"] == "python" for hook in HOOKS.values())


def test_changed_post_mortems_wherever_they_are(place):
    place.write("pmkit.toml", 'roots = ["docs/pm"]\n', ".")
    place.write("2025-12-05-old.md", "no front matter\n", "docs/pm")
    subprocess.run(["git", "add", "docs"], cwd=place.root, check=True)
    author = ("-c", "user.name=dana", "-c", "user.email=dana@example.org")
    subprocess.run(["git", *author, "commit", "-qm", "Old"], cwd=place.root, check=True)

    place.write("README.md", "about\n", "docs/pm")
    place.write("2025-12-05-new.md", project(), "docs/pm")
    code, out = run(place, "pmkit-lint")
    assert code == 0, out
    assert "checked 1 file, passed over 2: all is well" in out

    place.write("2025-12-05-new.md", project(outcome="TODO"), "docs/pm")
    place.write("-rf.md", "a file like an option\n", ".")
    code, out = run(place, "pmkit-lint")
    assert code == 1
    assert "docs/pm/2025-12-05-new.md:5:10: error PM603" in out
    assert "checked 1 file, passed over 3: 1 error" in out


def test_the_whole_repository_when_a_register_changes(place):
    place.write("bad.md", "no front matter\n")
    subprocess.run(["git", "add", "postmortems"], cwd=place.root, check=True)
    author = ("-c", "user.name=dana", "-c", "user.email=dana@example.org")
    subprocess.run(["git", *author, "commit", "-qm", "Old"], cwd=place.root, check=True)
    place.write("people.yml", "- {handle: tariq, name: Tariq Aziz}\n", "register")
    code, out = run(place, "pmkit-lint-all")
    assert code == 1
    assert "postmortems/bad.md:1:1: error PM010" in out
    assert "checked 2 files" in out
