"""PM72x on real registers: slips that would change reports in silence."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.errors import ConfigError
from pmkit.rules.decide import select
from pmkit.rules.run import lint
from pmkit.rules.targets import Targets
from tests.rules.examples import BASE, RULES


def found(root, text="", checked=1, **registers):
    (root / "postmortems").mkdir(exist_ok=True)
    path = root / "postmortems" / "2025-12-05-a.md"
    path.write_text(text or (BASE / "project.md").read_text("utf-8"))
    (root / "register").mkdir()
    for name, text in registers.items():
        (root / "register" / f"{name}.yml").write_text(text)
    repository = open_repository(root)
    walk = repository.walk()
    selection = select(RULES, ("PM72",), ())
    result = lint(
        Targets(repository, walk.paths, walk.refused, walk.paths), selection, date(2025, 12, 12)
    )
    assert result.checked == checked
    return [(f.path, f.line, f.column, f.code, f.hint) for f in result.findings]


def test_a_slip_in_a_key_is_named_with_what_was_meant(tmp_path):
    people = "- {handle: dana, actve: false}\n- handle: lee\n  x-phone: 1\n"
    assert found(tmp_path, people=people) == [
        ("register/people.yml", 1, 18, "PM720", "did you mean `active`?")
    ]


def test_a_handle_stands_once(tmp_path):
    clients = "clients:\n  - handle: acme\n  - handle: Acme\n"
    assert [item[:4] for item in found(tmp_path, clients=clients)] == [
        ("register/clients.yml", 3, 13, "PM721")
    ]


def test_the_client_of_a_project_is_known(tmp_path):
    assert found(
        tmp_path,
        clients="- {handle: halden, name: Halden Logistics}\n",
        projects="- {handle: a, client: haldn}\n- {handle: b, client: halden logistics}\n"
        "- {handle: c}\n- {handle: d, client: zephyr}\n",
    ) == [
        ("register/projects.yml", 1, 23, "PM723", "did you mean `halden`?"),
        ("register/projects.yml", 4, 23, "PM723", "add the client there"),
    ]


UNUSED = "- {name: data, aliases: [x]}\n- {name: frozen}\n- {name: audit, aliases: [y]}\n"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("data-quality-surprise", [2, 3]),
        ("frozen", [3]),
        ("y", [2]),
    ],
)
def test_a_tag_of_the_register_is_used(tmp_path, written, lines):
    text = (BASE / "project.md").read_text("utf-8")
    head, _, tail = text.rpartition("tags: [data-quality-surprise]")  # of its lesson
    base = f"{head}tags: [{written}]{tail}"
    assert [item[:4] for item in found(tmp_path, base, tags=UNUSED)] == [
        ("register/tags.yml", line, 10, "PM725") for line in lines
    ]


def test_a_file_that_cannot_be_read_may_use_it(tmp_path):
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "torn.md").write_text("---\nkind: [\n---\n")
    items = found(tmp_path, checked=2, tags=UNUSED)
    assert [item for item in items if item[0].startswith("register")] == []


@pytest.mark.parametrize(
    ("tags", "columns"),
    [
        ("- {name: data, aliases: [scope]}\n", [26]),
        ("- {name: a, aliases: [b]}\n- {name: b, aliases: [a]}\n", [23, 23]),
        ("- {name: a, aliases: [x]}\n- {name: b, aliases: [x]}\n", [23]),
        ("- {name: data, aliases: [numbers]}\n", []),
    ],
)
def test_a_word_means_one_thing(tmp_path, tags, columns):
    assert [item[2] for item in found(tmp_path, tags=tags) if item[3] == "PM722"] == columns


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("{year: 2025}", ("PM724", 10)),
        ("{year: 2025, held_on: }", ("PM724", 10)),
        ("{year: 2025, held_on: 2024-12-31}", ("PM724", 25)),
        ("{year: 2025, held_on: 2025-12-01}", None),
        ("{year: 2025, held_on: 2026-01-15, nots: x}", ("PM720", 37)),
    ],
)
def test_an_annual_review_has_a_day_from_its_year_on(tmp_path, entry, place):
    told = found(tmp_path, reviews=f"- {entry}\n")
    assert [(item[3], item[2]) for item in told] == ([place] if place else [])


def test_a_year_stands_once(tmp_path):
    entry = "- {year: 2025, held_on: 2026-01-15}\n"
    assert [item[:4] for item in found(tmp_path, reviews=entry * 2)] == [
        ("register/reviews.yml", 2, 10, "PM721")
    ]


PROJECTS = "- {handle: p}\n"


@pytest.mark.parametrize(
    ("entry", "places"),
    [
        ("{project: p, person: lee, read_on: 2025-12-01}", []),
        ("{project: p, person: lee}", [("PM726", 13)]),
        ("{project: p, person: , read_on: }", [("PM726", 13)]),
        ("{project: q, person: Lee Moss, read_on: 2025-12-01}", [("PM727", 13)]),
        ("{project: p, person: lea, read_on: 2025-12-01}", [("PM727", 24)]),
        (
            "{project: p, person: lee, read_on: 2025-12-01, postmortems: [2025-12-05-a, b],"
            " lessons: ['2025-12-05-a:L1', 'c:L1']}",
            [("PM727", 78), ("PM727", 111)],
        ),
        ("{project: p, person: lee, read_on: 2025-12-01, readon: x}", [("PM720", 50)]),
    ],
)
def test_a_brief_says_who_read_what_and_when(tmp_path, entry, places):
    people = "- {handle: lee, name: Lee Moss}\n"
    told = found(tmp_path, briefs=f"- {entry}\n", people=people, projects=PROJECTS)
    assert [(item[3], item[2]) for item in told] == places


def test_a_project_has_a_brief_for_each_who_read_it(tmp_path):
    entry = "- {project: p, person: lee, read_on: 2025-12-01}\n"
    assert found(tmp_path, briefs=entry * 2, projects=PROJECTS) == []


SIGNED = "- {sentence: Grace ran., signed_by: %s, until: %s}\n"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (SIGNED % ("lee", "2025-12-12"), []),
        (SIGNED % ("Lee Moss", "2025-12-12"), []),
        (SIGNED % ("lee", "2025-12-11"), [("PM729", 49)]),
        (SIGNED % ("gone", "2026-12-11"), [("PM728", 37)]),
        (SIGNED % ("dana", "2025-12-11"), [("PM728", 37), ("PM729", 50)]),
        ("- {sentence: Grace ran., signed_by: lee}\n", [("PM728", 14)]),
        ("- {sentence: Grace ran., until: 2026-12-11}\n", [("PM728", 14)]),
        ("- {sentence: Grace ran., signed_by: , until: }\n", [("PM728", 14)]),
        ("- {sentence: Grace ran., signed_by: lee, untill: 2026-12-11}\n", ["PM728", "PM720"]),
        (2 * (SIGNED % ("lee", "2026-12-11")), [("PM721", 14)]),
    ],
)
def test_exemptions_are_signed_and_end(tmp_path, entry, told):
    people = "- {handle: lee, name: Lee Moss}\n- {handle: gone, active: false}\n"
    hits = found(tmp_path, anonymise=entry, people=people)
    assert {hit[0] for hit in hits} <= {"register/anonymise.yml"}
    if told and isinstance(told[0], str):
        assert sorted(hit[3] for hit in hits) == sorted(told)
    else:
        assert [(hit[3], hit[2]) for hit in hits] == told


@pytest.mark.parametrize(
    "text",
    ["- {sentence: [\n", "- {signed_by: lee}\n", "- {sentence: x, until: soon}\n", "x\n"],
)
def test_exemptions_that_cannot_be_read_are_told_as_such(tmp_path, text):
    with pytest.raises(ConfigError, match=r"register/anonymise\.yml:[12]:"):
        found(tmp_path, anonymise=text)
