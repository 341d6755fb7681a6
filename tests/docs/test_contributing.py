"""The examples of CONTRIBUTING.md work, each laid over a copy of pmkit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.docs.pages import ROOT, text_of

TEXT = text_of("CONTRIBUTING.md")
FILES = re.findall(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", TEXT, re.M | re.S)


def block(begin: str) -> str:
    """Return the block of code that begins with `begin`."""
    found = re.search(rf"^```python\n({re.escape(begin)}.*?)^```$", TEXT, re.M | re.S)
    assert found, begin
    return found[1]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of pmkit with every example of the page in it."""
    place = tmp_path_factory.mktemp("house")
    for name in ("pmkit", "templates"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FILES:
        assert not (place / name).exists(), name
        (place / name).write_text(text, "utf-8")
    model = place / "pmkit/model/postmortem.py"
    insert(place / "pmkit/cli/app.py", '    "Learn": {\n', block('        "teams"'))
    insert(place / "pmkit/model/enums.py", '    INCIDENT = "incident"\n', block("    BID"))
    insert(
        place / "pmkit/model/sections.py", "    Kind.PROJECT: _PROJECT,\n", block("    Kind.BID")
    )
    insert(model, "class Incident(PostMortem):\n", block("class Bid") + "\n\n", before=True)
    insert(model, "    Kind.INCIDENT: Incident,\n", "    Kind.BID: Bid,\n")
    insert(model, "from pmkit.model.values import ", "Truth, ")
    return place


def insert(path, anchor, text, *, before=False):
    whole = path.read_text("utf-8")
    assert whole.count(anchor) == 1, f"{path.name}: {anchor}"
    new = text + anchor if before else anchor + text
    path.write_text(whole.replace(anchor, new), "utf-8")


def run(house, *words, cwd=ROOT / "examples" / "agency"):
    code = "import sys; from pmkit.__main__ import main; main()"
    environment = {**os.environ, "PYTHONPATH": f"{house}{os.pathsep}{ROOT}", "CI": "1"}
    command = [sys.executable, "-P", "-c", code, *words]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=environment
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_the_rule_finds_its_bad_example_and_not_its_good_one(house):
    code = (
        "import pmkit, sys; assert pmkit.__file__.startswith(sys.argv[1]), pmkit.__file__\n"
        "from tests.rules.examples import RULES, findings, whole\n"
        "rule = RULES['PM398']\n"
        "for heading in ('Bad', 'Good'):\n"
        "    [example] = rule.examples(heading)\n"
        "    print(heading, [item.name for item in findings(whole(example))])\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{house}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(house)],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    assert done.stdout == "Bad ['lesson-without-tag']\nGood []\n"


def test_the_report_is_a_command(house):
    shown = run(house, "teams", "--as-of", "2026-04-01")
    assert re.search(r"^nlp +\d+ +\d+$", shown, re.M)
    assert "as of 2026-04-01" in shown
    assert "List the teams." in run(house, "--help")


def test_the_kind_can_be_written_and_linted(house, tmp_path):
    run(house, "template", "check")
    run(house, "init", cwd=tmp_path)
    path = run(house, "new", "Chat for the city", "--kind", "bid", cwd=tmp_path).strip()
    assert "kind: bid" in (tmp_path / path).read_text("utf-8")
    assert "`TODO` is left in `budget_named`" in run(house, "lint", cwd=tmp_path)
