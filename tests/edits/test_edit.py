"""Hard cases by hand: what stands around a value, and how the value is written."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.document.source import Limits
from pmkit.edits.change import Append, Drop, EditRefused, Put
from pmkit.edits.edit import edit

DAY = date(2026, 5, 1)
OWNER = ("actions", 0, "owner")


def made(text: str, *changes, head: str = "---\n", tail: str = "---\n\nBody: x\n") -> str:
    """Return the front matter after `changes`; all around it must be the same bytes."""
    raw = (head + text + tail).encode()
    new = edit(raw, changes, Limits()).decode()
    assert new.startswith(head)
    assert new.endswith(tail)
    return new[len(head) : len(new) - len(tail)]


PUTS = {
    "plain": ("a: x\n", "a: v\n"),
    "double": ('a: "x"\n', 'a: "v"\n'),
    "single": ("a: 'x'\n", "a: 'v'\n"),
    "aligned": ("a:      x\nbb:     z\n", "a:      v\nbb:     z\n"),
    "comment-behind": ("a: x   # why, when\n", "a: v   # why, when\n"),
    "comment-above": ("# a: x\na: x\n# end\n", "# a: x\na: v\n# end\n"),
    "empty": ("a:\nb: z\n", "a: v\nb: z\n"),
    "empty-comment": ("a:   # to be filled\nb: z\n", "a: v   # to be filled\nb: z\n"),
    "null": ("a: ~\n", "a: v\n"),
    "crlf": ("a: x\r\nb: z\r\n", "a: v\r\nb: z\r\n"),
    "mixed-ends": ("b: z\na: x\r\nc: z\n", "b: z\na: v\r\nc: z\n"),
    "trailing-spaces": ("a: x   \nb: z\n", "a: v   \nb: z\n"),
    "plain-on-two-lines": ("a: x\n  more\nb: z\n", "a: v\nb: z\n"),
    "value-below": ("a:\n  x\nb: z\n", "a:\n  v\nb: z\n"),
    "quoted-on-two-lines": ('a: "x\n  more"  # c\nb: z\n', 'a: "v"  # c\nb: z\n'),
    "literal": ("a: |\n  x\n  x\nb: z\n", "a: v\nb: z\n"),
    "literal-comment": ("a: |-  # keep\n  x # text\n\nb: z\n", "a: v  # keep\n\nb: z\n"),
    "folded-last": ("b: z\na: >\n  x\n\n  x  \n", "b: z\na: v\n"),
    "literal-crlf": ("a: |\r\n  x\r\nb: z\r\n", "a: v\r\nb: z\r\n"),
    "literal-comment-crlf": ("a: |  # c\r\n  x\r\n", "a: v  # c\r\n"),
    "comment-below-literal": ("a: |\n  x\n# c\nb: z\n", "a: v\n# c\nb: z\n"),
    "quoted-key": ('"a": x\n', '"a": v\n'),
    "space-before-colon": ("a : x\n", "a : v\n"),
    "wide-characters": ("ß: 🎉é\na: x # ü🎉\n", "ß: 🎉é\na: v # ü🎉\n"),
    "same-text-elsewhere": ("b: x\na: x\nc: x\n", "b: x\na: v\nc: x\n"),
    "missing": ("b: z  # c\n\n# end\n", "b: z  # c\na: v\n\n# end\n"),
    "missing-crlf": ("b: z\r\n", "b: z\r\na: v\r\n"),
    "missing-behind-literal": ("b: |\n  x\n\n\n", "b: |\n  x\na: v\n\n\n"),
    "missing-behind-keep": ("b: |+\n  x\n\n\n", "b: |+\n  x\n\n\na: v\n"),
    "missing-behind-empty": ("b:  # c\n", "b:  # c\na: v\n"),
    "missing-behind-list": ("b:\n- 1\n- 2 # c\n", "b:\n- 1\n- 2 # c\na: v\n"),
    "missing-in-braces": ("{b: z}\n", "{b: z, a: v}\n"),
    "missing-behind-comma": ("{b: z, }\n", "{b: z, a: v, }\n"),
    "missing-in-broken-braces": (
        "{b: z, # c\n c: [1] # d\n }\n",
        "{b: z, # c\n c: [1], a: v # d\n }\n",
    ),
    "empty-in-braces": ("{a: , b: z}\n", "{a: v , b: z}\n"),
}


@pytest.mark.parametrize(("before", "after"), PUTS.values(), ids=PUTS)
def test_one_value_is_put(before, after):
    assert made(before, Put(("a",), "v")) == after


@pytest.mark.parametrize("head", ["---\n", "\ufeff---\n", "---  \r\n"])
@pytest.mark.parametrize(
    "tail", ["---", "---\n", "---\r\n\r\n a: x\n---\n", "--- \ntext without end"]
)
def test_everything_around_the_front_matter_stays(head, tail):
    assert made("b: ü\na: x\n", Put(("a",), "v"), head=head, tail=tail) == "b: ü\na: v\n"


WRITTEN = {
    "sentence": ("Ask Dana, then Lior.", "a: Ask Dana, then Lior."),
    "colon": ("Gate: closed", 'a: "Gate: closed"'),
    "hash": ("see #4 and # 5", 'a: "see #4 and # 5"'),
    "hash-inside": ("see C#", "a: see C#"),
    "number": ("0123", 'a: "0123"'),
    "day-as-text": ("2026-01-01", 'a: "2026-01-01"'),
    "truth": ("No", 'a: "No"'),
    "link": ("https://x.example/a?b=1", "a: https://x.example/a?b=1"),
    "quote": ('"so" he said', 'a: "\\"so\\" he said"'),
    "dash": ("- not a list", 'a: "- not a list"'),
    "marks": ("*a &b !c %d @e `f", 'a: "*a &b !c %d @e `f"'),
    "line-break": ("one\ntwo", 'a: "one\\ntwo"'),
    "invisible": ("a\u202eb\u2028", 'a: "a\\u202eb\\u2028"'),
    "dashes": ("---", 'a: "---"'),
    "empty": ("", 'a: ""'),
    "space-at-end": ("x ", 'a: "x "'),
    "backslash": ("C:\\x y", "a: C:\\x y"),
    "accents": ("Überprüfung", "a: Überprüfung"),
}


@pytest.mark.parametrize(("value", "line"), WRITTEN.values(), ids=WRITTEN)
def test_plain_only_where_that_is_safe(value, line):
    assert made("a: x\n", Put(("a",), value)) == f"{line}\n"


def test_quotes_are_kept_and_doubled():
    assert made("a: 'x'\n", Put(("a",), "it's: so")) == "a: 'it''s: so'\n"
    assert made("a: 'x'\n", Put(("a",), "two\nlines")) == 'a: "two\\nlines"\n'
    assert made('a: "2026-01-01"\n', Put(("a",), DAY)) == 'a: "2026-05-01"\n'
    assert made("a: 2026-01-01\n", Put(("a",), DAY)) == "a: 2026-05-01\n"


def test_text_in_braces_is_quoted_where_a_comma_would_end_it():
    assert made("{a: x, b: z}\n", Put(("a",), "one, two")) == '{a: "one, two", b: z}\n'


ITEM = """\
actions:
  # the first
  - id: A1   # short

    owner:   dana  # who
    # below

  -   id: A2
      x-own: [1,  2]
rest: 1
"""


def test_a_key_of_an_item_stands_in_the_column_of_its_item():
    put = Put(("actions", 1, "owner"), "lee")
    assert made(ITEM, put) == ITEM.replace("2]\n", "2]\n      owner: lee\n")
    put = Put(("actions", 0, "status"), "open")
    assert made(ITEM, put) == ITEM.replace("# who\n", "# who\n    status: open\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("b: z\na: x  # c\nc: z\n", "b: z\nc: z\n"),
        ("b: z\na: |\n  x\n\nc: z\n", "b: z\n\nc: z\n"),
        ("a:\n  - 1\n  - k: 2\n# c\nb: z\n", "# c\nb: z\n"),
        ("b: z\r\na: x\r\n", "b: z\r\n"),
        ("{a: x, b: z}\n", "{b: z}\n"),
        ("{b: z, a: x}\n", "{b: z}\n"),
        ("{b: z, a: , c: z}\n", "{b: z , c: z}\n"),
        ("b: z\n", "b: z\n"),
    ],
)
def test_a_key_goes_with_its_whole_lines(before, after):
    assert made(before, Drop(("a",))) == after


def test_the_first_key_of_an_item_leaves_its_dash():
    before = "l:\n  - a: 1\n    b: 2\n"
    assert made(before, Drop(("l", 0, "a"))) == "l:\n  - b: 2\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("l:\n  - k: 1\nb: z\n", "l:\n  - k: 1\n  - k: v\n    n: 2026-05-01\nb: z\n"),
        ("l:\n-   k: 1 # c\n", "l:\n-   k: 1 # c\n-   k: v\n    n: 2026-05-01\n"),
        ("l:\n  - {k: 1}\n", "l:\n  - {k: 1}\n  - {k: v, n: 2026-05-01}\n"),
        ("l: [{k: 1}]\n", "l: [{k: 1}, {k: v, n: 2026-05-01}]\n"),
        ("l: [\n  {k: 1}, # c\n]\n", "l: [\n  {k: 1}, {k: v, n: 2026-05-01}, # c\n]\n"),
        ("l: []  # none\nb: z\n", "l:  # none\n  - k: v\n    n: 2026-05-01\nb: z\n"),
        ("l: []\r\nb: z\r\n", "l:\r\n  - k: v\r\n    n: 2026-05-01\r\nb: z\r\n"),
        ("l:\n# c\nb: z\n", "l:\n  - k: v\n    n: 2026-05-01\n# c\nb: z\n"),
        ("l: ~\n", "l:\n  - k: v\n    n: 2026-05-01\n"),
        ("b: z\n", "b: z\nl:\n  - k: v\n    n: 2026-05-01\n"),
        ("{b: z}\n", "{b: z, l: [{k: v, n: 2026-05-01}]}\n"),
        ("{l: [], b: z}\n", "{l: [{k: v, n: 2026-05-01}], b: z}\n"),
        ("l: [\n]\nb: z\n", "l: [{k: v, n: 2026-05-01}\n]\nb: z\n"),
    ],
)
def test_an_item_is_added_as_the_list_is_written(before, after):
    assert made(before, Append(("l",), {"k": "v", "n": DAY})) == after


def test_words_are_added_too_and_a_first_item_may_stand_on_one_line():
    assert made("l: [a]\n", Append(("l",), "b: c")) == 'l: [a, "b: c"]\n'
    one_line = Append(("l",), {"k": "v", "n": ("a", "b")}, in_braces=True)
    assert made("b: z\n", one_line) == "b: z\nl:\n  - {k: v, n: [a, b]}\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a: [x]\n", Put(("a",), "v")),
        ("a: {b: c}\n", Put(("a",), "v")),
        ("a: &n x\nb: *n\n", Put(("a",), "v")),
        ("a: x\na: v\n", Put(("a",), "v")),
        ("a: x\n", Put(("l", 0, "a"), "v")),
        ("? a\n: x\n", Put(("a",), "\ud800")),
        ("l: text\n", Append(("l",), "x")),
        ("l: {a: b}\n", Append(("l",), "x")),
        ("l:\n  - a: 1\n", Drop(("l", 0, "a"))),
        ("{a: 1, # c\n b: 2}\n", Drop(("b",))),
        ("a: x\n\tb: y\n", Put(("a",), "v")),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text, change):
    with pytest.raises(EditRefused) as caught:
        made(text, change)
    assert caught.value.exit_code == 2
    assert caught.value.hint


def test_an_edit_past_the_limit_of_the_reader_is_refused():
    with pytest.raises(EditRefused):
        edit(b"---\na: x\n---\n", [Put(("a",), "v" * 100)], Limits(front_matter_bytes=50))
