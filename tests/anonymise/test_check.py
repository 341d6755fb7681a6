"""The check as a whole: what it refuses to look into, file names, and time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.anonymise.check import MOST_BYTES, Hit, check, check_name
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.names import Name
from tests.anonymise.ways import CASED, NAMES, ORDINARY

NOOR = Name("person", "people entry 1, name", "Noor Haddadin")
ACME = Name("client", "clients entry 1, name", "Acme GmbH")
NAMES_OF_TWO = make_dictionary([NOOR, ACME])


def test_a_hit_names_line_and_entry_and_never_the_name():
    hits = check(b"one\ntwo, told to Noor\nthree\n", NAMES_OF_TWO)
    assert [(hit.line, hit.what) for hit in hits] == [(2, "people entry 1, name")]


def test_a_name_over_two_lines_is_told_on_one_of_them():
    hits = check(b"one\nthe data of Ac-\nme came\n", NAMES_OF_TWO)
    assert {hit.line for hit in hits} <= {2, 3}
    assert hits


def test_lines_are_counted_as_they_stand_and_not_as_they_decode():
    text = b"one\ntwo&#10;&#13;&#10;%0A\\u000a\n<b\n>x</b> <!-- a\nb --> in<i\n>n\nNoor\n"
    assert [hit.line for hit in check(text, NAMES_OF_TWO) if hit.name] == [7]
    text = b"one\n<b\n>x</b>\nsee x.io\n\nand y.io\n"
    assert {hit.line for hit in check(text, NAMES_OF_TWO) if hit.what == "a domain"} == {4, 6}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"a" * (MOST_BYTES + 1), "too much to look into"),
        (b"one\n\xff two", "no UTF-8"),
        (("%" + "25" * 9 + "41").encode(), "encoded again and again"),
        (("\ufdfa" * 300).encode(), "grows when it is read"),
    ],
)
def test_what_cannot_be_looked_into_is_refused(data, what):
    assert [hit for hit in check(data, NAMES_OF_TWO) if what in hit.what]


def test_legal_forms_alone_are_no_names():
    assert check(b"A GmbH, an Inc and an Ltd.", NAMES_OF_TWO) == []


def test_the_name_of_a_file_is_looked_into_without_its_ending():
    assert check_name("digest-2026-Q1.md", NAMES_OF_TWO) == []
    assert check_name("digest.noor", NAMES_OF_TWO)
    assert check_name(".acme", NAMES_OF_TWO)
    (hit,) = check_name("digest-acme.md", NAMES_OF_TWO)
    assert hit == Hit(0, "clients entry 1, name, in the name of the file", ACME, hit.way)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([name for name in NAMES if name.text not in ORDINARY]),
    st.sampled_from(sorted(CASED)),
    st.lists(st.sampled_from(["label", "noise", "of", "the", "late", "42 %", "(x)"]), max_size=6),
    st.lists(st.sampled_from(["audit", "was", "a", "queue", "3", "– and", "it."]), max_size=6),
)
def test_whatever_stands_around_it_a_name_is_met(name, way, before, after):
    text = " ".join(["So", *before, CASED[way](name.text), *after])
    assert [hit for hit in check(text.encode(), make_dictionary([name])) if hit.name]


HOSTILE = [
    *("a", " ", "<", "<!--", "&#x", "%25", "\\", "\\u00", "U+00", "=41", "1", "a.", "a@", "-"),
    *("0f", "QWNt", "](", "*", "\n", "-\n", "A ", "A.", "acm ", "ac m ", "noo", "no or ", "\u200b"),
    *(
        "a\u0301",
        "田",
        "🅰",
        "+1 ",
        "1.1.",
        "1 000 ",
        "/",
        "aA",
        "million ",
        "Sep ",
        "Ａ",
        "pellowa ",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_grows_with_the_text_and_not_with_what_it_holds(piece):
    names = make_dictionary(NAMES)
    text = (piece * 6_000).encode()[:6_000].decode("utf-8", "ignore").encode()
    begin = time.process_time()
    check(text, names)
    assert time.process_time() - begin < 1
