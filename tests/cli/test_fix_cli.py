"""`lint --fix` and `--diff` as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import run, surroundings

TEXT = """\
---
kind: project
status: draft
title: Voice   # short
completed_on: 2026-03-30
held_on: 31.03.2026
causes:
  - {id: C1, what: Labels., tags: [bad-labels], category: process, also_at_risk: All.}
---
"""
NAME = "postmortems/2026-03-30-voice.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    (tmp_path / "register/tags.yml").write_text(
        "- {name: data-quality-surprise, aliases: [bad-labels]}\n"
    )
    (tmp_path / NAME).write_text(TEXT)
    return tmp_path


def pmkit(root: Path, *words: str) -> tuple[int, str, str]:
    done = run("lint", "--select", "PM104,PM303,PM302", *words, at=root, env=surroundings())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_findings_tell_that_they_can_be_fixed(root):
    code, out, _ = pmkit(root, "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert [(item["code"], item["fixable"]) for item in told["items"]] == [
        ("PM104", True),
        ("PM303", True),
    ]
    assert "1 error, 1 warning, 2 of them fixed by `pmkit lint --fix`" in pmkit(root)[1]


def test_diff_shows_and_writes_nothing(root):
    code, out, said = pmkit(root, "--diff")
    assert code == 1
    assert out == (
        f"--- a/{NAME}\n+++ b/{NAME}\n@@ -3,7 +3,7 @@\n status: draft\n title: Voice   # short\n"
        " completed_on: 2026-03-30\n-held_on: 31.03.2026\n+held_on: 2026-03-31\n causes:\n"
        "-  - {id: C1, what: Labels., tags: [bad-labels], category: process, also_at_risk: All.}\n"
        "+  - {id: C1, what: Labels., tags: [data-quality-surprise], category: process, "
        "also_at_risk: All.}\n ---\n"
    )
    assert said == "would fix 2 findings in 1 file; nothing was written\n"
    assert (root / NAME).read_text() == TEXT


def test_fix_writes_tells_and_leaves_the_rest(root):
    code, out, said = pmkit(root, "--fix")
    assert (code, out) == (0, "checked 1 file: all is well (as of 2026-04-01)\n")
    assert said == (
        f"fixed {NAME}:6: PM104, write 31.03.2026 as 2026-03-31\n"
        f"fixed {NAME}:8: PM303, write the tag data-quality-surprise for its alias bad-labels\n"
        "fixed 2 findings in 1 file\n"
    )
    fixed = (root / NAME).read_text()
    wanted = TEXT.replace("31.03.2026", "2026-03-31").replace("bad-labels", "data-quality-surprise")
    assert fixed == wanted
    assert pmkit(root, "--diff") == (0, "", "there is nothing that --fix would change\n")


def test_unsafe_fixes_are_asked_for(root):
    (root / NAME).write_text(TEXT.replace("bad-labels", "data-qualty-surprise"))
    assert "data-quality-surprise" not in pmkit(root, "--diff")[1]
    _, out, _ = pmkit(root, "--diff", "--unsafe-fixes")
    assert "tags: [data-quality-surprise]" in out


def test_a_file_that_is_read_only_stays_and_nothing_else_is_written(root):
    other = root / "postmortems/2026-03-31-other.md"
    other.write_text(TEXT.replace("2026-03-30", "2026-03-31"))
    other.chmod(0o444)
    code, _, said = pmkit(root, "--fix")
    assert code == 2
    assert "read-only" in said
    assert (root / NAME).read_text() == TEXT


@pytest.mark.parametrize("words", [("--fix", "--diff"), ("--unsafe-fixes",), ("-", "--fix")])
def test_words_that_contradict_each_other_are_refused(root, words):
    code, out, said = pmkit(root, *words)
    assert (code, out) == (2, "")
    assert said.startswith("pmkit: ")
