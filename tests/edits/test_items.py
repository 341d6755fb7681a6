"""Removing an item of a list: only that item goes, or the change is refused."""

from __future__ import annotations

import pytest

from pmkit.edits.change import Drop, EditRefused
from pmkit.edits.edit import edit_yaml


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("t: [a, b, c]  # x\n", 0, "t: [b, c]  # x\n"),
        ("t: [a,  b , c]\n", 1, "t: [a , c]\n"),
        ("t: [a, 'b']\n", 1, "t: [a]\n"),
        ("t: [a]\n", 0, "t: []\n"),
        ("t: [a, b,]\n", 1, "t: [a,]\n"),
        ("t:\n- a\n- b # b\n# c\n- c\n", 1, "t:\n- a\n# c\n- c\n"),
        ("t:\r\n  -   a\r\n  - b\r\n", 0, "t:\r\n  - b\r\n"),
        ("t:\n  - a\n  - |\n    b\n\n    c\nu: 1\n", 1, "t:\n  - a\nu: 1\n"),
        ("t:\n  - {a: 1}\n  - b: 1\n    c: 2\n  - d\n", 1, "t:\n  - {a: 1}\n  - d\n"),
        ("t:\n  - a\n  - b", 1, "t:\n  - a\n"),
        ("t: [a]\n", 3, "t: [a]\n"),
    ],
)
def test_only_the_item_goes(before, index, after):
    assert edit_yaml(before.encode(), [Drop(("t", index))]) == after.encode()


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("t:\n  - a\n", 0),  # nothing would be left, which is no empty list
        ("t:\n  - - a\n    - b\n  - c\n", 0),  # behind another dash
        ("t: [a, # why\n  b]\n", 1),
        ("t:\n  -\n    a\n  - b\n", 0),
    ],
)
def test_what_cannot_go_alone_is_refused(text, index):
    path = ("t", index, 0) if text.startswith("t:\n  - -") else ("t", index)
    with pytest.raises(EditRefused):
        edit_yaml(text.encode(), [Drop(path)])
