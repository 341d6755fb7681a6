"""The rules about the whole, on small repositories on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmkit.config import open_repository
from pmkit.document.problem import FIRST_LINE
from pmkit.model.finding import Finding
from pmkit.model.settings import Settings
from pmkit.registers import Registers
from pmkit.rules.check import FileFacts, Reference, RepositoryCheck
from pmkit.rules.decide import select
from pmkit.rules.registry import Scope
from pmkit.rules.run import lint
from pmkit.rules.targets import Targets
from tests.rules.examples import AS_OF, RULES, findings, whole

OWN = "2025-12-05-example"
SCANS = "2025-01-10-halden-scans"


def build(root: Path, files: dict[str, str], config: str = "") -> None:
    """Write post-mortems, each the clean base with some fields replaced."""
    (root / "pmkit.toml").write_text(config)
    for path, fields in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((fields if fields.startswith("---") else whole(fields)).encode())


def run(root: Path, *only: str, codes: tuple[str, ...] = ("PM7",)) -> list[Finding]:
    repository = open_repository(root)
    walk = repository.walk()
    paths, refused = walk.paths, walk.refused
    chosen = select(RULES, codes, ())
    return lint(Targets(repository, list(only) or paths, refused, paths), chosen, AS_OF).findings


def told(items: list[Finding], code: str) -> list[tuple[str, int, str, str]]:
    return [(item.path, item.line, item.message, item.hint) for item in items if item.code == code]


def other(day: str = "2025-01-10") -> str:
    return f"started_on: 2024-09-01\ncompleted_on: {day}\n"


@pytest.mark.parametrize(
    ("rule", "heading", "example"),
    [
        pytest.param(item, heading, example, id=f"{item.code}-{heading}")
        for item in RULES.values()
        if item.scope is Scope.REPOSITORY and item.code.startswith("PM70") and item.code != "PM701"
        for heading in ("Bad", "Good")
        for example in item.examples(heading)
    ],
)
def test_examples(tmp_path, rule, heading, example):
    build(tmp_path, {f"postmortems/{OWN}.md": example, f"postmortems/{SCANS}.md": other()})
    codes = [item.code for item in run(tmp_path)]
    assert codes == ([rule.code] if heading == "Bad" else [])


def test_two_files_of_one_name(tmp_path):
    build(
        tmp_path,
        {f"postmortems/a/{OWN}.md": "", f"postmortems/b/{OWN}.md": "", f"old/{SCANS}.md": other()},
        'roots = ["postmortems", "old"]',
    )
    first, second = told(run(tmp_path), "PM701")
    assert first[:2] == (f"postmortems/a/{OWN}.md", 1)
    assert f"`postmortems/b/{OWN}.md` has the same id, `{OWN}`" == first[2]
    assert f"`postmortems/a/{OWN}.md` has the same id, `{OWN}`" == second[2]
    assert len(told(run(tmp_path, f"postmortems/b/{OWN}.md"), "PM701")) == 1
    assert told(run(tmp_path, f"old/{SCANS}.md"), "PM701") == []


def test_three_files_of_one_name_are_counted(tmp_path):
    build(tmp_path, {f"postmortems/{folder}/{OWN}.md": "" for folder in "abc"})
    assert all(" and 1 more has the same id" in item[2] for item in told(run(tmp_path), "PM701"))


def test_one_folder_under_two_roots_is_no_duplicate(tmp_path):
    build(tmp_path, {f"postmortems/a/{OWN}.md": ""}, 'roots = ["postmortems", "postmortems/a"]')
    assert told(run(tmp_path), "PM701") == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("2025-01-10-halden-scan", f"did you mean `{SCANS}`?"),
        ("2025-01-11-halden-scans", f"did you mean `{SCANS}`?"),
        ("halden-scans", f"did you mean `{SCANS}`?"),
        (f"{SCANS}.md", f"did you mean `{SCANS}`?"),
        (f"postmortems/{SCANS}.md", f"did you mean `{SCANS}`?"),
        (
            "something-else",
            "write the file's name without folder and `.md`, as `pmkit list` shows it",
        ),
    ],
)
def test_a_related_file_that_is_not_there(tmp_path, target, hint):
    fields = f"related:\n  - {SCANS}\n  - {target}\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields, f"postmortems/{SCANS}.md": other()})
    line = whole(fields).splitlines().index(f"  - {target}") + 1
    expected = (f"postmortems/{OWN}.md", line, f"there is no post-mortem `{target}`", hint)
    assert told(run(tmp_path), "PM702") == [expected]
    assert told(run(tmp_path, f"postmortems/{OWN}.md"), "PM702") == [expected]
    assert told(run(tmp_path, f"postmortems/{SCANS}.md"), "PM702") == []


def test_a_blank_dangles_nowhere(tmp_path):
    fields = "related: [TODO]\nprevented:\n  - {what: A loss., thanks_to: [TODO]}\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields})
    assert run(tmp_path) == []


def test_a_file_that_cannot_be_read_is_there_all_the_same(tmp_path):
    fields = f"related: [{SCANS}]\nprevented:\n  - {{what: A loss., thanks_to: ['{SCANS}:A1']}}\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields, f"postmortems/{SCANS}.md": "---\nbroken"})
    assert [(item.path, item.code) for item in run(tmp_path)] == [
        (f"postmortems/{SCANS}.md", "PM011")
    ]


def test_files_of_no_repository_dangle_nowhere(tmp_path):
    build(tmp_path, {f"{OWN}.md": "related: [nowhere]\n"})
    chosen = select(RULES, ["PM7"], ())
    result = lint(Targets(open_repository(tmp_path), [f"{OWN}.md"], [], []), chosen, AS_OF)
    assert result.findings == []


def test_thanks_to(tmp_path):
    targets = [SCANS, f"{SCANS}:A1", f"{SCANS}:A7", "nowhere:A1", "nowhere"]
    fields = f"prevented:\n  - what: A loss of scans.\n    thanks_to: {targets}\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields, f"postmortems/old/{SCANS}.md": other()})
    for only in ((), (f"postmortems/{OWN}.md",)):
        items = [item for item in run(tmp_path, *only) if item.code == "PM704"]
        assert [(item.message, item.hint.partition(" ")[0]) for item in items] == [
            (f"`{SCANS}` has no action `A7`", "its"),
            ("there is no post-mortem `nowhere`", "write"),
            ("there is no post-mortem `nowhere`", "write"),
        ]
        assert items[0].hint == "its actions are `A1`, `A2`, `A3`"


def test_an_action_may_stand_in_either_file_of_one_name(tmp_path):
    fields = f"prevented:\n  - {{what: A loss., thanks_to: ['{SCANS}:A9']}}\n"
    files = {
        f"postmortems/{OWN}.md": fields,
        f"postmortems/a/{SCANS}.md": other(),
        f"postmortems/b/{SCANS}.md": other() + "actions:\n  - {id: A9, what: Keep scans.}\n",
    }
    build(tmp_path, files)
    assert told(run(tmp_path), "PM704") == []


def of(code: str, fields: str, path: str = f"postmortems/{OWN}.md") -> list[Finding]:
    return [item for item in findings(whole(fields), path) if item.code == code]


def test_causes_that_are_not_there_are_named_with_those_that_are():
    (item,) = of("PM703", "actions:\n  - {id: A1, what: Do it., addresses: [C1, C9, TODO]}\n")
    assert item.message == "no cause of this file has the id `C9`"
    assert item.hint == "write one of `C1`"
    (none,) = of("PM703", "causes: []\nactions:\n  - {id: A1, what: Do it., addresses: [C1]}\n")
    assert none.hint == "list the cause under `causes:`"


@pytest.mark.parametrize("causes", ["none", "\n  - C1\n  - {id: C2, what: A gap.}"])
def test_a_cause_that_cannot_be_read_may_be_the_one(causes):
    fields = f"causes: {causes}\nactions:\n  - {{id: A1, what: Do it., addresses: [C1]}}\n"
    assert of("PM703", fields) == []


@pytest.mark.parametrize(
    ("fields", "name", "hint"),
    [
        ("", "2025-12-04-reader", "2025-12-05-reader.md"),
        ("", "2025-13-45", "2025-12-05.md"),
        ("kind: incident\n", "2025-11-03-tariff", "2025-11-04-tariff.md"),
        ("kind: incident\n# without: resolved_at\n", "2025-11-04-tariff", "2025-11-03-tariff.md"),
    ],
)
def test_a_name_with_another_date(fields, name, hint):
    (item,) = of("PM705", fields, f"postmortems/{name}.md")
    assert item.hint == f"correct the date, or rename the file to `{hint}`"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("", "2025-12-05-reader"),
        ("", "2025-12-05"),
        ("", "reader"),
        ("", "2025-12-042-reader"),
        ("completed_on: TODO\n", "2025-12-04-reader"),
        ("completed_on: soon\n", "2025-12-04-reader"),
        ("# without: completed_on\n", "2025-12-04-reader"),
        ("kind: incident\n", "2025-11-04-tariff"),
        ("kind: incident\n# without: resolved_at\n", "2025-11-03-tariff"),
        ("kind: incident\nresolved_at: TODO\n", "2025-11-09-tariff"),
    ],
)
def test_a_name_that_fits(fields, name):
    assert of("PM705", fields, f"postmortems/{name}.md") == []


def test_thanks_to_itself():
    fields = f"prevented:\n  - {{what: A loss., thanks_to: ['{OWN}:A1', {SCANS}, {OWN}]}}\n"
    assert len(of("PM706", fields)) == 2


def test_a_suppression_of_what_the_whole_showed(tmp_path):
    fields = "related: [nowhere]  # pmkit: ignore[PM702] it was never written\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields, f"postmortems/{SCANS}.md": other()})
    assert run(tmp_path) == []
    assert run(tmp_path, f"postmortems/{OWN}.md") == []


def test_a_suppression_for_the_whole_is_not_unused_when_one_file_is_linted(tmp_path):
    fields = f"related: [{SCANS}]  # pmkit: ignore[PM702] it may go\n"
    build(tmp_path, {f"postmortems/{OWN}.md": fields, f"postmortems/{SCANS}.md": other()})
    assert run(tmp_path, f"postmortems/{OWN}.md") == []
    assert of("PM790", fields) == []


def test_many_dangling_links_in_many_files_take_no_long_time(tmp_path):
    paths = tuple(f"postmortems/2025-01-01-project-{number}.md" for number in range(10_000))
    links = tuple(Reference("related", f"2025-02-01-pilot-{n}", FIRST_LINE) for n in range(3_000))
    facts = (FileFacts(paths[0], "2025-01-01-project-0", references=links),)
    whole = RepositoryCheck(
        None, paths, facts, lambda path: None, Registers(), Settings(), AS_OF, True
    )
    assert len(list(RULES["PM702"].check(whole))) == 3_000
