"""The snippets of docs/editors.md do what the page says, as far as no editor is needed."""

from __future__ import annotations

import json
import re
import tomllib

import jsonschema

from pmkit.registers import NAMES
from pmkit.render.schema import SCHEMAS, json_schema
from tests.ci.yaml12 import load
from tests.docs.pages import text_of
from tests.running import AGENCY, told

PAGE = text_of("docs/editors.md")


def snippets(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_task_finds_every_finding_in_the_output_of_lint(tmp_path):
    tasks = json.loads(next(one for one in snippets("json") if "tasks" in one))
    [task] = tasks["tasks"]
    assert task["command"] == "pmkit"
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    path = tmp_path / "postmortems/2026-03-11-x.md"
    path.parent.mkdir()
    path.write_text("---\nkind: project\ntitle: X\nclint: halden\n---\n")
    _, out, _ = told(*task["args"], at=tmp_path)
    found = [match.groups() for line in out.splitlines() if (match := pattern.match(line))]
    assert len(found) == len(out.splitlines()) - 1  # the last line is the summary
    assert ("postmortems/2026-03-11-x.md", "4", "1", "PM102") in [one[:4] for one in found]


def test_the_settings_point_at_schemas_that_are_written():
    pairs = json.loads(next(one for one in snippets("json") if "yaml.schemas" in one))
    files = {f".schemas/{name}.schema.json": name for name in SCHEMAS}
    for schema, register in pairs["yaml.schemas"].items():
        assert register == f"register/{files[schema]}.yml"
    assert {files[schema] for schema in pairs["yaml.schemas"]} == set(NAMES)


def test_the_comments_name_schemas_that_accept_what_stands_below():
    [register] = snippets("yaml")
    name = re.match(
        r"# yaml-language-server: \$schema=\.\./\.schemas/(\w+)\.schema\.json\n", register
    )
    assert name
    jsonschema.validate(load(register), json_schema(name[1]))
    [settings] = [one for one in snippets("toml") if one.startswith("#:schema")]
    assert settings.startswith("#:schema ./.schemas/config.schema.json\n")
    jsonschema.validate(tomllib.loads(settings), json_schema("config"))


def test_every_client_starts_the_server():
    helix = next(data for one in snippets("toml") if "language" in (data := tomllib.loads(one)))
    assert helix["language-server"]["pmkit"] == {"command": "pmkit", "args": ["lsp"]}
    assert [one for one in snippets("lua") if 'cmd = { "pmkit", "lsp" }' not in one] == []


def test_a_buffer_is_linted_in_the_place_of_its_file():
    words = ("lint", "-", "--stdin-filename", "postmortems/2026-03-11-reader.md")
    assert f"pmkit {' '.join(words)} --format concise < buffer" in PAGE
    code, out, _ = told(*words, "--format", "concise", at=AGENCY, given=b"no front matter")
    assert code == 1
    assert out.startswith("postmortems/2026-03-11-reader.md:1:1: PM010 ")
