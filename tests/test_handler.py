"""python-frontmatter with pmkit's reader behind it."""

from __future__ import annotations

import frontmatter
import pytest

from pmkit.handler import FrontMatterError, StrictHandler


def parse(text):
    return frontmatter.parse(text, handler=StrictHandler())


def test_values_are_those_of_yaml_1_2():
    data, body = parse(
        "---\na: 1\nb: 1.5\nc: NO\nd: true\ne:\nf: 14:30\ng: '1'\nh: [x, {y: 2}]\n---\nBody\n"
    )
    assert data == {
        "a": 1, "b": 1.5, "c": "NO", "d": True, "e": None, "f": "14:30", "g": "1",
        "h": ["x", {"y": 2}],
    }  # fmt: skip
    assert body == "Body"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("no front matter", "1:1: PM010"),
        ("---\na: 1\n", "1:1: PM011"),
        ("---\na: 1\na: 2\n---\n", "3:1: PM013"),
        ("---\na: *x\n---\n", "2:4: PM014"),
    ],
)
def test_what_python_frontmatter_would_hide_is_an_error(text, begins):
    with pytest.raises(FrontMatterError, match=begins):
        parse(text)


def test_awkward_keys_are_keys():
    assert parse("---\ncontent: 1\nhandler: 2\nself: 3\n---\n")[0] == {
        "content": 1, "handler": 2, "self": 3,
    }  # fmt: skip
