"""The registers in every form people write them."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.errors import ConfigError
from pmkit.registers import load_registers


def load(root, **texts):
    (root / "register").mkdir(exist_ok=True)
    for name, text in texts.items():
        (root / "register" / f"{name}.yml").write_text(text)
    return load_registers(root)


@pytest.mark.parametrize(
    "people",
    [
        "- {handle: dana, name: Dana Okafor, aliases: [DO], active: false}\n- handle: lee\n",
        "people:\n  - handle: dana\n    name: Dana Okafor\n    aliases: DO\n    active: false\n"
        "  - handle: lee\n",
        "dana:\n  name: Dana Okafor\n  aliases: [DO]\n  active: false\nlee: {team: nlp}\n",
        "people:\n  dana: {name: Dana Okafor, aliases: [DO], active: false}\n  lee: {team: nlp}\n",
    ],
)
def test_every_form_is_read_alike(tmp_path, people):
    registers = load(tmp_path, people=people)
    assert [person.handle for person in registers.people] == ["dana", "lee"]
    for spelling in ("dana", "DANA", "@dana", "Dana Okafor", "do"):
        assert registers.person(spelling).handle == "dana"
    assert [person.active for person in registers.people] == [False, True]


def test_an_empty_register_counts_as_absent(tmp_path):
    for text in ("", "# - handle: dana\n", "[]\n", "people: []\n", "people:\n  # - handle: a\n"):
        assert load(tmp_path, people=text).people == ()


def test_aliases_may_stand_beside_the_tags(tmp_path):
    text = "tags:\n  - {name: on-prem, group: house}\naliases:\n  dirty-data: data\n  op: on-prem\n"
    taxonomy = load(tmp_path, tags=text).taxonomy
    assert [taxonomy.resolve(word) for word in ("dirty-data", "op", "on-prem")] == [
        "data",
        "on-prem",
        "on-prem",
    ]
    assert taxonomy.group("on-prem") == "house"


def test_own_words_win_over_built_in_aliases(tmp_path):
    taxonomy = load(tmp_path, tags="- {name: scope-creep, title: Own}\n").taxonomy
    assert taxonomy.resolve("scope-creep") == "scope-creep"
    assert taxonomy.group("scope-creep") == "own"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("just text\n", "people.yml:1:1"),
        ("- dana\n", "people.yml:1:1"),
        ("- name: Dana\n", "people.yml:1:3"),
        ("- {handle: dana}\n- {handle: [a]}\n", "people.yml:2:12"),
        ("- handle: a\n  handle: b\n", "people.yml:2:3"),
        ("- handle: *a\n", "people.yml:1:11"),
        ("- {handle: a, active: maybe}\n", "people.yml:1:23"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, text, place):
    with pytest.raises(ConfigError, match=place):
        load(tmp_path, people=text)


@pytest.mark.parametrize(
    "reviews",
    [
        "- {year: 2025, held_on: 2026-01-15}\n",
        "reviews:\n  - year: 2025\n    held_on: 2026-01-15\n",
        "2025: {held_on: 2026-01-15}\n",
    ],
)
def test_annual_reviews_are_found_by_their_year(tmp_path, reviews):
    registers = load(tmp_path, reviews=reviews)
    assert registers.annual_review(2025).held_on == date(2026, 1, 15)
    assert registers.annual_review(2024) is None
