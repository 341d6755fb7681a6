"""PM1xx about plain values: what is lost to a comment, what other programs read differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmkit.document.hydrate import label
from pmkit.document.nodes import Path, Scalar
from pmkit.document.plain import NUMBERS, WORDS, other_reading
from pmkit.document.problem import Problem
from pmkit.model.shape import is_text_at
from pmkit.rules.check import Check
from pmkit.rules.parts import scalars
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short

_LOST = re.compile(r"#(?<=[ \t]#)[^\s#]")
_LOST_BEHIND = re.compile(r"[ \t]+(#(?!pmkit:)[^\s#][^\n\r]*)")


@rule("PM110", Weight.FORM)
def text_lost_to_comment(check: Check) -> Problems:
    """Part of a plain value is read as a comment.

    In YAML a space and a `#` begin a comment, so `Fix bug #12` loses its number without a word.
    A comment that is meant has a space behind its `#`.

    Bad:
        title: Invoice reader #2
    Good:
        title: "Invoice reader #2"
    """
    for path, _, lost in lost_texts(check):
        yield Problem(
            check.document.text_span(lost.start(1), lost.end(1)),
            f"`{short(lost[1])}` is a comment to YAML, and `{label(path)}` ends before it",
            "put the whole text in double quotes, or a space behind the #",
        )


def lost_texts(check: Check) -> Iterator[tuple[Path, Scalar, re.Match[str]]]:
    """Yield each plain value that loses something: the first group of the match."""
    root, text = check.document.root, check.document.source.front_matter
    if root is None or (" #" not in text and "\t#" not in text) or not _LOST.search(text):
        return
    for path, node in scalars(root):
        lost = _LOST_BEHIND.match(text, node.end)
        if not node.style and node.value and lost:
            yield path, node, lost


_END = r"[ \t]*+(?=[,\]}#\r\n]|\Z)"
_IS_WORD = rf"(?=[a-zA-Z=<]{{1,5}}+{_END}){WORDS}{_END}"
_NO_NUMBER = (
    r"(?<!_on:)(?<!deadline:)(?<!planned:|minutes:)(?<!actual:|review:)(?<!_at:|nps:)"
    r"(?<!verify_by:)(?<!_loss:)"
)
_NO_WORD = r"(?<!on_project:)(?<!accepted:)(?<!lost_energy:)(?<!revisited:)"
_VALUE = rf"(?:(?=[-+.0-9]){NUMBERS}{_END}|{_IS_WORD})"
_SIEVES = tuple(
    re.compile(pattern).search
    for pattern in (
        rf":(?=\s++[-+.0-9yYnNtTfFoO=<])"
        rf"(?:(?=\s++[-+.0-9]){_NO_NUMBER}\s++{NUMBERS}{_END}|{_NO_WORD}\s++{_IS_WORD})",
        rf"-\s++{_VALUE}",
        rf"\[\s*+(?:[^\[\],]*+,\s*+)*?{_VALUE}",
    )
)
"""Where such a value may stand: behind a key of text, in a list, in brackets.

Keys of days, numbers and truth values are passed over, so that a usual file needs no closer look.
Each begins with one plain character, which lets the search skip all others.
"""


@rule("PM111", Weight.ADVICE)
def ambiguous_scalar(check: Check) -> Problems:
    """Other programs read a text as a number, a date or a truth value.

    pmkit keeps text as it was typed. Site generators, editors and scripts that read the same front
    matter go by the rules of YAML: to them `no` may be false, `1.10` is 1.1, `012` is ten and
    `12:30` is 750. In quotes it is text to all.

    Bad:
        client: no
    Good:
        client: "no"
    Bad:
        metrics:
          - {name: 2026-01-02, unit: 1.10, planned: 60, actual: 71}
    """
    for path, node, told in ambiguous(check):
        yield Problem(
            check.document.span(path),
            f"`{label(path)}` is `{short(node.value)}`, which other programs read as {told}",
            f'put it in double quotes: "{short(node.value)}"',
        )


_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
"""Whole numbers, which come back from every reader as the same digits: a ticket `ref: 1234`."""


def ambiguous(check: Check) -> Iterator[tuple[Path, Scalar, str]]:
    """Yield each plain value that is text here and something else to others, and what."""
    root, text = check.document.root, check.document.source.front_matter
    if root is None or not any(search(text) for search in _SIEVES):
        return
    model = type(check.pm)
    for path, node in scalars(root):
        told = None if node.style else other_reading(node.value)
        if told and not _WHOLE.fullmatch(node.value) and is_text_at(model, path):
            yield path, node, told
