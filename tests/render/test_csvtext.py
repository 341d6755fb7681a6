"""CSV, read back: nothing that a spreadsheet would run, nothing lost."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.render.csvtext import harmless, rows_to_csv, to_csv
from pmkit.render.table import Column, Table
from pmkit.reports.tracked import State
from pmkit.visible import visible


@dataclass(frozen=True)
class Row:
    name: str | None
    on: date | None
    days: int | None
    late: bool
    state: State
    tags: tuple[str, ...]


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_the_columns_are_the_fields_whatever_the_rows_hold():
    row = Row('say "a, b"', date(2026, 4, 1), -3, True, State.DUE, ("a", "b"))
    nothing = Row(None, None, None, False, State.CLOSED, ())
    assert read(rows_to_csv(Row, [row, nothing])) == [
        ["name", "on", "days", "late", "state", "tags"],
        ['say "a, b"', "2026-04-01", "-3", "true", "due", "a, b"],
        ["", "", "", "false", "closed", ""],
    ]
    assert read(rows_to_csv(Row, [])) == [["name", "on", "days", "late", "state", "tags"]]


def test_a_record_is_one_line():
    table = Table((Column("a"), Column("b")), (("one\ntwo\r\nthree", 'x"y'), ("", "")))
    assert to_csv(table) == 'a,b\none\\x0atwo\\x0d\\x0athree,"x""y"\n,\n'


FORMULAS = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "﹢1",
    "＋1",
    "－1+2",
    "＠SUM(1)",
    " =1+1",
    "\u00a0=1+1",
    "\u3000＝1",
    '"=1+1"',
    "'=1+1",
    "' \"=1+1",
    "-1-1",
    "--1",
    "+49 30 1234",
    "-",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_gets_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "-12", "0", "1-2", "a=b", "a@b.example", "x - y", "C-1", "'"])
def test_what_is_none_stays(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("a;=1+1;", "a;'=1+1;"),
        ("a; =1", "a; '=1"),
        (';"=1"', ';"\'=1"'),
        ("a;-b;c", "a;'-b;c"),
        ("=1;=2", "'=1;'=2"),
        ("a; b=c", "a; b=c"),
    ],
)
def test_behind_a_semicolon_too(cell, safe):
    assert harmless(cell) == safe


SIGNS = "=+-@＝＋－＠;,'\"\t\r\n \u00a0"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.one_of(st.sampled_from(SIGNS), st.characters())), min_size=1))
def test_no_cell_begins_as_a_formula_by_comma_or_semicolon(texts):
    text = to_csv(Table(tuple(Column("c") for _ in texts), (tuple(texts),)))
    _, cells = read(text)
    assert [cell.replace("'", "") for cell in cells] == [
        visible(cell).replace("'", "") for cell in texts
    ]
    by_semicolon = [cell for line in text.splitlines() for cell in line.split(";")]
    for cell in (*cells, *(cell.strip(' \u00a0"') for cell in by_semicolon)):
        begins = unicodedata.normalize("NFKC", cell.strip()[:1])
        assert not begins.startswith(("=", "+", "-", "@", "\t", "\r")) or cell[1:].isdigit()
