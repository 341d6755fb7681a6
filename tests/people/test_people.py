"""Renaming and leaving, on small repositories on disk: the register and all that names a person."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pmkit.config import open_repository
from pmkit.document.tree import parse_tree
from pmkit.errors import PmkitError, UnreadableError, UsageError, WriteError
from pmkit.library import load_library
from pmkit.people.leave import find_owned, leave_work
from pmkit.people.rename import Renaming, rename_person
from pmkit.progress.desk import Desk
from pmkit.register_entries import places_of
from pmkit.registers import load_registers
from pmkit.reports.people import find_people

PEOPLE = """\
# who works here
- handle: quinn   # since 2024
  name: Quinn Abara
- {handle: rafe, aliases: [RL]}
- {handle: uma, active: false}
"""
DEPOT = """\
---
kind: project
status: draft
title: Depot of quinn
completed_on: 2026-03-20
author: "quinn"    # wrote it
participants: [{name: '@Quinn', role: facilitator}, {name: Quinn Abara, role: sponsor}]
actions:
  - id: A1
    what: quinn
    owner: QUINN   # since May
    deadline: 2026-05-01
    verification: The log shows it.
  - id: A2
    what: Tell quinn.
    owner: Quinn Abara
    deadline: 2026-05-01
    verification: They know.
    status: implemented
    implemented_on: 2026-03-25
  - id: A3
    what: Look again.
    owner: rafe
    deadline: 2026-01-01
    verification: It was seen.
    status: verified
    implemented_on: 2026-01-01
    verified_on: 2026-01-02
    verified_by: quinn
    result: effective
commitments:
  - {person: quinn, change: I will ask quinn.}
x-reviewer: quinn
---

quinn wrote this.
"""
OTHER = DEPOT.replace("quinn", "rafe").replace("Quinn", "Rafe").replace("QUINN", "rafe")
CLOSED = """\
---
kind: project
status: draft
title: Old
completed_on: 2025-03-20
actions:
  - {id: A1, what: Done., owner: quinn, deadline: 2025-05-01, verification: Seen., status: cancelled, cancelled_reason: Sold.}
---
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    write(tmp_path, people=PEOPLE, depot=DEPOT, other=OTHER, old=CLOSED)
    return tmp_path


def place(root: Path, name: str) -> Path:
    if name == "people":
        return root / "register/people.yml"
    return root / f"postmortems/2026-03-20-{name}.md"


def write(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        place(root, name).write_bytes(text.encode())


def text(root: Path, name: str) -> str:
    return place(root, name).read_bytes().decode()


def desk_of(root: Path) -> Desk:
    return Desk(open_repository(root), load_registers(root), date(2026, 4, 1))


def rename(root: Path, old: str, new: str, keep: bool = True) -> Desk:
    desk = desk_of(root)
    rename_person(desk, Renaming(old, new, keep))
    desk.write()
    return desk


def leave(root: Path, word: str, to: str | None = None) -> Desk:
    desk = desk_of(root)
    leave_work(desk, load_library(desk.repository).records, word, to)
    desk.write()
    return desk


def told(desk: Desk) -> list[str]:
    return [f"{one.ref} {one.moved.told}" for file in desk.files for one in file.done]


def test_a_handle_changes_wherever_it_names_the_person_and_nowhere_else(root):
    desk = rename(root, "quinn", "q-abara")
    wanted = DEPOT
    for old in ('"quinn"    #', "owner: QUINN", "verified_by: quinn", "person: quinn", "'@Quinn'"):
        new = (
            old.replace("quinn", "q-abara").replace("QUINN", "q-abara").replace("Quinn", "q-abara")
        )
        assert wanted.count(old) == 1
        wanted = wanted.replace(old, new)
    assert text(root, "depot") == wanted
    assert (text(root, "other"), text(root, "old")) == (OTHER, CLOSED.replace("quinn", "q-abara"))
    assert text(root, "people") == PEOPLE.replace("handle: quinn", "handle: q-abara").replace(
        "Abara\n", "Abara\n  aliases:\n    - quinn\n"
    )
    assert told(desk) == [
        "postmortems/2026-03-20-depot.md 5 × quinn → q-abara",
        "postmortems/2026-03-20-old.md 1 × quinn → q-abara",
        "register/people.yml quinn → q-abara",
    ]


@pytest.mark.parametrize("keep", [True, False])
def test_twice_is_once(root, keep):
    rename(root, "quinn", "q-abara", keep)
    first = [text(root, name) for name in ("depot", "old", "people")]
    desk = rename(root, "quinn", "q-abara", keep)
    assert [text(root, name) for name in ("depot", "old", "people")] == first
    [line] = told(desk)
    assert line.startswith("register/people.yml has `q-abara` already")
    assert ("nothing names `quinn`" in line) is not keep


def test_there_and_back_again(root):
    rename(root, "quinn", "q-abara", keep=False)
    rename(root, "q-abara", "quinn", keep=False)
    assert text(root, "people") == PEOPLE
    assert text(root, "old") == CLOSED
    assert "owner: quinn   # since" in text(root, "depot")


@pytest.mark.parametrize(
    ("people", "after"),
    [
        ("quinn: {team: x}\nrafe:\n", "q2: {team: x, aliases: [quinn]}\nrafe:\n"),
        ("people:\n- handle: quinn", "people:\n- handle: q2\n  aliases:\n    - quinn"),
        ("people:\n  'quinn':\n    team: x\n", None),
        ("- {aliases: [a], handle: 'quinn'}\r\n", "- {aliases: [a, quinn], handle: 'q2'}\r\n"),
        ("- {handle: quinn, aliases: [QUINN]}\n", "- {handle: q2, aliases: [QUINN]}\n"),
        ("x: {handle: quinn}\n", "x: {handle: q2, aliases: [quinn]}\n"),
    ],
)
def test_any_shape_of_the_register(root, people, after):
    people = people.replace("rafe:\n", "rafe: {}\n")
    write(root, people=people)
    rename(root, "quinn", "q2")
    after = after or "people:\n  'q2':\n    team: x\n    aliases:\n      - quinn\n"
    assert text(root, "people") == after.replace("rafe:\n", "rafe: {}\n")
    person = load_registers(root).person("quinn")
    assert person is not None
    assert person.handle == "q2"


def test_a_run_that_was_killed_before_the_register_can_be_done_again(root):
    wanted = rename(root, "quinn", "q2").files
    after = {file.path: file.new for file in wanted}
    write(root, people=PEOPLE, old=CLOSED)  # the first file was written already
    rename(root, "quinn", "q2")
    assert {path: (root / path).read_bytes() for path in after} == after


def test_the_same_word_in_another_case(root):
    rename(root, "quinn", "Quinn")
    assert text(root, "people") == PEOPLE.replace("quinn", "Quinn")
    assert "    owner: Quinn   # since May\n" in text(root, "depot")


def test_a_name_is_written_as_the_handle_on_request(root):
    rename(root, "Quinn Abara", "quinn")
    assert text(root, "people") == PEOPLE
    assert text(root, "depot") == DEPOT.replace("Abara, role", "Abara, role").replace(
        "name: Quinn Abara", "name: quinn"
    ).replace("owner: Quinn Abara", "owner: quinn")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("nobody", "q2", "is not in register/people.yml"),
        ("quin", "q2", "is not in register/people.yml"),
        ("Quinn Abara", "q2", "is another word for `quinn`"),
        ("quinn", "rafe", "names somebody else"),
        ("quinn", "rl", "names somebody else"),
        ("quinn", "two words", "is no handle"),
        ("quinn", "@q", "is no handle"),
        ("quinn", "q\n2", "is no handle"),
        ("quinn", "", "is no handle"),
    ],
)
def test_what_cannot_be_meant_is_refused(root, old, new, why):
    with pytest.raises(UsageError, match=why) as caught:
        rename(root, old, new)
    assert caught.value.hint
    assert (text(root, "people"), text(root, "depot")) == (PEOPLE, DEPOT)


def test_a_handle_that_only_files_know_is_no_second_name_of_somebody(root):
    write(root, people="- {handle: rafe}\n")
    with pytest.raises(UsageError, match=r"names it"):
        rename(root, "quinn", "rafe")
    assert text(root, "depot") == DEPOT


@pytest.mark.parametrize("people", ["", "# nobody\n", None])
def test_without_people_there_is_nobody_to_rename(root, people):
    if people is None:
        place(root, "people").unlink()
    else:
        write(root, people=people)
    with pytest.raises(UsageError, match="lists nobody"):
        rename(root, "quinn", "q2")


def test_an_entry_that_stands_twice_is_not_guessed(root):
    write(root, people="- {handle: quinn}\n- {handle: quinn, team: x}\n")
    with pytest.raises(UsageError, match="stands there 2 times"):
        rename(root, "quinn", "q2")


def test_a_file_that_cannot_be_read_stops_it_only_if_it_may_name_the_person(root):
    write(root, torn="---\ntitle: x\n")
    rename(root, "quinn", "q2")
    write(root, people=PEOPLE, torn="---\nauthor: Quinn\n")
    with pytest.raises(UnreadableError, match=r"torn\.md:1: .* may name `quinn`"):
        rename(root, "quinn", "q2")
    assert text(root, "people") == PEOPLE
    write(root, torn='---\nauthor: "qu\\x69nn"\ntitle: [\n---\n')
    with pytest.raises(UnreadableError, match=r"torn\.md"):
        rename(root, "quinn", "q2")


def test_an_escaped_name_is_found(root):
    write(root, old='---\nkind: project\nauthor: "qu\\x69nn"\n---\n')
    rename(root, "quinn", "q2")
    assert 'author: "q2"' in text(root, "old")


def test_all_files_change_or_none(root, monkeypatch):
    real, calls = os.replace, []

    def replace(*names):
        calls.append(names)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(*names)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(WriteError, match="no space left on device"):
        rename(root, "quinn", "q2")
    texts = [text(root, name) for name in ("people", "depot", "old")]
    assert texts == [PEOPLE, DEPOT, CLOSED]


def test_who_leaves_is_marked_and_owns_what_they_owned(root):
    desk = leave(root, "Quinn Abara")
    assert told(desk) == ["register/people.yml quinn: active → left"]
    assert text(root, "people") == PEOPLE.replace("Abara\n", "Abara\n  active: false\n")
    assert text(root, "depot") == DEPOT
    library = load_library(open_repository(root))
    owned = find_owned(library.records, library.registers, "quinn", date(2026, 4, 1))
    assert [row.ref for row in owned] == ["2026-03-20-depot:A1", "2026-03-20-depot:A2"]
    assert all(row.orphaned for row in owned)


@pytest.mark.parametrize("left_before", [False, True])
def test_somebody_takes_over_what_is_not_closed(root, left_before):
    if left_before:
        leave(root, "quinn")
    desk = leave(root, "quinn", to="RL")
    assert text(root, "depot") == DEPOT.replace("owner: QUINN", "owner: rafe").replace(
        "owner: Quinn Abara", "owner: rafe"
    )
    assert text(root, "old") == CLOSED
    assert told(desk)[:2] == [
        "2026-03-20-depot:A1 QUINN → rafe",
        "2026-03-20-depot:A2 Quinn Abara → rafe",
    ]
    again = leave(root, "quinn", to="rafe")
    assert told(again) == ["register/people.yml says already that `quinn` has left"]


@pytest.mark.parametrize(
    ("word", "to", "why"),
    [
        ("nobody", None, "is not in"),
        ("quinn", "nobody", "is not in"),
        ("quinn", "Quinn Abara", "who leaves"),
        ("quinn", "uma", "has left, too"),
    ],
)
def test_who_cannot_leave_or_take_over(root, word, to, why):
    with pytest.raises(PmkitError, match=why):
        leave(root, word, to)
    assert (text(root, "people"), text(root, "depot")) == (PEOPLE, DEPOT)


def test_the_list_says_who_left_and_still_owns_something(root):
    write(root, other=CLOSED.replace("quinn", "uma"))
    library = load_library(open_repository(root))
    rows = find_people(library.records, library.registers)
    assert [(row.handle, row.active, row.still_owns) for row in rows] == [
        ("quinn", True, None),
        ("rafe", True, None),
        ("uma", False, False),
    ]
    leave(root, "quinn")
    library = load_library(open_repository(root))
    rows = find_people(library.records, library.registers, left=True)
    assert [(row.handle, row.still_owns) for row in rows] == [("quinn", True), ("uma", False)]
    assert find_people(library.records, library.registers, team="x") == []


@pytest.mark.parametrize(
    ("people", "places"),
    [
        ("- handle: a\n- {handle: 'b'}\n- 1\n", [((0,), "a"), ((1,), "b"), ((2,), "")]),
        ("people: [{handle: a}]\n", [(("people", 0), "a")]),
        ("people:\n  a: {}\n  b: {handle: c}\n", [(("people", "a"), "a"), (("people", "b"), "c")]),
        ("a:\n  team: x\n", [(("a",), "a")]),
        ("# none\n", []),
        ("text\n", []),
    ],
)
def test_places_of_entries(people, places):
    assert places_of(parse_tree(people).root, "people") == places
