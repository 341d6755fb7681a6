from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pmkit.config import open_repository
from pmkit.document.nodes import to_data
from pmkit.document.tree import parse_tree
from pmkit.model.register import Client, OwnTag, Person, RegisteredProject
from pmkit.model.settings import Settings
from pmkit.registers import load_registers
from pmkit.scaffold import starter
from pmkit.scaffold.zone import machine_zone

REGISTERS = [
    f"register/{name}.yml"
    for name in ("people", "clients", "projects", "tags", "reviews", "briefs")
]
ALL = ["pmkit.toml", "postmortems/.gitkeep", *REGISTERS]
CHECKS = ("--ci", "github", "--pre-commit")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, apart from what git keeps for itself and pmkit's cache there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_init_makes_a_repository_that_works(tmp_path, run) -> None:
    done = run("init", TZ="Europe/Berlin")
    assert (done.returncode, done.stdout.splitlines()) == (0, ALL)
    assert "git init" in done.stderr
    repository = open_repository(tmp_path)
    assert repository.settings == Settings(timezone="Europe/Berlin")
    assert load_registers(tmp_path).people == ()
    assert run("new", "X", "--kind", "project").returncode == 0
    assert run("lint").returncode == 0


def test_running_it_twice_changes_nothing(tmp_path, run) -> None:
    (tmp_path / ".git").mkdir()
    first = run("init", *CHECKS)
    assert first.stdout.splitlines()[-2:] == [
        ".github/workflows/pmkit.yml",
        ".pre-commit-config.yaml",
    ]
    before = contents(tmp_path)
    second = run("init", *CHECKS)
    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == "nothing to do: every file is there already\n"
    assert contents(tmp_path) == before


def test_where_old_files_lie_it_says_how_to_switch_lint_on(tmp_path, run) -> None:
    (tmp_path / "postmortems/2024").mkdir(parents=True)
    for name in ("2024/2024-03-01-old.md", "2025-03-01-old.md", "README.md"):
        (tmp_path / "postmortems" / name).write_text("# Old\n")
    last = run("init").stderr.splitlines()[-1]
    assert last.startswith("next: `pmkit lint` tells what is found in 2 post-mortems of yours; ")
    assert run("init", "our pm").stderr.splitlines()[-1].startswith("next: `pmkit -C 'our pm' new ")


def test_it_makes_everything_or_nothing(tmp_path, run) -> None:
    (tmp_path / "register").write_text("mine")
    done = run("init")
    assert (done.returncode, done.stdout) == (2, "")
    assert "people.yml cannot be written (not a directory)" in done.stderr
    assert contents(tmp_path) == {"register": b"mine"}


def test_what_is_there_stays(tmp_path, run) -> None:
    (tmp_path / "pmkit.toml").write_text('roots = ["pm"]\n')
    (tmp_path / "pm").mkdir()
    (tmp_path / "pm" / "x.md").write_text("mine")
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    done = run("init", "--pre-commit")
    assert done.stdout.splitlines() == REGISTERS
    assert "entry: pmkit lint --postmortems-only --\n" in done.stderr
    assert (tmp_path / "pmkit.toml").read_text() == 'roots = ["pm"]\n'
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert not (tmp_path / "postmortems").exists()


def test_settings_in_pyproject_are_settings(tmp_path, run) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.pmkit]\nroots = ["docs/pm"]\n')
    done = run("init")
    assert done.stdout.splitlines() == ["docs/pm/.gitkeep", *REGISTERS]


def test_dry_run_writes_nothing(tmp_path, run) -> None:
    done = run("init", "new/place", "--dry-run")
    assert done.stdout.splitlines() == [f"new/place/{name}" for name in ALL]
    assert contents(tmp_path) == {}


def test_checks_stand_at_the_top_of_git(tmp_path, run) -> None:
    (tmp_path / ".git").mkdir()
    done = run("init", "a b", *CHECKS)
    assert done.stdout.splitlines() == [
        *(f"a b/{name}" for name in ALL),
        ".github/workflows/pmkit.yml",
        ".pre-commit-config.yaml",
    ]
    workflow = to_data(parse_tree((tmp_path / ".github/workflows/pmkit.yml").read_text())[0])
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["lint"]["steps"][-1] == {"run": "pmkit lint --format github 'a b'"}


def test_the_hook_keeps_to_the_folder_of_the_repository(tmp_path, run) -> None:
    (tmp_path / ".git").mkdir()
    run("init", "a.b c", "--pre-commit")
    hooks = to_data(parse_tree((tmp_path / ".pre-commit-config.yaml").read_text())[0])
    [hook] = hooks["repos"][0]["hooks"]
    assert hook["entry"] == "pmkit lint --postmortems-only --"
    takes = re.compile(hook["files"]).search
    assert takes("a.b c/postmortems/2026-03-06-x.md")
    assert not takes("axb c/postmortems/2026-03-06-x.md")
    assert not takes("x/a.b c/x.md")


def test_gitlab_gets_a_file_to_include(tmp_path, run) -> None:
    done = run("init", "--ci", "gitlab")
    assert "pmkit.gitlab-ci.yml" in done.stdout.splitlines()
    assert "include:\n  - local: pmkit.gitlab-ci.yml\n" in done.stderr
    job = to_data(parse_tree((tmp_path / "pmkit.gitlab-ci.yml").read_text())[0])["pmkit"]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["script"][1:] == [
        f"pmkit lint --format gitlab --output-file {report} || [ $? -eq 1 ]",
        "pmkit lint --format concise",
    ]


@pytest.mark.parametrize("name", ["register", "postmortems"])
def test_a_link_that_leaves_is_refused(tmp_path, run, name) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / name).symlink_to(tmp_path / "outside")
    done = run("init", "repo")
    assert (done.returncode, done.stdout) == (2, "")
    assert contents(tmp_path) == {}


def test_a_file_is_no_place(tmp_path, run) -> None:
    (tmp_path / "x").write_text("")
    assert run("init", "x").returncode == 2
    (tmp_path / "register").write_text("")
    done = run("init")
    assert done.returncode == 2
    assert "not a directory" in done.stderr


def test_a_broken_config_is_told(tmp_path, run) -> None:
    (tmp_path / "pmkit.toml").write_text("format = ")
    assert run("init").returncode == 2


def test_the_commented_settings_are_the_defaults() -> None:
    text = starter.CONFIG.replace("{zone}", "UTC")
    whole = re.sub(r"^# (?=[\[\w\"]+.*[\]=])", "", text, flags=re.MULTILINE)
    given = tomllib.loads(whole)
    assert given.pop("sections") == {"rename": {"What went well": "What to keep"}}
    assert set(given) == {"format", "timezone", "roots", "lint"}
    assert Settings.model_validate(given) == Settings()


@pytest.mark.parametrize(
    ("text", "model"),
    [
        (starter.PEOPLE, Person),
        (starter.CLIENTS, Client),
        (starter.PROJECTS, RegisteredProject),
        (starter.TAGS, OwnTag),
    ],
)
def test_the_commented_entries_can_be_used(text, model) -> None:
    lines = text[text.index("#\n") + 2 :].splitlines()
    entries = to_data(parse_tree("\n".join(line[2:] for line in lines))[0])
    assert entries
    for entry in entries:
        assert not model.model_validate(entry).unknown


def test_the_zone_of_the_machine(tmp_path) -> None:
    assert machine_zone({"TZ": ":Asia/Tokyo"}, tmp_path) == "Asia/Tokyo"
    assert machine_zone({"TZ": "../../etc/passwd"}, tmp_path) == "UTC"
    assert machine_zone({}, tmp_path) == "UTC"
    (tmp_path / "timezone").write_text("Europe/Paris\n")
    assert machine_zone({}, tmp_path) == "Europe/Paris"
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/Lima")
    assert machine_zone({}, tmp_path) == "America/Lima"
