"""Whole files of YAML, such as registers: however they are written, one value changes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.document.source import Limits
from pmkit.edits import splice
from pmkit.edits.change import Append, Drop, EditRefused, Put, Rename
from pmkit.edits.edit import edit, edit_yaml

ACTIVE = Put((0, "active"), False)
ALIAS = Append((0, "aliases"), "old")
HANDLE = Put((0, "handle"), "new")

CASES = {
    "block": (
        "- handle: a  # c\n  team: x\n",
        ACTIVE,
        "- handle: a  # c\n  team: x\n  active: false\n",
    ),
    "braces": ("- {handle: a, team: x}\n", ACTIVE, "- {handle: a, team: x, active: false}\n"),
    "there": ("- handle: a\n  active: true  # c\n", ACTIVE, "- handle: a\n  active: false  # c\n"),
    "quoted": ("- {handle: a, active: 'true'}\n", ACTIVE, "- {handle: a, active: false}\n"),
    "no-end": ("- handle: a", ACTIVE, "- handle: a\n  active: false"),
    "no-end-crlf": ("# c\r\n- handle: a", ACTIVE, "# c\r\n- handle: a\r\n  active: false"),
    "crlf": ("- handle: a\r\n", ACTIVE, "- handle: a\r\n  active: false\r\n"),
    "bom": ("\ufeff- handle: ä\n", ACTIVE, "\ufeff- handle: ä\n  active: false\n"),
    "next": (
        "- handle: a\n\n# b\n- handle: b\n",
        ACTIVE,
        "- handle: a\n  active: false\n\n# b\n- handle: b\n",
    ),
    "marked": ("---\n- handle: a\n", ACTIVE, "---\n- handle: a\n  active: false\n"),
    "alias": ("- {handle: a, aliases: [x]}\n", ALIAS, "- {handle: a, aliases: [x, old]}\n"),
    "first-alias": ("- {handle: a}\n", ALIAS, "- {handle: a, aliases: [old]}\n"),
    "first-alias-block": ("- handle: a\n", ALIAS, "- handle: a\n  aliases:\n    - old\n"),
    "alias-no-end": (
        "- handle: a\n  aliases:\n  - x",
        ALIAS,
        "- handle: a\n  aliases:\n  - x\n  - old",
    ),
    "handle": ("- handle: 'a' # c\n- b: 'a'\n", HANDLE, "- handle: 'new' # c\n- b: 'a'\n"),
    "wrapped": (
        "people:\n- handle: a\n",
        Put(("people", 0, "handle"), "new"),
        "people:\n- handle: new\n",
    ),
    "key": (
        "a: {team: x}\nb:\n  team: x\n",
        Rename(("a",), "new"),
        "new: {team: x}\nb:\n  team: x\n",
    ),
    "quoted-key": ("'a' : {team: x}\n", Rename(("a",), "it's"), "'it''s' : {team: x}\n"),
    "key-in-braces": ("{a: {b: c}, d: {}}\n", Rename(("a",), "no"), '{"no": {b: c}, d: {}}\n'),
    "drop": ("- handle: a\n  team: x\n", Drop((0, "team")), "- handle: a\n"),
}


@pytest.mark.parametrize(("before", "change", "after"), CASES.values(), ids=CASES)
def test_one_value_of_a_file_changes(before, change, after):
    assert edit_yaml(before.encode(), [change]).decode() == after


def test_a_key_of_front_matter_can_be_renamed_too():
    before = b"---\nclint: x  # c\ntitle: y\n---\n\nclint: x\n"
    after = before.replace(b"clint: x  #", b"client: x  #")
    assert edit(before, [Rename(("clint",), "client")], Limits()) == after


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("", ACTIVE),
        ("# nobody\n", ACTIVE),
        ("- handle: [\n", ACTIVE),
        ("- handle: a\n  handle: b\n", ACTIVE),
        ("- handle: &x a\n", ACTIVE),
        ("- a\n", ACTIVE),
        ("- handle: a\n", Put((3, "handle"), "new")),
        ("- {handle: a, aliases: x}\n", ALIAS),
        ("a: {}\nb: {}\n", Rename(("a",), "b")),
        ("a: {}\n", Rename(("c",), "b")),
        ("- a\n", Rename((0,), "b")),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text, change):
    with pytest.raises(EditRefused) as caught:
        edit_yaml(text.encode(), [change])
    assert caught.value.hint


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(EditRefused):
        edit_yaml(b"- handle: \xff\n", [ACTIVE])


def test_a_truth_in_quotes_would_be_text_and_is_refused(monkeypatch):
    monkeypatch.setattr(splice, "scalar", lambda *value, **how: '"false"')
    with pytest.raises(EditRefused, match="something else"):
        edit_yaml(b"- {handle: a, active: true}\n", [ACTIVE])


NAMES = st.sampled_from(["dana", "it's", "no", "Ünal", "d.o", "0123", "x y"])
ENDS = st.sampled_from(["", "  # why", "   "])


@st.composite
def registers(draw):
    """A list of people as somebody may write it, and how many they are."""
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    lines = draw(st.sampled_from([[], ["# who works here"], ["---"]]))
    count = draw(st.integers(1, 4))
    for number in range(count):
        handle = yaml.dump(
            f"p{number}{draw(NAMES)}", default_style=draw(st.sampled_from("'\""))
        ).strip()
        more = [f"team: {draw(st.sampled_from(['nlp', chr(39) + 'no' + chr(39)]))}"] * draw(
            st.integers(0, 1)
        )
        more += ["active: true"] * draw(st.integers(0, 1)) + ["aliases: [a, b]"] * draw(
            st.integers(0, 1)
        )
        if draw(st.booleans()):
            lines.append(f"- {{{', '.join([f'handle: {handle}', *more])}}}{draw(ENDS)}")
        else:
            lines += [f"- handle: {handle}{draw(ENDS)}", *(f"  {one}{draw(ENDS)}" for one in more)]
        lines += draw(st.sampled_from([[], [], [""], ["# between"]]))
    text = eol.join(lines) + draw(st.sampled_from(["", eol]))
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode(), count


@settings(max_examples=120, deadline=None)
@given(registers(), st.data())
def test_any_register_says_what_was_asked_and_all_else_as_before(made, data):
    old, count = made
    place, word = data.draw(st.integers(0, count - 1)), data.draw(NAMES)
    changes = [Append((place, "aliases"), word), Put((place, "handle"), word)]
    changes.append(Put((place, "active"), False))
    new = edit_yaml(old, changes)
    wanted = yaml.load(old.decode("utf-8-sig"), yaml.BaseLoader)
    wanted[place].setdefault("aliases", []).append(word)
    wanted[place] |= {"handle": word, "active": "false"}
    assert yaml.load(new.decode("utf-8-sig"), yaml.BaseLoader) == wanted
    assert old.count(b"#") == new.count(b"#")
    others = [
        line for line in old.splitlines() if b"handle" in line and f"p{place}".encode() not in line
    ]
    assert [line for line in new.splitlines() if line in others] == others
