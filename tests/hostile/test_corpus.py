"""Every hostile file, alone in this process and all together through the command line."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding, Level
from pmkit.render.formats import LintFormat
from pmkit.rules.run import lint_text
from tests.hostile.cli import Run, assert_harmless, pmkit, post_mortems, snapshot
from tests.hostile.corpus import CANARY, Case, corpus, draft
from tests.hostile.fuzz import DAY, REPOSITORY, SELECTION, _is_outside, _lines_of

CASES = corpus()
SMALL = 20_000
"""Larger cases are about time, which is measured in this process."""


def findings(raw: bytes) -> list[Finding]:
    return lint_text(REPOSITORY, "postmortems/x.md", read_document(raw, Limits()), SELECTION, DAY)


def test_names_differ():
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_one_file_is_read_in_bounded_time_and_classed_rightly(case: Case):
    begin = time.process_time()
    found = findings(case.raw)
    assert time.process_time() - begin < 2
    errors = [item for item in found if item.severity is Level.ERROR]
    assert bool(errors) is bool(case.wanted), errors[:3]
    assert not case.code or case.code in {item.code for item in found}
    assert all(len(item.message) < 500 and len(item.hint) < 500 for item in found)
    lines = _lines_of(case.raw)
    assert not [item for item in found if _is_outside(item, lines)]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    small = {f"{case.name}.md": case.raw for case in CASES if len(case.raw) < SMALL}
    return post_mortems(tmp_path_factory.mktemp("all"), small)


COMMANDS = [
    *(f"lint --format {name}" for name in LintFormat),
    *(
        f"{command} --format {name}"
        for command in ("overdue", "recurring", "list", "actions")
        for name in ("table", "json", "csv", "md")
    ),
    "overdue --format ics",
    "actions --format ics",
    "overdue --format slack",
    "digest --year 2026 --format slack",
    "show d-everywhere-escape",
    "show d-everywhere-github --format json",
    "show d-everywhere-github-old --format md",
    "show d-title-github-many",
    "show d-everywhere-escape --format html",
    "ops",
    "ops --format html",
    "ops --format teams",
    "report annual --year 2026",
    "tags",
    "tags list --used --format json",
    "rule",
    "rule PM201 --format md",
    "config --format json",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_all_files_together(repository: Path, command: str):
    before = snapshot(repository)
    ended = pmkit("-C", str(repository), *command.split())
    if command.endswith("ics"):  # its lines end so, and no other carriage return is in it
        ended = replace(ended, out=ended.out.replace(b"\r\n", b"\n"))
    assert_harmless(ended, commands=command.endswith("github"))
    assert snapshot(repository) == before
    assert not list(repository.rglob(f"*{CANARY}*"))
    if command.startswith(("rule", "config")):
        assert ended.code == 0
    elif command.startswith("show d-everywhere-github --"):
        assert ended.code == 2  # several begin so
    else:
        assert ended.code == 1, ended.text[-500:]
    if command.endswith("--format json") and ended.code != 2:
        assert json.loads(ended.out)["schema_version"] == 1


def test_no_file_disappears(repository: Path):
    linted = json.loads(pmkit("-C", str(repository), "lint", "--format", "json").out)
    listed = json.loads(pmkit("-C", str(repository), "list", "--format", "json").out)
    names = {f"postmortems/{path.name}" for path in (repository / "postmortems").iterdir()}
    assert linted["checked"] == len(names)
    told = {item["path"] for item in listed["items"]} | {item["path"] for item in listed["skipped"]}
    assert told == names


@pytest.mark.parametrize("name", ["d-title-rich-close", "d-title-github-error"])
def test_a_title_is_shown_as_data(tmp_path: Path, name: str):
    post_mortems(tmp_path, {"pm.md": next(case.raw for case in CASES if case.name == name)})
    for command in ("list", "list --format csv", "show pm"):
        ended = pmkit("-C", str(tmp_path), *command.split())
        assert_harmless(ended)
        assert ended.code == 0


def test_a_file_that_cannot_be_read_is_named_when_it_is_asked_for(tmp_path: Path):
    post_mortems(tmp_path, {"pm.md": b"\xff"})
    ended = pmkit("-C", str(tmp_path), "show", "pm")
    assert_harmless(ended)
    assert ended.code == 1
    assert b"postmortems/pm.md:1: PM004" in ended.err


def told(raw: bytes) -> Run:
    """What lint says of the position of a bad byte."""
    return Run(
        0, "\n".join(f"{i.line}:{i.column} {i.message}" for i in findings(raw)).encode(), b""
    )


def test_a_bad_byte_behind_a_byte_order_mark_is_placed_rightly():
    assert "2:3 the byte 0xff" in told(b"\xef\xbb\xbf---\nab\xff\n").text


def test_more_than_a_thousand_findings_are_cut_errors_last():
    found = findings(draft("".join(f"x{n}:\n" for n in range(2_000))).encode())
    assert len(found) == 1_001
    assert {item.code for item in found} >= {"PM020", "PM107"}
    assert sum(item.severity is Level.ERROR for item in found) == 1_000
