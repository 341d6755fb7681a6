"""Renaming and merging tags, on small repositories on disk: the register and what carries a tag."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.config import open_repository
from pmkit.document.source import Limits
from pmkit.edits.edit import edit
from pmkit.errors import PmkitError, UnreadableError, UsageError
from pmkit.progress.desk import Desk
from pmkit.registers import load_registers
from pmkit.tagging.change import merge_tags, rename_tag
from pmkit.tagging.references import find_carriers

TAGS = """\
# our words
- name: old-plant   # since 2024
  title: Old plant
  group: house
  warning_signs: [Nobody has been there.]
  aliases: [plant]
- {name: far-site, aliases: [remote]}  # two
"""
DEPOT = """\
---
kind: project
status: draft
title: Depot, an old-plant
completed_on: 2026-03-20
causes:
  - id: C1
    what: The old-plant was far.
    tags: [far-site,  "old-plant", drift]   # three
  - id: C2
    what: Again.
    tags:
      - old-plant   # here
      # and here
      - far-site    # gone with the item
      - scope
  - id: C3
    what: Once more.
    tags: old-plant
lessons:
  - lesson: Go there.
    tags: [ plant, old-plant ]
x-tags: [old-plant]
---

The old-plant.
"""
OTHER = DEPOT.replace("old-plant", "team").replace("far-site", "skills")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    write(tmp_path, tags=TAGS, depot=DEPOT, other=OTHER)
    return tmp_path


def place(root: Path, name: str) -> Path:
    folder = "register/tags.yml" if name == "tags" else f"postmortems/2026-03-20-{name}.md"
    return root / folder


def write(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        place(root, name).write_bytes(text.encode())


def text(root: Path, name: str) -> str:
    return place(root, name).read_bytes().decode()


def desk_of(root: Path) -> Desk:
    return Desk(open_repository(root), load_registers(root), date(2026, 4, 1))


def rename(root: Path, old: str, new: str, keep: bool = True) -> Desk:
    desk = desk_of(root)
    rename_tag(desk, old, new, keep, ["old-plant"])
    desk.write()
    return desk


def merge(root: Path, *tags: str) -> Desk:
    desk = desk_of(root)
    merge_tags(desk, tags[:-1], tags[-1], ["old-plant"])
    desk.write()
    return desk


def told(desk: Desk) -> list[str]:
    return [f"{done.ref} {done.moved.told}" for file in desk.files for done in file.done]


def test_every_list_carries_the_new_name_and_nothing_else_changes(root):
    desk = rename(root, "old-plant", "mill")
    assert text(root, "depot") == (
        DEPOT.replace('"old-plant"', '"mill"')
        .replace("- old-plant", "- mill")
        .replace("tags: old-plant", "tags: mill")
        .replace("[ plant, old-plant ]", "[ plant ]")
    )
    assert text(root, "tags") == TAGS.replace("name: old-plant", "name: mill").replace(
        "[plant]", "[plant, old-plant]"
    )
    assert text(root, "other") == OTHER
    assert told(desk) == [
        "postmortems/2026-03-20-depot.md 4 × old-plant → mill",
        "register/tags.yml old-plant → mill",
    ]


def test_a_second_time_changes_nothing_with_an_alias_and_without(root):
    for keep, new in ((True, "mill"), (False, "works")):
        old = "old-plant" if keep else "mill"
        rename(root, old, new, keep)
        before = text(root, "depot"), text(root, "tags")
        rename(root, old, new, keep)
        assert (text(root, "depot"), text(root, "tags")) == before


def test_there_and_back_gives_the_same_bytes_but_for_the_alias(root):
    # in the lesson the tag stood beside its alias; apart from that one nothing stood twice
    write(root, depot=DEPOT.replace("[ plant, old-plant ]", "[ old-plant ]"))
    before = text(root, "depot")
    rename(root, "old-plant", "mill")
    rename(root, "mill", "old-plant")
    assert text(root, "depot") == before
    assert text(root, "tags") == TAGS.replace("[plant]", "[plant, mill]")
    rename(root, "old-plant", "mill", keep=False)
    rename(root, "mill", "old-plant", keep=False)
    assert text(root, "tags") == TAGS


def test_a_merge_of_own_tags_moves_what_is_known_and_drops_the_second(root):
    merge(root, "old-plant", "far-site")
    assert text(root, "tags") == (
        "# our words\n"
        "- {name: far-site, aliases: [remote, plant, old-plant], "
        "warning_signs: [Nobody has been there.]}  # two\n"
    )
    assert "tags: [far-site, drift]   # three" in text(root, "depot")
    block = "      - far-site   # here\n      # and here\n      - scope\n"
    assert block in text(root, "depot")
    assert "tags: far-site\n" in text(root, "depot")
    assert "[ plant ]" in text(root, "depot")  # which means the same now
    before = text(root, "depot"), text(root, "tags")
    merge(root, "old-plant", "far-site")
    assert (text(root, "depot"), text(root, "tags")) == before


def test_a_merge_into_a_built_in_tag_leaves_its_texts_alone(root):
    merge(root, "old-plant", "scope")
    assert text(root, "tags") == TAGS.replace("name: old-plant", "name: scope").replace(
        "  title: Old plant\n  group: house\n", ""
    ).replace("[plant]", "[plant, old-plant]")
    tag = load_registers(root).taxonomy.tags["scope"]
    assert (tag.title, tag.group) == ("Scope failure", "failure")
    assert "Nobody has been there." in tag.warning_signs


def test_words_that_nobody_defined_become_aliases(root):
    write(root, tags="", depot=DEPOT.replace("old-plant", "Scope_").replace("far-site", "skope"))
    desk = merge(root, "Scope_", "skope", "scope")
    assert text(root, "tags") == "- name: scope\n  aliases: [Scope_, skope]\n"
    assert told(desk)[0] == "postmortems/2026-03-20-depot.md 4 × Scope_, 2 × skope → scope"
    place(root, "tags").unlink()
    write(root, depot=DEPOT.replace("old-plant", "mil"))
    assert told(rename(root, "mil", "mill"))[-1] == "register/tags.yml stays as it is"
    assert not place(root, "tags").exists() or text(root, "tags") == ""


def test_aliases_beside_the_list_follow(root):
    write(root, tags="tags:\n  - name: old-plant\naliases:\n  plant: old-plant\n  p: scope\n")
    rename(root, "old-plant", "mill")
    assert text(root, "tags") == (
        "tags:\n  - name: mill\n    aliases:\n      - old-plant\n"
        "aliases:\n  plant: mill\n  p: scope\n"
    )


@pytest.mark.parametrize(
    ("tags", "why", "what_to_do"),
    [
        (("old-plnt", "mill"), "no tag `old-plnt`", "did you mean `old-plant`?"),
        (("drift", "sag"), "is built in", "- {name: drift, aliases: [sag]}"),
        (("old-plant", "Old Mill"), "no name of a tag", "lower case"),
        (("old-plant", "drift"), "is a tag already", "`pmkit tags merge old-plant drift`"),
        (("old-plant", "remote"), "means the tag `far-site`", "merge old-plant far-site"),
        (("old-plant", "old-plant"), "is called so already", "another name"),
        (("plant", "mill"), "another word for `old-plant`", "name the tag"),
    ],
)
def test_what_cannot_be_renamed(root, tags, why, what_to_do):
    with pytest.raises(UsageError) as error:
        rename(root, *tags)
    assert why in error.value.message
    assert what_to_do in error.value.hint
    assert (text(root, "depot"), text(root, "tags")) == (DEPOT, TAGS)


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        (("old-plant", "drfit"), "no tag `drfit`"),
        (("drift", "old-plant"), "is built in"),
        (("plant", "far-site"), "another word for the tag `old-plant`"),
    ],
)
def test_what_cannot_be_merged(root, tags, why):
    with pytest.raises(UsageError) as error:
        merge(root, *tags)
    assert why in error.value.message
    assert (text(root, "depot"), text(root, "tags")) == (DEPOT, TAGS)


def test_a_file_that_cannot_be_read_and_may_carry_it_stops_all(root):
    write(root, torn="---\ncauses: [old-plant\n---\n")
    with pytest.raises(UnreadableError, match=r"torn.md:3: .* may name `old-plant`"):
        rename(root, "old-plant", "mill")
    assert (text(root, "depot"), text(root, "tags")) == (DEPOT, TAGS)
    write(root, torn="---\ncauses: [other\n---\n")
    rename(root, "old-plant", "mill")


def test_a_register_that_cannot_be_changed_is_refused_by_name(root):
    write(root, tags="- {name: old-plant, aliases: plant}\n")
    with pytest.raises(PmkitError, match=r"register/tags.yml: `0.aliases` is no list"):
        rename(root, "old-plant", "mill")
    assert text(root, "depot") == DEPOT


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=3))
def test_lists_of_any_shape_say_the_new_tag_once(tmp_path_factory, lists):
    root = tmp_path_factory.mktemp("tags")
    (root / "postmortems").mkdir()
    head = "---\nkind: project\ncauses:\n"
    parts = [f"  - id: C{number}\n{shaped(*one)}" for number, one in enumerate(lists)]
    write(root, depot=head + "".join(parts) + "---\n")
    for one in find_carriers(open_repository(root), ("a", "b"), "c", lambda word: word == "c"):
        new = edit(text(root, "depot").encode(), one.changes, Limits())
        write(root, depot=new.decode())
    wanted = [f"  - id: C{n}\n{shaped(said(words), flow)}" for n, (words, flow) in enumerate(lists)]
    assert text(root, "depot") == head + "".join(wanted) + "---\n"


def shaped(words: list[str], flow: bool) -> str:
    if flow or not words:
        return f"    tags: [{', '.join(words)}]\n"
    return "    tags:\n" + "".join(f"      - {word}\n" for word in words)


def said(words: list[str]) -> list[str]:
    """What is wanted, told in another way: the old are the new, which is kept where it is first."""
    if not {"a", "b"} & {*words}:
        return words
    mapped = ["c" if word in "abc" else word for word in words]
    first = mapped.index("c")
    return [word for index, word in enumerate(mapped) if word != "c" or index == first]
