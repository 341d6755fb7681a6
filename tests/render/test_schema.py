"""The JSON Schemas: valid themselves, true of good files, and not of typical mistakes."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from pmkit.registers import NAMES
from pmkit.render.schema import SCHEMAS, json_schema
from tests.ci.yaml12 import load
from tests.running import AGENCY, told

CHECKERS = {name: jsonschema.Draft202012Validator(json_schema(name)) for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_that_explains_every_key(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))
    assert list(_unexplained(json_schema(name), json_schema(name)["$defs"], name)) == []


def _unexplained(schema, definitions, path):
    for key, value in schema.get("properties", {}).items():
        real = {**definitions.get(value.get("$ref", "").rpartition("/")[2], {}), **value}
        if "description" not in real and key != path:  # a register under its own name
            yield f"{path}.{key}"
        yield from _unexplained(value, {}, f"{path}.{key}")
    for key, value in schema.get("$defs", {}).items():
        yield from _unexplained(value, definitions, key)


def faults(name, text):
    data = tomllib.loads(text) if name == "config" else plain(load(text))
    return [error.message for error in CHECKERS[name].iter_errors(data)]


def plain(value):
    """Return YAML values as an editor has them: days are texts."""
    return json.loads(json.dumps(value, default=lambda day: day.isoformat()))


def front_matter(path):
    return path.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n")


@pytest.mark.parametrize(
    "path", sorted((AGENCY / "postmortems").glob("*.md")), ids=lambda path: path.stem
)
def test_the_example_is_right(path):
    text = front_matter(path)
    assert faults(load(text)["kind"], text) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_registers_of_the_example_are_right(name):
    path = AGENCY / f"register/{name}.yml"
    assert faults(name, path.read_text("utf-8") if path.exists() else "") == []


def test_the_settings_of_the_example_are_right():
    assert faults("config", (AGENCY / "pmkit.toml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people", "- {handle: dana, active: false, x-desk: 4}"),
        ("people", "people:\n  - {handle: dana}"),
        ("people", "people:\n  dana: {name: Dana R}"),
        ("people", "dana: {name: Dana R}"),
        ("people", "# nobody yet"),
        ("tags", "aliases: {bad-labels: data}\ntags:\n  - {name: house-tag}"),
        ("reviews", "- {year: 2025, held_on: 2026-01-15}"),
        ("config", "[lint.per_file_ignores]\n'old/**' = ['PM4']"),
    ],
)
def test_every_way_to_write_it_is_right(name, text):
    assert faults(name, text) == []


PROJECT = (
    "kind: project\nstatus: draft\ntitle: Reader\nclient: halden\nstarted_on: 2025-11-01\n"
    "completed_on: 2025-12-05\n"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people", "- {handle: dana, actve: false}"),
        ("people", "- {name: Dana R}"),
        ("people", "- dana"),
        ("people", "people:\n  - {name: Dana R}"),
        ("reviews", "- {year: soon, held_on: 2026-01-15}"),
        ("config", "[lint]\nfail_on = 'never'"),
        ("config", "[lint]\nactions_mni = 2"),
        ("config", "roots = []"),
        ("project", PROJECT.replace("project", "pilot")),
        ("project", PROJECT.replace("draft", "done")),
        ("project", PROJECT + "clint: halden"),
        ("project", PROJECT + "actions:\n  - {id: A1, what: Change it.}"),
        ("project", PROJECT + "causes:\n  - {id: C1, what: It broke., category: bad luck}"),
    ],
)
def test_a_typical_mistake_is_seen(name, text):
    assert faults(name, text)


def test_the_good_file_beside_the_mistakes_is_good():
    assert faults("project", PROJECT) == []


def test_all_are_written_once_and_replaced_on_request(tmp_path):
    code, out, said = told("schema", "--all", "s", "--dry-run", at=tmp_path)
    assert (code, said, list(tmp_path.iterdir())) == (0, "nothing was written\n", [])
    assert told("schema", "--all", "s", at=tmp_path) == (0, out, "")
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == sorted(
        f"{name}.schema.json" for name in SCHEMAS
    )
    again = told("schema", "--all", "s", at=tmp_path)
    assert again == (0, "", "nothing to do: every file is there already\n")
    path = tmp_path / "s/people.schema.json"
    path.write_text("{}")
    code, _, said = told("schema", "--all", "s", at=tmp_path)
    assert (code, path.read_text()) == (2, "{}")
    assert "people.schema.json: other content is there" in said
    assert told("schema", "--all", "s", "--force", at=tmp_path)[0] == 0
    assert json.loads(path.read_text()) == json_schema("people")
    assert told("schema", "people", "--force", at=tmp_path)[0] == 2
