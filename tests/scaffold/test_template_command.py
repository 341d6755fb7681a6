from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmkit.resources import templates_folder
from tests.scaffold.test_templates import GOOD


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "templates").mkdir()
    return tmp_path


def test_list_tells_whose_they_are(folder, run) -> None:
    (folder / "templates/pilot.md.j2").write_text(GOOD)
    done = run("template", "list", "--format", "json")
    items = {item["name"]: item["origin"] for item in json.loads(done.stdout)["items"]}
    assert items["pilot"] == "repository"
    assert items["project"] == "built-in"
    assert not any(name.startswith("_") for name in items)
    assert "pilot             repository\n" in run("template").stdout


def test_show_prints_the_source(folder, run) -> None:
    source = (templates_folder() / "project.md.j2").read_text("utf-8")
    assert run("template", "show", "project").stdout == source
    assert run("template", "show", "project.md.j2").stdout == source
    (folder / "templates/project.md.j2").write_text(GOOD + "\x1b[2J")
    shown = run("template", "show", "project").stdout
    assert shown == GOOD + "\\x1b[2J"


@pytest.mark.parametrize("name", ["nothing", "../pmkit.toml", "/etc/passwd", "\x1b[2J", ""])
def test_show_knows_templates_only(folder, run, name) -> None:
    done = run("template", "show", "--", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no template" in done.stderr


def test_the_built_in_templates_work(folder, run) -> None:
    done = run("template", "check", "--format", "json")
    assert [i for i in json.loads(done.stdout)["items"] if i["problem"]] == []
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ 1 / 0 }}", "templates/project.md.j2:1: division by zero"),
        (GOOD.replace("| tojson", ""), "no such post-mortem: line 4"),
        (GOOD.replace("x-team", "tema"), "PM102"),
    ],
)
def test_one_that_fails_is_named(folder, run, text, says) -> None:
    (folder / "templates/project.md.j2").write_text(text)
    done = run("template", "check")
    assert done.returncode == 1
    assert says in done.stdout
    assert done.stdout.count("works") >= 3
