"""The reader on files that are almost right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.document.nodes import Scalar, find
from pmkit.document.read import Document, read_document
from pmkit.document.source import Limits

LIMITS = Limits()


def read(text: str | bytes) -> Document:
    return read_document(text if isinstance(text, bytes) else text.encode(), LIMITS)


def front(yaml: str) -> Document:
    return read(f"---\n{yaml}---\n")


def codes(document: Document) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in document.problems]


def test_values_stay_as_typed():
    document = front("a: NO\nb: 14:30\nc: 0123\nd: 1.10\ne: on\nf: 2026-01-05\ng: 0x1F\nh: .inf\n")
    assert document.data == {
        "a": "NO", "b": "14:30", "c": "0123", "d": "1.10",
        "e": "on", "f": "2026-01-05", "g": "0x1F", "h": ".inf",
    }  # fmt: skip


def test_blanks_are_none_and_quotes_are_text():
    document = front("a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\n")
    assert document.data == {"a": None, "b": None, "c": None, "d": "null", "e": ""}


@pytest.mark.parametrize(
    ("yaml", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "PM013", 4, 1),
        ("a: {b: 1, b: 2}\n", "PM013", 2, 11),
        ("a: x: y\n", "PM012", 2, 5),
        ("a: [1, 2\nb: 3\n", "PM012", 3, 2),
        ("a: 'x\n", "PM012", 3, 1),
        ("a: *x\n", "PM014", 2, 4),
        ("a: &x 1\n", "PM014", 2, 4),
        ("a: !!set {x}\n", "PM014", 2, 4),
        ("a:\n\tb: 1\n", "PM017", 3, 1),
        ("a:\n  - b: 1\n\u00a0   c: 2\n    d: 3\n", "PM017", 4, 1),
        ("? [a]\n: 1\n", "PM018", 2, 3),
        ("- a\n", "PM019", 2, 1),
        ("just text\n", "PM019", 2, 1),
        ("", "PM019", 2, 1),
        ("# nothing\n", "PM019", 2, 1),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", "PM007", 2, 1),
        ("a: 1\nb: \x07\n", "PM005", 3, 4),
        ("a: 1\rb: 2\n", "PM006", 2, 5),
        ("a: " + "[" * 40 + "]" * 40 + "\n", "PM015", 2, 35),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(yaml, code, line, column):
    document = front(yaml)
    assert document.root is None
    assert codes(document)[0] == (code, line, column)


def test_a_duplicate_key_names_both_lines():
    assert "first on line 2" in front("a: 1\nb: 2\na: 3\n").problems[0].message


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "PM010", 1),
        (b"# Title\n", "PM010", 1),
        (b" ---\na: 1\n---\n", "PM010", 1),
        (b"--- a\n---\n", "PM010", 1),
        (b"+++\na = 1\n+++\n", "PM010", 1),
        (b"---", "PM011", 1),
        (b"---\na: 1\n", "PM011", 1),
        (b"---\na: 1\n...\n", "PM011", 3),
        ("---\na: 1\n---\n".encode("utf-16"), "PM004", 1),
        (b"---\na: 1\n---\nbad \xff\n", "PM004", 4),
        (b"---\ra: 1\r---\r", "PM006", 1),
        (b"x" * (LIMITS.file_bytes + 1), "PM003", 1),
        (b"---\na: " + b"x" * LIMITS.front_matter_bytes + b"\n---\n", "PM003", 1),
    ],
)
def test_what_is_no_front_matter(raw, code, line):
    document = read(raw)
    assert document.root is None
    assert (document.problems[0].code, document.problems[0].span.line) == (code, line)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_bom_and_line_ends_change_no_position(newline, bom):
    text = bom + newline.join(["---", "a: 1", "b:", "  - c: 2", "---", "", "## H", "x", ""])
    document = read(text)
    assert document.data == {"a": "1", "b": [{"c": "2"}]}
    assert document.span(("b", 0, "c"))[:2] == (4, 8)
    assert [(s.title, s.line) for s in document.body.sections] == [("H", 7)]


def test_a_control_character_in_the_body_leaves_the_front_matter_readable():
    document = read("---\na: 1\n---\n\nx\x1b[2J\n")
    assert document.data == {"a": "1"}
    assert codes(document) == [("PM005", 5, 2)]


def test_a_conflict_in_a_code_block_is_an_example():
    fenced = "---\na: 1\n---\n\n```\n<<<<<<< HEAD\n```\n"
    assert read(fenced).problems == []
    assert codes(read(fenced.replace("```\n", "", 1))) == [("PM007", 5, 1)]


def test_missing_values_are_placed_at_their_nearest_parent():
    document = front("a: 1\nb:\n  - c: 2\n")
    assert document.span(("b", 0, "missing"))[:2] == (4, 5)
    assert document.span(("missing",))[:2] == (1, 1)


def test_lines_are_counted_by_line_feeds_alone():
    document = front('a: "x\u2028y\u0085z"\nb: 1\n')
    assert document.span(("b",)).line == 3


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), VALUES, min_size=1))
def test_what_is_written_quoted_is_read_back_with_its_place(data):
    import json

    text = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in data.items())
    document = front(text.replace("\x7f", "").replace("\ufeff", ""))
    if document.problems:
        return  # json leaves U+FEFF and the like as they are, which the reader names
    source = document.source.front_matter
    for key, value in data.items():
        node = find(document.root, (key,))
        assert source[node.start : node.end] == json.dumps(value, ensure_ascii=False)
        if isinstance(node, Scalar):
            assert document.data[key] == value


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw):
    document = read(b"---\n" + raw + b"\n---\n" + raw)
    assert document.data is not None
    assert document.body is not None
