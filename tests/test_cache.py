"""What is kept never changes a result: every report with and without it is the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from pmkit.cache import decode, encode
from pmkit.config import Basics, open_repository
from pmkit.library import load_library
from pmkit.model.settings import Settings
from pmkit.store import Store
from pmkit.walk import Walk
from tests.reports.files import record, repositories

ROOT = Path(__file__).parent.parent
LONG_AGO = time.time() - 3600


@pytest.fixture
def repository(tmp_path):
    """A copy of the example in a git folder, its files too old to be doubted."""
    shutil.copytree(ROOT / "examples" / "agency", tmp_path / "agency")
    (tmp_path / "agency" / ".git").mkdir()
    return tmp_path / "agency"


@pytest.fixture(autouse=True)
def _no_doubt(monkeypatch):
    """A test cannot wait until its files are older than a file system's clock can tell."""
    monkeypatch.setattr("pmkit.cache.UNSURE_NS", -(10**12))


def load(folder):
    library = load_library(open_repository(folder))
    return library.records, library.pending, library.skipped, library.registers.taxonomy.aliases


def kept(folder) -> Path:
    return next((folder / ".git" / "pmkit").iterdir())


def without_git(folder):
    (folder / ".git").rename(folder / "git")
    try:
        return load(folder)
    finally:
        (folder / "git").rename(folder / ".git")


def test_a_second_run_reads_no_file_and_says_the_same(repository, monkeypatch):
    first = load(repository)
    monkeypatch.setattr("pmkit.cache._read", lambda repository, paths: pytest.fail(f"read {paths}"))
    assert load(repository) == first == without_git_reading(repository, monkeypatch)


def without_git_reading(repository, monkeypatch):
    monkeypatch.undo()
    return without_git(repository)


def test_what_is_kept_has_every_field_of_a_record(repository):
    load(repository)
    records = {record.id: record for record in load(repository)[0]}
    found = records["2024-06-14-trellin-weld-inspection"]
    kinds = {type(one).__name__ for field in found if isinstance(field, tuple) for one in field}
    assert {"ActionRecord", "ReviewRecord", "MetricRecord"} <= kinds
    assert type(found.cost).__name__ == "CostRecord"


@settings(max_examples=30, deadline=None)
@given(repositories())
def test_any_record_comes_back_as_it_was_kept(pms):
    for pm in pms:
        found = record(pm)
        assert decode(json.loads(json.dumps(encode(found)))) == found


def test_what_changed_is_read_and_the_rest_is_not(repository, monkeypatch):
    load(repository)
    path = sorted((repository / "postmortems").iterdir())[0]
    path.write_text(path.read_text().replace("status: verified", "status: open"))
    (repository / "postmortems" / "2026-03-31-new.md").write_text("no front matter")
    sorted((repository / "postmortems").iterdir())[3].unlink()
    import pmkit.cache

    read = []
    original = pmkit.cache._read
    monkeypatch.setattr(
        "pmkit.cache._read",
        lambda repository, paths: read.append(paths) or original(repository, paths),
    )
    again = load(repository)
    assert [len(paths) for paths in read] == [2]
    assert again == without_git(repository)
    assert load(repository) == again


def test_a_file_changed_within_the_clock_s_step_is_read_again(repository, monkeypatch):
    monkeypatch.setattr("pmkit.cache.UNSURE_NS", 2_000_000_000)
    load(repository)
    stamps = json.loads((kept(repository) / "stamps.json").read_text())["value"]["stamps"]
    assert set(stamps.values()) == {None}


@pytest.mark.parametrize(
    "spoil",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"made_by":[0,"0"],"value":{}}',
        b"[" * 100_000,
        b"\xff",
        b'{"made_by":[3,"0.1.0"],"value":{"run":"x","records":[[1]],"stamps":{},"skipped":[[1]],'
        b'"limits":[8000000,256000],"of":1,"entries":[1,2,3,4]}}',
    ],
)
@pytest.mark.parametrize("name", ["stamps", "records", "pending", "settings", "registers"])
def test_anything_odd_counts_as_not_there(repository, name, spoil):
    expected = load(repository)
    (kept(repository) / f"{name}.json").write_bytes(spoil)
    assert load(repository) == expected


def test_changed_registers_and_settings_are_seen(repository):
    load(repository)
    tags = repository / "register" / "tags.yml"
    tags.write_text("- {name: data, aliases: [numbers]}\n")
    assert load(repository)[3]["numbers"] == "data"
    (repository / "pmkit.toml").write_text('roots = ["other"]\n')
    (repository / "other").mkdir()
    assert load(repository)[0] == ()


def test_what_killed_runs_left_behind_goes_after_a_while(tmp_path):
    store = Store(tmp_path)
    for name, age in ((".pmkit-1.tmp", 3700), (".pmkit-2.tmp", 10), ("other.tmp", 3700)):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    store.put("facts", 1)
    names = sorted(item.name for item in tmp_path.iterdir())
    assert names == [".pmkit-2.tmp", "facts.json", "other.tmp"]


def test_a_read_only_git_folder_is_no_reason_to_fail(repository):
    (repository / ".git" / "pmkit").write_text("in the way")
    assert load(repository) == without_git(repository)


def test_the_light_settings_have_the_same_defaults():
    settings, basics = Settings(), Basics()
    assert settings.roots == basics.roots
    assert settings.timezone == basics.timezone
    assert settings.limits.file_bytes == basics.file_bytes
    assert settings.limits.front_matter_bytes == basics.front_matter_bytes


def test_a_stamp_changes_with_the_file(tmp_path):
    (tmp_path / "pm").mkdir()
    path = tmp_path / "pm" / "a.md"
    path.write_text("one")
    stamps = []
    for text in ("one", "two"):
        path.write_text(text)
        os.utime(path, (LONG_AGO, LONG_AGO))  # as an archive tool would set it back
        walk = Walk(tmp_path)
        walk.add("pm")
        stamps.append(walk.stamps["pm/a.md"])
        time.sleep(0.02)
    assert stamps[0] != stamps[1]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("overdue", "5 actions overdue"),
        ("reviews", "4 reviews: 1 overdue"),
        ("coverage", "14 projects ended"),
        ("stats", "Stats"),
    ],
)
def test_a_warm_report_loads_neither_models_nor_yaml(repository, word, first):
    for path in repository.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO), follow_symlinks=False)
    load(repository)
    code = (
        "import sys\n"
        f"sys.argv = ['pmkit', '-C', {str(repository)!r}, {word!r}, '--as-of', '2026-04-01']\n"
        "from pmkit.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        "print(sorted({'pydantic', 'yaml', 'jinja2', 'rich'} & set(sys.modules)), code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines()[0].startswith(first)
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr
