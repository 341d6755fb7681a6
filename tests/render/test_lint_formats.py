"""Every format of lint: what it says, and that the schema somebody published accepts it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema

from pmkit.model.finding import Level
from pmkit.render.findings import render
from pmkit.render.findings.step_summary import step_summary
from pmkit.render.formats import LintFormat
from pmkit.visible import visible, visible_lines
from tests.render.reports import finding, report

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"
SUMMARY = "checked 2 files: 1 error, 1 warning (as of 2026-04-01)"

ERROR = finding()
WARNING = finding("PM603", 3, (7, 11), severity=Level.WARNING, message="`TODO` is left", hint="")
FILES = {"pm/a.md": "---\ncauses: []\nnote: TODO\n---\n", "pm/b.md": "---\n"}
TWO = report(ERROR, WARNING, files=FILES)
EVIL = finding(
    path="pm/a\n::error::x%0A,:\udcff\ufffe.md",
    message="]]><b>&\x00\x1b[2J\ufffe\uffff\u202e\n::warning::x %0A##[group]](http://x) | @all `",
    hint="<!-- {0} -->\r\n::set-env::",
)
HOSTILE = report(EVIL, files={EVIL.path: "---\n\x1bcauses: ##[\n"})
FORMATS = [pytest.param(name, id=str(name)) for name in LintFormat]


def out(name: str, told=TWO) -> str:
    return render(told, LintFormat(name))


def data(name: str, told=TWO):
    return json.loads(out(name, told))


@pytest.mark.parametrize("name", FORMATS)
def test_a_stranger_gives_no_orders(name):
    text = out(name, HOSTILE)
    odd = [line for line in text.split("\n") if visible(line) != line]
    assert len(odd) == (2 if name is LintFormat.GITHUB else 0)
    for command in odd:
        assert command.startswith(("::error file=", "::notice title=pmkit::"))
        assert visible(command[2:]) == command[2:]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_tell_is_told(name):
    text = out(name, report())
    assert text == out(name, report())
    if name is not LintFormat.JSON_LINES:
        assert text.endswith("\n")


def test_text():
    assert out("text").splitlines() == [
        "pm/a.md:2:1: error PM301 no-cause: no cause is listed",
        "  2 | causes: []",
        "    | ^^^^^^",
        "  hint: add one",
        "pm/a.md:3:7: warning PM603 todo-left: `TODO` is left",
        "  3 | note: TODO",
        "    |       ^^^^",
        "",
        SUMMARY,
    ]


def test_a_hint_is_given_once_a_file():
    again = finding(line=3)
    assert out("text", report(ERROR, again, files=FILES)).count("hint: add one") == 1


def test_colour_marks_severity_and_place():
    lines = out("text", report(ERROR, files=FILES, color=True)).splitlines()
    assert lines[0] == "pm/a.md:2:1: \x1b[31merror\x1b[0m PM301 no-cause: no cause is listed"
    assert lines[2] == "\x1b[31m    | ^^^^^^\x1b[0m"


def test_concise():
    assert out("concise").splitlines() == [
        "pm/a.md:2:1: PM301 no cause is listed",
        "pm/a.md:3:7: PM603 `TODO` is left",
        SUMMARY,
    ]


def test_json_lines_are_the_items_of_json():
    lines = [json.loads(line) for line in out("json-lines").splitlines()]
    assert lines == data("json")["items"]
    assert out("json-lines", report()) == ""


def test_github():
    assert out("github").splitlines() == [
        "::error file=pm/a.md,line=2,endLine=2,col=1,endColumn=7,title=PM301 no-cause"
        "::pm/a.md:2:1: no cause is listed%0Aadd one",
        "::warning file=pm/a.md,line=3,endLine=3,col=7,endColumn=11,title=PM603 todo-left"
        "::pm/a.md:3:7: `TODO` is left",
        f"::notice title=pmkit::{SUMMARY}",
    ]


def test_github_escapes_what_a_command_is_made_of():
    [command, _] = out("github", HOSTILE).splitlines()
    assert command.startswith(
        "::error file=pm/a\\x0a%3A%3Aerror%3A%3Ax%250A%2C%3A\\udcff\ufffe.md,line=2,endLine=2,col=1,"
    )
    assert "%0A\\x3a:warning::x %250A##\\x5bgroup" in command


def test_gitlab():
    first, second = data("gitlab")
    assert first == {
        "type": "issue",
        "check_name": "PM301 no-cause",
        "description": "no cause is listed. Hint: add one",
        "categories": ["Style"],
        "severity": "major",
        "fingerprint": TWO.fingerprints()[0],
        "location": {"path": "pm/a.md", "lines": {"begin": 2, "end": 2}},
    }
    assert (second["severity"], second["description"]) == ("minor", "`TODO` is left")
    assert data("gitlab", report()) == []


def test_rdjson_counts_columns_in_bytes():
    item = finding("PM603", 1, (6, 10))
    told = data("rdjson", report(item, files={"pm/a.md": "łód: TODO"}))
    assert told == {
        "source": {"name": "pmkit"},
        "diagnostics": [
            {
                "message": "no cause is listed\nadd one",
                "location": {
                    "path": "pm/a.md",
                    "range": {"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 12}},
                },
                "severity": "ERROR",
                "code": {"value": "PM603"},
            }
        ],
    }


def test_rdjson_leaves_a_column_out_that_nobody_could_see():
    item = finding("PM603", 1, (20_000, 20_004))
    told = data("rdjson", report(item, files={"pm/a.md": "ł" * 30_000}))
    assert told["diagnostics"][0]["location"]["range"]["start"] == {"line": 1}


SARIF = jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("told", [TWO, HOSTILE, report()], ids=["two", "hostile", "none"])
def test_sarif_is_valid(told):
    assert [error.message for error in SARIF.iter_errors(data("sarif", told))] == []


def test_sarif():
    [run] = data("sarif")["runs"]
    first, second = run["results"]
    assert first == {
        "ruleId": "PM301",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "no cause is listed\nadd one"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "pm/a.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 7},
                }
            }
        ],
        "partialFingerprints": {"pmkitFinding/v1": TWO.fingerprints()[0]},
    }
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PM301", "PM603"]
    assert rules[second["ruleIndex"]]["id"] == second["ruleId"]
    assert "```yaml" in rules[0]["help"]["markdown"]
    assert rules[0]["defaultConfiguration"] == {"level": "error"}
    assert run["columnKind"] == "unicodeCodePoints"
    assert [item["location"]["uri"] for item in run["artifacts"]] == ["pm/a.md", "pm/b.md"]


def test_sarif_makes_an_address_of_any_name_and_no_link_of_any_message():
    [result] = data("sarif", HOSTILE)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "pm/a%0A%3A%3Aerror%3A%3Ax%250A%2C%3A%FF%EF%BF%BE.md"
    assert "](" not in result["message"]["text"]


JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


@pytest.mark.parametrize("told", [TWO, HOSTILE, report()], ids=["two", "hostile", "none"])
def test_junit_is_valid(told):
    JUNIT.validate(out("junit", told))


def test_junit():
    root = ET.fromstring(out("junit"))
    assert root.attrib == {"name": "pmkit", "tests": "3", "failures": "1", "errors": "0"}
    a, b = root
    assert a.attrib == {
        "name": "pm/a.md", "tests": "2", "failures": "1", "errors": "0", "skipped": "1"
    }  # fmt: skip
    failed, skipped = a
    assert failed.attrib == {"name": "PM301 no-cause, line 2", "classname": "pm/a.md"}
    assert failed.find("failure").attrib == {"type": "error", "message": "no cause is listed"}
    assert failed.find("failure").text == "pm/a.md:2:1: no cause is listed\nadd one"
    assert skipped.find("skipped").attrib == {"type": "warning", "message": "`TODO` is left"}
    assert (b.get("name"), b.get("tests"), len(b), len(b[0])) == ("pm/b.md", "1", 1, 0)


def test_junit_fails_what_fails_the_run():
    told = report(ERROR, WARNING, files=FILES, failing=frozenset({Level.ERROR, Level.WARNING}))
    assert ET.fromstring(out("junit", told)).get("failures") == "2"


def test_the_page_of_a_job_shows_errors_first():
    told = report(WARNING, ERROR, files=FILES)
    assert step_summary(told, 5_000).splitlines() == [
        "### pmkit lint",
        "",
        SUMMARY,
        "",
        "| severity | where | rule | what |",
        "| --- | --- | --- | --- |",
        "| error | pm/a.md:2:1 | PM301 no-cause | no cause is listed |",
        "| warning | pm/a.md:3:7 | PM603 todo-left | \\`TODO\\` is left |",
    ]


def test_the_page_of_a_job_stays_within_its_room():
    told = report(*(finding(line=line) for line in range(1, 500)), files=FILES)
    whole = step_summary(told, 100_000)
    assert whole.count("\n| error") == 499
    for room in (0, 100, 400, 1_000, 5_000):
        page = step_summary(told, room)
        assert len(page.encode()) <= room
        told_rows = page.count("\n| error")
        assert page == "" or page.endswith(f"\n… and {499 - told_rows} more\n")
    assert step_summary(told, 400) != ""


def test_the_page_of_a_job_is_a_table_whatever_a_message_holds():
    page = step_summary(HOSTILE, 5_000)
    assert visible_lines(page) == page
    row = page.splitlines()[6]
    assert row.replace("\\|", "").count("|") == 5
    assert "<b>" not in row.replace("\\<", "").replace("\\>", "")
