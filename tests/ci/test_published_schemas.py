"""Files for CI services are what the services' published schemas ask for."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest

from pmkit.scaffold.checks import check_files
from pmkit.scaffold.starter import Ci
from tests.ci.yaml12 import load
from tests.docs.pages import ROOT, chapter, text_of

VENDORED = files("check_jsonschema") / "builtin_schemas" / "vendor"


def written(tmp_path, ci):
    [(_, text)] = check_files(tmp_path / "a: 'b'", tmp_path, ci, pre_commit=False)
    return text


def faults(schema: str, text: str) -> list[str]:
    rules = json.loads((VENDORED / f"{schema}.json").read_text("utf-8"))
    checker = jsonschema.validators.validator_for(rules)(rules)
    return [error.message for error in checker.iter_errors(load(text))]


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("github-actions", lambda _: (ROOT / "action.yml").read_text("utf-8")),
        ("github-workflows", lambda place: written(place, Ci.GITHUB)),
        ("gitlab-ci", lambda place: written(place, Ci.GITLAB)),
    ],
)
def test_the_schema_accepts_it(tmp_path, schema, text):
    assert faults(schema, text(tmp_path)) == []


def test_the_schemas_refuse_what_is_wrong(tmp_path):
    assert faults("github-actions", "name: x\nruns: {using: composite}\n")
    assert faults("github-workflows", written(tmp_path, Ci.GITHUB).replace("steps:", "stops:"))
    assert faults("gitlab-ci", written(tmp_path, Ci.GITLAB).replace("when: always", "when: no"))


BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", text_of("docs/ci.md"), re.M | re.S)


def test_the_files_that_the_page_shows_are_accepted_too(tmp_path):
    kinds = [next((key for key in KINDS if key in block), "") for block in BLOCKS]
    assert [kinds.count(key) for key in KINDS] == [4, 1, 1]
    for kind, block in zip(kinds, BLOCKS, strict=True):
        if kind == "repos:":
            hooks = load(ROOT / ".pre-commit-hooks.yaml")
            shown = [hook["id"] for hook in load(block)["repos"][0]["hooks"]]
            assert shown == [hook["id"] for hook in hooks]
        elif kind:
            assert faults(KINDS[kind], block) == []


KINDS = {"jobs:": "github-workflows", "script:": "gitlab-ci", "repos:": ""}


def test_the_job_for_gitlab_is_the_one_that_init_writes(tmp_path):
    [(_, text)] = check_files(tmp_path, tmp_path, Ci.GITLAB, pre_commit=False)
    assert text in BLOCKS


def test_every_input_and_output_of_the_action_is_told():
    action, told = load(ROOT / "action.yml"), chapter(text_of("docs/ci.md"), "GitHub")
    assert [name for name in action["inputs"] if f"| `{name}` |" not in told] == []
    assert [name for name in action["outputs"] if f"`{name}`" not in told] == []
