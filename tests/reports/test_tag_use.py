"""Which fixes against a tag worked, and which tags a text is like; against small repositories."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.errors import UsageError
from pmkit.library import load_library
from pmkit.load import load_reading
from pmkit.reports.returns import Held
from pmkit.reports.suggesting import carried_by, suggest_tags, text_of
from pmkit.reports.tag_use import find_use
from pmkit.taxonomy import built_in
from pmkit.taxonomy.likeness import likeliest

FILE = """\
---
kind: project
status: reviewed
title: Papers
completed_on: {day}
causes:
  - {{id: C1, what: {what}, tags: [drift]}}
  - {{id: C2, what: Other., tags: [scope]}}
lessons:
  - {{lesson: Look., tags: [team]}}
actions:
{actions}---
"""


def action(name: str, status: str, more: str = "", addresses: str = "C1") -> str:
    return (
        f"  - {{id: {name}, what: Do {name}., addresses: [{addresses}], status: {status}, "
        f"owner: uma, deadline: 2024-03-01, verification: Seen.{more}}}\n"
    )


@pytest.fixture
def library(tmp_path):
    (tmp_path / "postmortems").mkdir()
    first = [
        action("A1", "implemented", ", implemented_on: 2024-03-01"),
        action("A2", "cancelled"),
        action("A3", "open"),
        action("A4", "verified", ", verified_on: 2024-03-01", "C2"),
        action(
            "A5",
            "verified",
            ", implemented_on: 2024-03-01, verified_on: 2024-06-15, result: effective",
        ),
        action("A6", "implemented", ", implemented_on: 2025-01-05"),
    ]
    verified = ", implemented_on: 2025-02-01, verified_on: 2025-03-01, verified_by: lior"
    second = [
        action("A1", "verified", f"{verified}, result: effective", "C1, C2"),
        action("A2", "verified", f"{verified}, result: not_effective"),
        action("A3", "implemented", ", implemented_on: 2025-02-01"),
    ]
    for day, parts in (("2024-01-05", first), ("2025-01-05", second)):
        text = FILE.format(day=day, what="Behavior moved away.", actions="".join(parts))
        (tmp_path / f"postmortems/{day}-papers.md").write_text(text)
    only_scope = FILE.format(day="2025-05-20", what="Grown.", actions=action("A1", "open"))
    only_scope = only_scope.replace("tags: [drift]", "tags: [scope]")
    (tmp_path / "postmortems/2025-05-20-grown.md").write_text(only_scope)
    return load_library(open_repository(tmp_path)), open_repository(tmp_path)


def test_fixes_are_told_by_how_they_held_for_this_tag_alone_even_beside_a_better_one(library):
    found, _ = library
    use = find_use(
        "model-drift",
        found.records,
        found.registers,
        date(2025, 6, 1),
    )
    assert (use.tag, use.count) == ("drift", 2)
    assert [(one.postmortem, str(one.grade)) for one in use.repeats] == [
        ("2025-01-05-papers", "verified")
    ]
    assert [(fix.ref, fix.held and str(fix.held), fix.came_back_in) for fix in use.fixes] == [
        ("2025-01-05-papers:A1", "held", ()),
        ("2024-01-05-papers:A6", "unproven", ()),
        ("2025-01-05-papers:A3", "unproven", ()),
        ("2025-01-05-papers:A2", "not_effective", ()),
        ("2024-01-05-papers:A1", "came_back", ("2025-01-05-papers",)),
        ("2024-01-05-papers:A5", "came_back", ("2025-01-05-papers",)),
        ("2024-01-05-papers:A2", None, ()),
        ("2024-01-05-papers:A3", None, ()),
    ]


def test_nothing_after_the_day_is_known_and_no_tag_is_made_up(library):
    found, _ = library
    use = find_use("drift", found.records, found.registers, date(2024, 6, 1))
    assert (use.count, use.repeats) == (1, ())
    assert {fix.held for fix in use.fixes} == {Held.UNPROVEN, None}
    later = find_use("drift", found.records, found.registers, date(2024, 6, 15))
    assert later.fixes[0].held is Held.HELD
    with pytest.raises(UsageError, match="no tag `drfit`"):
        find_use("drfit", found.records, found.registers, date(2024, 6, 1))


def test_the_text_of_a_post_mortem_is_read_without_its_tags(library):
    found, repository = library
    document = load_reading(repository, found.records[0]).document
    assert "Behavior moved away." in text_of(document)
    assert "drift" not in text_of(document)
    assert carried_by(document) == ("drift", "scope", "team")


@pytest.mark.parametrize("tag", ["drift", "data-quality-surprise", "estimation", "adoption"])
def test_what_is_said_about_a_tag_is_most_like_it(tag):
    known = built_in().tags[tag]
    first = likeliest(" ".join((known.description, *known.warning_signs)), built_in())[0]
    assert first.tag == tag
    assert len(first.words) >= 3


def test_words_stand_as_in_the_text_and_what_is_carried_is_marked(library):
    found, _ = library
    text = "LABELS were wrong; the Audit saw low agreement between records."
    rows = suggest_tags(text, ("bad-labels", "data"), found.registers, 3)
    assert len(rows) == 3
    assert {row.tag: row.carried for row in rows}["data"] is True
    words = {word for row in rows for word in row.words}
    assert {"LABELS", "Audit"} <= words
    assert not {"were", "between"} & words
    assert words <= {*text.replace(";", "").replace(".", "").split()}
    assert suggest_tags("Lorem ipsum dolor.", (), found.registers, 5) == []
