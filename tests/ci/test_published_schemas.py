"""Files for CI services are what the services' published schemas ask for."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from pmkit.scaffold.checks import check_files
from pmkit.scaffold.starter import Ci
from tests.ci.yaml12 import load
from tests.docs.pages import ROOT

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
