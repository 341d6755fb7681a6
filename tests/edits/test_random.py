"""Thousands of generated documents: the asked value changes, every other byte stays."""

from __future__ import annotations

import re

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.document.source import Limits
from pmkit.edits.change import Append, Drop, EditRefused, Put
from pmkit.edits.edit import edit
from pmkit.edits.written import scalar
from tests.edits import campaign

WORDS = st.sampled_from(
    [
        "x",
        "two words",
        "Ünïcode 🎉",
        "a, b",
        "it's",
        "don't: stop",
        "yes",
        "0123",
        "# no",
        "",
        " x ",
    ]
)
ANY = st.one_of(
    WORDS, st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
)
COMMENT = st.sampled_from(["", "", "  # why", " # a: b, [c", "   "])
KEYS = ("id", "owner", "status", "x-own", "note")


def single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def scalars(draw, flow=False):
    """A value as somebody may write it; never one that needs more than its own line."""
    style = draw(st.sampled_from(["plain", "single", "double", "empty", "aligned"]))
    word = draw(WORDS)
    if style == "plain":
        return draw(st.sampled_from(["x", "dana", "2026-01-01", "No", "1.10", "two words"]))
    if style == "empty":
        return "" if not flow else "~"
    if style == "aligned":
        return "     x"
    return (
        single(word)
        if style == "single"
        else yaml.dump(word, default_style='"', width=9**9).strip()
    )


@st.composite
def items(draw, indent):
    """One action of a list, in braces or in lines; its keys are a part of `KEYS`."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    if draw(st.booleans()):
        inner = ", ".join(f"{key}: {draw(scalars(flow=True))}" for key in keys)
        return [
            f"{indent}- {{{inner}{draw(st.sampled_from(['', ' ', ', ']))}}}{draw(COMMENT)}"
        ], keys
    gap = draw(st.sampled_from([" ", "   "]))
    lines = []
    for number, key in enumerate(keys):
        lead = f"{indent}-{gap}" if not number else " " * (len(indent) + 1 + len(gap))
        if draw(st.integers(0, 5)) == 0:
            sign = draw(st.sampled_from(["|", ">", "|-", ">+", "|+"]))
            text = draw(st.sampled_from(["one", "one\n{}\n{}two", "# no comment"]))
            pad = " " * (len(indent) + 4 + len(gap))
            body = text.replace("{}", pad)
            lines += [
                f"{lead}{key}: {sign}{draw(st.sampled_from(['', '  # c']))}",
                *(pad + body).split("\n"),
            ]
            lines += draw(st.sampled_from([[], [""]]))
        else:
            lines.append(f"{lead}{key}: {draw(scalars())}{draw(COMMENT)}")
        lines += draw(
            st.sampled_from([[], [], [""], [f"{lead.replace('-', ' ')}# own line"], ["# left"]])
        )
    return lines, keys


@st.composite
def documents(draw):
    """A file, and the keys of each of its actions."""
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    indent = draw(st.sampled_from(["", "  ", "    "]))
    made = draw(st.lists(items(indent), min_size=1, max_size=3))
    lines = ["# a comment", f"title: {draw(scalars())}", f"actions:{draw(COMMENT)}"]
    lines += [line for part, _ in made for line in part]
    lines += draw(st.sampled_from([[], ["status: open  # c"], ["# end"], ["last: {a: b}"]]))
    bom = draw(st.sampled_from(["", "\ufeff"]))
    body = draw(st.sampled_from(["", "\n", "\r\n# Body\nactions: x\n---\nno end", "\ntext"]))
    text = f"{bom}---{eol}" + "".join(line + eol for line in lines) + "---" + (body and eol + body)
    return text.encode(), [keys for _, keys in made]


def told(raw: bytes):
    """What another reader finds in the front matter."""
    text = raw.decode("utf-8-sig")
    front = re.match(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", text, re.S | re.M)
    return yaml.load(front[1], yaml.BaseLoader)


def around(old: bytes, new: bytes) -> tuple[int, int]:
    """How many bytes at the beginning and at the end are the same."""
    ahead = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    rest = min(len(old), len(new)) - ahead
    behind = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return ahead, behind


FAST = settings(max_examples=220, deadline=None, suppress_health_check=list(HealthCheck))
EDITS = 3
"""How many are tried on each document, each on its own; drawing one takes longer than an edit."""


@FAST
@given(documents(), st.data())
def test_a_value_is_put(made, data):
    old, keys = made
    for _ in range(EDITS):
        put(old, keys, data)


def put(old, keys, data):
    place = data.draw(st.integers(0, len(keys) - 1))
    key, value = data.draw(st.sampled_from(KEYS)), data.draw(ANY)
    new = edit(old, [Put(("actions", place, key), value)], Limits())
    wanted, found = told(old), told(new)
    wanted["actions"][place][key] = value
    assert found == wanted
    assert list(found["actions"][place]) == list(wanted["actions"][place])
    ahead, behind = around(old, new)
    gone = old[ahead : len(old) - behind]
    assert b"# a comment" in new
    if key not in keys[place]:
        assert gone == b""
        assert new.count(b"\n") - old.count(b"\n") in (0, 1)
    assert old.count(b"# own line") == new.count(b"# own line")


@FAST
@given(documents(), st.data())
def test_an_item_is_added_or_a_key_removed(made, data):
    old, keys = made
    for _ in range(EDITS):
        (append if data.draw(st.booleans()) else drop)(old, keys, data)


def append(old, keys, data):
    item = {"id": data.draw(ANY), "why": data.draw(ANY)}
    new = edit(old, [Append(("actions",), item)], Limits())
    wanted = told(old)
    wanted["actions"].append(item)
    ahead, behind = around(old, new)
    assert ahead + behind == len(old)
    assert told(new) == wanted


def drop(old, keys, data):
    place = data.draw(st.integers(0, len(keys) - 1))
    key = data.draw(st.sampled_from(KEYS))
    try:
        new = edit(old, [Drop(("actions", place, key))], Limits())
    except EditRefused:
        keeps_blank_lines = b"+\n" in old or b"+\r" in old or b"+ " in old
        assert keys[place][0] == key or len(keys[place]) == 1 or keeps_blank_lines
        return
    wanted = told(old)
    wanted["actions"][place].pop(key, None)
    ahead, behind = around(old, new)
    assert ahead + behind == len(new)
    assert told(new) == wanted


TYPED = st.one_of(
    ANY,
    st.from_regex(r"\A[-+]?[0-9._:xobA-Fe+-]{1,9}\Z"),
    st.from_regex(r"\A(?i:true|false|yes|no|on|off|y|n|null|~|\.inf|\.nan|<<|=)\Z"),
    st.from_regex(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ tT][0-9]{1,2}:[0-9]{2})?\Z"),
)


@FAST
@given(TYPED, st.booleans())
def test_text_is_text_for_a_reader_of_yaml_1_1_too(text, in_braces):
    written = scalar(text, flow=in_braces)
    line = f"{{a: {written}, b: x}}" if in_braces else f"a: {written}"
    assert yaml.safe_load(line)["a"] == text
    assert yaml.load(line, yaml.CSafeLoader)["a"] == text


def test_random_files_of_every_style():
    """The same for a moment as `python -m tests.edits.campaign` does at length."""
    seen = campaign.run(700, seed=20260401)
    assert seen["done"] > 600
    assert all(what == "done" or what.startswith("Drop") for what in seen)
