"""PM3xx: an analysis that goes deep enough, and what follows from each cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding, Level
from pmkit.model.settings import LintSettings, Settings
from pmkit.rules.decide import select
from pmkit.rules.run import lint_text
from tests.rules.examples import AS_OF, RULES, findings, whole

KINDS = ["project", "checkpoint", "pilot", "incident"]
STATUSES = [
    ("draft", Level.WARNING),
    ("in_review", Level.ERROR),
    ("reviewed", Level.ERROR),
    ("closed", Level.ERROR),
]
GOOD = {
    "id": "C1",
    "what": "Scans were absent from training.",
    "tags": "[data-quality-surprise]",
    "category": "process",
    "whys": "[The set held digital invoices., Discovery sampled by hand., The checklist names no method.]",
    "root": "The discovery checklist has no owner.",
    "also_at_risk": "Every document project now in discovery.",
}
ACTION = """
  - id: {id}
    what: Put a gate of 200 dpi in front of the extraction step.
    owner: ines
    deadline: 2026-01-31
    verification: The gate rejects the twelve files kept from this project.
"""


def item(**changes: str | None) -> str:
    """Return a good cause with `changes` as raw YAML; None leaves a field out."""
    fields = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return (
        "  - " + "\n    ".join(f"{key}: {value}".rstrip() for key, value in fields.items()) + "\n"
    )


def cause(**changes: str | None) -> str:
    """Return a file with one cause only, made by `item`."""
    return whole("causes:\n" + item(**changes))


def action(id: str = "A1", **more: str) -> str:
    return ACTION.format(id=id)[1:] + "".join(
        f"    {key}: {value}\n" for key, value in more.items()
    )


def of(code: str, text: str) -> list[Finding]:
    return [finding for finding in findings(text) if finding.code == code]


def codes(text: str) -> set[str]:
    return {f.code for f in findings(text) if f.code.startswith("PM3")}


def place(text: str, needle: str) -> tuple[int, int]:
    """Return line and column of the first `needle` in `text`."""
    at = text.index(needle)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def lint_in(root: Path, text: str, **lint: int) -> list[Finding]:
    repository = Repository(root, checked=Settings(lint=LintSettings(**lint)))
    document = read_document(text.encode(), Limits())
    return lint_text(
        repository, "postmortems/2025-12-05-x.md", document, select(RULES, ["PM3"], ()), AS_OF
    )


@pytest.fixture
def own_tags(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "tags.yml").write_text(
        "- {name: label-noise, aliases: [noisy-labels, data]}\n- {name: scope, aliases: [gold-plating]}\n"
    )
    return tmp_path


def test_a_good_cause_has_no_finding() -> None:
    assert codes(cause()) == set()


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("tags", "PM313"),
        ("category", "PM304"),
        ("whys", "PM305"),
        ("also_at_risk", "PM308"),
    ],
)
@pytest.mark.parametrize("value", [None, "", "~"])
def test_a_missing_field_is_said_once(key, code, value) -> None:
    found = of(code, cause(**{key: value}))
    assert len(found) == 1
    assert codes(cause(**{key: value})) == {code}


@pytest.mark.parametrize(("status", "level"), STATUSES)
def test_a_draft_is_told_and_everything_later_is_stopped(status, level) -> None:
    bare = item(tags=None, category=None, whys=None, root=None, also_at_risk=None)
    found = findings(whole(f"status: {status}\nactions: []\nlessons: []\ncauses:\n{bare}{bare}"))
    of_causes = {f.code: f.severity for f in found if f.code.startswith("PM3")}
    assert of_causes == dict.fromkeys(
        ["PM304", "PM305", "PM306", "PM308", "PM309", "PM313", "PM315"], level
    )


@pytest.mark.parametrize("key", ["tags", "category", "whys", "root", "also_at_risk"])
def test_a_blank_to_fill_is_not_missing_as_well(key) -> None:
    assert codes(cause(**{key: "TODO"})) == set()
    assert codes(cause(**{key: "TODO agree in the meeting"})) == set()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("category", "proces"),
        ("category", "[process]"),
        ("tags", "{a: b}"),
        ("whys", "Because the set held digital invoices."),
        ("whys", "[The set held digital invoices., {so: what}]"),
        ("also_at_risk", "[one project, another]"),
    ],
)
def test_a_value_that_cannot_be_read_is_not_missing_as_well(key, value) -> None:
    assert codes(cause(**{key: value})) == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("outcome: mixed\ncauses: []", True),
        ("outcome: failed\n# without: causes", True),
        ("outcome: failed\ncauses:", True),
        ("# without: outcome\ncauses: []", True),
        ("outcome: succeeded\ncauses: []", False),
        ("outcome: succeeded\n# without: causes", False),
        ("outcome: failed\ncauses: TODO", False),
        ("outcome: failed\ncauses: bad data", False),
        ("outcome: failed\ncauses:\n  - bad data", False),
    ],
)
def test_no_cause(kind, fragment, found) -> None:
    text = whole(f"kind: {kind}\n{fragment}\nactions: []")
    assert (len(of("PM301", text)) == 1) is found
    assert not codes(text) & {
        "PM304",
        "PM305",
        "PM306",
        "PM308",
        "PM309",
        "PM310",
        "PM313",
        "PM318",
    }


@pytest.mark.parametrize(("status", "level"), STATUSES)
def test_no_cause_is_weighed_by_status_and_stands_at_the_list(status, level) -> None:
    text = whole(f"status: {status}\ncauses: []")
    (found,) = of("PM301", text)
    assert found.severity is level
    assert found.message == "no cause is listed though the outcome is `mixed`"
    assert (found.line, found.column) == place(text, "causes:")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("data-quality-suprise", "did you mean `data-quality-surprise`?"),
        ("Data Quality Surprise", "did you mean `data-quality-surprise`?"),
        ("scope_creep", "did you mean `scope`?"),
        ("zzz", "choose one that `pmkit tags` lists, or add this one to register/tags.yml"),
        ("Hallucination", "did you mean `hallucination`?"),
    ],
)
def test_an_unknown_tag_comes_with_a_way_out(tag, hint) -> None:
    text = cause(tags=f"[process-gap, {tag}]")
    (found,) = of("PM302", text)
    assert found.hint == hint
    assert found.message == f"`{tag}` is no tag that pmkit or this repository knows"
    assert (found.line, found.column) == place(text, f"{tag}]")


def test_unknown_tags_are_found_in_lessons_and_everywhere_in_a_list() -> None:
    text = whole(
        "lessons:\n  - lesson: L\n    implication: I\n    tags:\n      - zzz\n      - data\n      - yyy\n"
    )
    assert [(f.line, f.column) for f in of("PM302", text)] == [
        place(text, "zzz"),
        place(text, "yyy"),
    ]


def test_a_single_word_instead_of_a_list_is_looked_up_too() -> None:
    text = cause(tags="zzz")
    assert len(of("PM302", text)) == 1
    assert of("PM302", text)[0].line == place(text, "tags: zzz")[0]


@pytest.mark.parametrize("tag", ["TODO", "TODO find one"])
def test_a_tag_to_come_is_not_unknown(tag) -> None:
    assert codes(cause(tags=f"[{tag}]")) == set()


@pytest.mark.parametrize(("status", "level"), STATUSES)
def test_an_unknown_tag_is_weighed_by_status(status, level) -> None:
    assert (
        of("PM302", whole(f"status: {status}\ncauses:\n" + item(tags="[zzz]")))[0].severity is level
    )


@pytest.mark.parametrize(
    ("tag", "unknown", "alias_of"),
    [
        ("label-noise", False, None),
        ("noisy-labels", False, "label-noise"),
        ("gold-plating", False, "scope"),
        ("data", False, None),
        ("label-nose", True, None),
    ],
)
def test_the_repository_has_tags_of_its_own(own_tags, tag, unknown, alias_of) -> None:
    found = {f.code: f for f in lint_in(own_tags, cause(tags=f"[{tag}]"))}
    assert ("PM302" in found) is unknown
    assert ("PM303" in found) is (alias_of is not None)
    if alias_of:
        assert found["PM303"].hint == f"write `{alias_of}`"
    if unknown:
        assert found["PM302"].hint == "did you mean `label-noise`?"


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_an_alias_is_advice_and_shown_where_it_stands(status) -> None:
    text = whole(f"status: {status}\ncauses:\n" + item(tags="[process-gap, scope-creep]"))
    (found,) = of("PM303", text)
    assert found.severity is Level.WARNING
    assert found.message == "`scope-creep` is another word for the tag `scope`"
    assert (found.line, found.column) == place(text, "scope-creep")
    assert not of("PM302", text)


def test_a_tag_is_shown_cut_and_harmless() -> None:
    text = cause(tags=f'["\\e[31m{"x" * 80}"]')
    (found,) = of("PM302", text)
    assert "\x1b" not in found.message
    assert len(found.message) < 100


@pytest.mark.parametrize("category", ["process", "judgment", "external"])
def test_each_category_is_one(category) -> None:
    assert codes(cause(category=category)) == set()


def test_a_missing_category_stands_at_the_cause() -> None:
    text = whole("causes:\n" + item() + item(id="C2", category=None))
    (found,) = of("PM304", text)
    assert found.message == "cause `C2` has no category"
    assert (found.line, found.column) == place(text, "id: C2")


@pytest.mark.parametrize(
    ("whys", "said"),
    [
        (None, "no whys"),
        ("[]", "no whys"),
        ("[a]", "1 why"),
        ("[a, b]", "2 whys"),
        ("[a, b, c]", None),
        ("[a, b, c, d, e]", None),
        ("[a, b, TODO]", None),
    ],
)
@pytest.mark.parametrize("category", ["process", "external"])
def test_how_long_the_chain_is(whys, said, category) -> None:
    found = of("PM305", cause(whys=whys, category=category))
    assert [f.message for f in found] == (
        [f"cause `C1` has {said}; at least 3 are wanted"] if said else []
    )


def test_the_shortest_chain_can_be_set(tmp_path) -> None:
    for length, wanted, found in ((1, 1, False), (2, 3, True), (4, 5, True), (5, 5, False)):
        text = cause(whys=f"[{', '.join('abcde'[:length])}]")
        assert ("PM305" in {f.code for f in lint_in(tmp_path, text, whys_min=wanted)}) is found


def test_a_short_chain_stands_at_its_key() -> None:
    text = cause(whys="[a]")
    assert (of("PM305", text)[0].line, of("PM305", text)[0].column) == place(text, "whys:")


@pytest.mark.parametrize(
    ("root", "whys", "found"),
    [
        ("A system.", None, False),
        (None, "[a, b, c]", False),
        (None, "[a]", False),
        (None, None, True),
        (None, "[]", True),
        ('""', None, True),
        ('"  "', "[]", True),
        ('""', "[a, b, c]", False),
        (None, "TODO", False),
        ("[a list]", None, False),
    ],
)
def test_a_root_is_written_or_the_last_why(root, whys, found) -> None:
    assert bool(of("PM306", cause(root=root, whys=whys))) is found


@pytest.mark.parametrize(
    ("risk", "found"),
    [(None, True), ('""', True), ('" "', True), ("None; it was the last.", False)],
)
def test_where_else_it_could_bite(risk, found) -> None:
    assert bool(of("PM308", cause(also_at_risk=risk))) is found


TWO = "causes:\n" + item(tags="[data]") + item(id="C2", tags="[scope]")


@pytest.mark.parametrize(
    ("rest", "left"),
    [
        ("lessons: []\nactions: []", ["C1", "C2"]),
        ("# without: lessons\n# without: actions", ["C1", "C2"]),
        ("lessons: []\nactions:\n" + action(addresses="[C1]"), ["C2"]),
        ("lessons: []\nactions:\n" + action(addresses="[C1, C2]"), []),
        ("lessons: []\nactions:\n" + action(addresses="C2"), ["C1"]),
        ("lessons: []\nactions:\n" + action(), ["C1", "C2"]),
        ("lessons: []\nactions:\n" + action(addresses="[C3]"), ["C1", "C2"]),
        (
            "lessons: []\nactions:\n"
            + action(addresses="[C1]", status="cancelled", cancelled_reason="Replaced."),
            ["C1", "C2"],
        ),
        (
            "lessons: []\nactions:\n"
            + action(addresses="[C1]", status="cancelled", cancelled_reason="Replaced.")
            + action("A2", addresses="[C1]"),
            ["C2"],
        ),
        ("actions: []\nlessons:\n  - {lesson: L, implication: I, tags: [scope]}", ["C1"]),
        ("actions: []\nlessons:\n  - {lesson: L, implication: I, tags: [scope-creep]}", ["C1"]),
        ("actions: []\nlessons:\n  - {lesson: L, implication: I, tags: [drift]}", ["C1", "C2"]),
        ("actions: []\nlessons:\n  - {lesson: L, implication: I}", ["C1", "C2"]),
    ],
)
def test_something_follows_from_each_cause(rest, left) -> None:
    text = whole(f"{TWO}{rest}")
    found = of("PM309", text)
    assert [f.message for f in found] == [f"cause `{c}` has no action and no lesson" for c in left]
    assert [(f.line, f.column) for f in found] == [place(text, f"id: {c}") for c in left]


def test_the_only_cause_is_addressed_by_every_action() -> None:
    rest = "lessons: []\nactions:\n" + action()
    assert codes(whole("causes:\n" + item() + rest)) == set()


def test_a_cause_that_is_written_with_an_alias_shares_the_tag_of_a_lesson() -> None:
    rest = "actions: []\nlessons:\n  - {lesson: L, implication: I, tags: [scope]}"
    assert codes(whole("causes:\n" + item(tags="[scope-creep]") + rest)) == {"PM303"}


@pytest.mark.parametrize("tags", [None, "[]"])
def test_a_cause_without_tag(tags) -> None:
    text = cause(tags=tags)
    (found,) = of("PM313", text)
    assert found.message == "cause `C1` has no tag"
    assert (found.line, found.column) == place(text, "tags: []" if tags else "id: C1")


@pytest.mark.parametrize(
    ("ids", "doubles"),
    [(["C1", "C2"], 0), (["C1", "C1"], 1), (["C1", "C1", "C1"], 2), (["C1", "c1"], 0)],
)
def test_ids_of_causes_are_unique(ids, doubles) -> None:
    text = whole("causes:\n" + "".join(item(id=i) for i in ids))
    found = of("PM315", text)
    line = place(text, "id: C1")[0]
    assert [f.message for f in found] == [
        f"`C1` is already the id of the cause on line {line}"
    ] * doubles
    assert [f.line for f in found] == [line + len(GOOD) * n for n in range(1, doubles + 1)]


def test_a_cause_without_id_is_called_by_its_place() -> None:
    text = whole("causes:\n" + item() + item(id=None, category=None))
    assert of("PM304", text)[0].message == "cause number 2 has no category"
    assert not of("PM315", text)
