"""What other programs read in a plain value, held against one of them."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmkit.document.nodes import BLANK
from pmkit.document.plain import other_reading

READINGS = {
    "a truth value": "yes Yes YES no NO on Off y N true TRUE False",
    "a number": "7 012 0o14 0x1F 0b101 1_000 1,000 +1 -2.5 1.10 .5 1. 1e3 2.5E-3 .inf -.Inf .nan",
    "a number to base 60": "12:30 1:02:03 190:20:30.15 -1:30",
    "a date": "2026-01-02 2026-1-2 2026-01-02T10:00:00Z 2026-01-02t10:00:00.5+01:00",
    "a sign of YAML's own": "<< =",
}


@pytest.mark.parametrize(
    ("told", "text"), [(told, text) for told, texts in READINGS.items() for text in texts.split()]
)
def test_what_is_read_differently(told, text):
    assert other_reading(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "yEs",
        "none",
        "nothing",
        "open",
        "1.2.3",
        "2026-03",
        "12-34",
        "A1",
        "5th",
        "12:75",
        "0xZ",
        "12%",
        "1e",
        ".",
        "-",
        "...",
        "2026-03-11-acme",
        "no.1",
        "on-call",
        "n/a",
        "<<<",
        "==",
        "12:30pm",
        "3x",
    ],
)
def test_what_is_text_to_all(text):
    assert other_reading(text) is None


def test_a_date_with_a_time_behind_a_space():
    assert other_reading("2026-01-02 10:00:00 +01:00") == "a date"


@given(st.text(string.digits + "+-.:_,eExXobTZ yYnNaAfFtTruUlLsSoOiI<=", min_size=1, max_size=12))
@settings(max_examples=800, deadline=None)
@example("0.0e+0")
def test_whatever_pyyaml_converts_is_told(text):
    """PyYAML goes by YAML 1.1, as many readers still do."""
    text = text.strip()
    try:
        value = yaml.safe_load(f"key: {text}\n")["key"]
    except (yaml.YAMLError, ValueError, TypeError):
        return
    if isinstance(value, str | dict | list) or text in BLANK:
        return
    assert other_reading(text) is not None
