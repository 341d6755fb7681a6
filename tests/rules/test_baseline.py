"""What a baseline knows, whatever else changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.config import Repository
from pmkit.errors import ConfigError
from pmkit.model.finding import Finding, Level
from pmkit.rules.baseline import Entry, baseline_text, compare, entries_of, read_baseline
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import LintResult
from pmkit.rules.targets import Targets

ALL = select(load_rules(), (), ())
PATH = "postmortems/2025-12-05-a.md"
OTHER = "postmortems/2025-12-06-b.md"
TEXT = {PATH: ["---", "status: draft", "clint: halden", "---"], OTHER: ["---"]}


def finding(line: int, code: str, message: str, path: str = PATH) -> Finding:
    return Finding(path, line, 1, line, 6, code, "", Level.ERROR, message, "")


DRAFT = finding(2, "PM710", "this has been a draft for 26 days, more than 14")
UNKNOWN = finding(3, "PM102", "the key `clint` is not known")
TITLE = finding(1, "PM101", "`title` is missing")
TEAM = finding(1, "PM101", "`team` is missing")
FOUND = [TITLE, TEAM, DRAFT, UNKNOWN]


def beside(known, found, *, selection=ALL, paths=(PATH, OTHER), text=TEXT, all_paths=(PATH, OTHER)):
    entries = entries_of(known, ALL, TEXT.__getitem__)
    targets = Targets(Repository.__new__(Repository), list(paths), [], list(all_paths))
    result = LintResult(found, tuple(paths))
    compared = compare(entries, result, targets, selection, text.__getitem__)
    return compared.result.findings, compared.known, [entry.message for entry in compared.gone]


def test_what_is_known_is_not_shown():
    assert beside(FOUND, FOUND) == ([], 4, [])
    assert beside([], FOUND) == (FOUND, 0, [])


def test_lines_days_and_folders_do_not_matter():
    moved = "postmortems/halden/2025-12-05-a.md"
    text = {moved: ["---", "# a comment", "", *TEXT[PATH][1:]]}
    found = [
        replace(TITLE, path=moved),
        replace(TEAM, path=moved),
        replace(DRAFT, path=moved, line=4, end_line=4, message=DRAFT.message.replace("26", "126")),
        replace(UNKNOWN, path=moved, line=5, end_line=5),
    ]
    assert beside(FOUND, found, text=text, paths=(moved,), all_paths=(moved,)) == ([], 4, [])


def test_another_finding_at_the_place_of_one_that_went_is_shown():
    client = finding(1, "PM101", "`client` is missing")
    assert beside(FOUND, [TITLE, client]) == (
        [client],
        1,
        ["`team` is missing", UNKNOWN.message, DRAFT.message],
    )


def test_the_same_once_more_is_shown():
    text = {**TEXT, PATH: [*TEXT[PATH], "clint: halden"]}
    again = replace(UNKNOWN, line=5, end_line=5)
    assert beside([UNKNOWN], [UNKNOWN, again], text=text) == ([again], 1, [])


def test_what_did_not_run_is_not_gone():
    assert beside(FOUND, [], paths=(OTHER,)) == ([], 0, [])
    only = select(load_rules(), ["PM710"], ())
    assert beside(FOUND, [], selection=only) == ([], 0, [DRAFT.message])
    broken = finding(1, "PM012", "a value is missing here")
    assert beside(FOUND, [broken]) == ([broken], 0, [])
    assert len(beside(FOUND, [])[2]) == 4


def test_what_cannot_be_read_is_never_known():
    broken = finding(1, "PM012", "a value is missing here")
    assert entries_of([broken], ALL, TEXT.__getitem__) == []


WORDS = st.text(max_size=20)


@given(st.lists(st.builds(Entry, WORDS, WORDS, WORDS, WORDS)))
def test_a_file_holds_its_entries_one_a_line(tmp_path_factory, entries):
    raw = baseline_text(entries)
    path = tmp_path_factory.getbasetemp() / "baseline.json"
    path.write_bytes(raw)
    assert read_baseline(path) == (raw, sorted(entries))
    assert raw.count(b'"fingerprint"') == len(entries)
    assert len(raw.splitlines()) == (len(entries) + 5 if entries else 4)


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (b"", ":1: it is no JSON", "--write-baseline --force"),
        (b'{"format": 1,\n<<<<<<< ours\n', ":2: it is no JSON", "settle the merge"),
        (b"\xff", ": it is no JSON", "--force"),
        (b"[" * 100_000, ": it is no JSON", "--force"),
        (b"[]", ": it is no baseline", "--force"),
        (b'{"format": "1", "findings": []}', ": it is no baseline", "--force"),
        (b'{"format": 1}', ": it is no baseline", "--force"),
        (b'{"format": 2, "findings": []}', ": it has format 2", "use a newer pmkit"),
        (json.dumps({"format": 1, "findings": [{"path": "a"}]}).encode(), ": entry 1", "--force"),
        (b'{"format": 1, "findings": [null]}', ": entry 1 lacks one of path, code", "--force"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, raw, message, hint):
    path = tmp_path / "baseline.json"
    path.write_bytes(raw)
    with pytest.raises(ConfigError) as error:
        read_baseline(path)
    assert f"{path}{message}" in error.value.message
    assert hint in error.value.hint
