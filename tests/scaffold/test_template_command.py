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


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("report-client", "\n{{ coming[0].owner }}", "report-client.md.j2:2: 'dict object' has no"),
        ("report-client", "{{ done.technical[0].on.day }}", "report-client.md.j2:1: 'str object'"),
        ("report-follow-up", "{% if dropped %}\n{{ x }}{% endif %}", "follow-up.md.j2:2: 'x' is"),
        (
            "report-follow-up",
            "{{ met_on | replace('-', '.') }}\n{{ met_on[0] }}",
            ":2: None has no",
        ),
        ("report-one-page", "{{ title | upper_case }}", "No filter named 'upper_case'"),
        ("project", GOOD.replace("team |", "team.upper() |"), "project.md.j2:6: 'None' has no"),
    ],
)
def test_each_is_rendered_with_all_and_with_hardly_anything(folder, run, name, text, says) -> None:
    (folder / f"templates/{name}.md.j2").write_text(text)
    done = run("template", "check", "--format", "json")
    [item] = [one for one in json.loads(done.stdout)["items"] if one["problem"]]
    assert item["name"] == name
    assert says in item["problem"]


def test_documents_of_its_own_are_compiled_only(folder, run) -> None:
    (folder / "templates/report-ours.md.j2").write_text("{{ nobody_knows }}")
    assert run("template", "check").returncode == 0
    (folder / "templates/report-ours.md.j2").write_text("{{ ")
    assert run("template", "check").returncode == 1


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("", 1),
        ("[lint]\nignore = ['PM102']\n", 0),
        ("[lint]\nselect = ['PM2']\n", 0),
        ("[lint.severity]\nunknown-key = 'warning'\n", 0),
    ],
)
def test_lint_goes_by_the_settings(folder, run, settings, code) -> None:
    (folder / "pmkit.toml").write_text(f"format = 1\n{settings}")
    (folder / "templates/project.md.j2").write_text(GOOD.replace("x-team", "tema"))
    done = run("template", "check")
    assert (done.returncode, done.stdout.count("PM102")) == (code, code)


def test_what_every_new_file_lacks_is_not_the_templates_doing(folder, run) -> None:
    (folder / "pmkit.toml").write_text("format = 1\n[lint.severity]\nPM = 'error'\n")
    source = (templates_folder() / "pilot.md.j2").read_text("utf-8")
    (folder / "templates/pilot.md.j2").write_text(source)
    assert run("template", "check").returncode == 0
    (folder / "templates/pilot.md.j2").write_text(source.replace("## {{", "### {{"))
    assert run("template", "check").returncode == 1
