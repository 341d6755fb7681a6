"""Suppressions that hold nothing back → the file without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pmkit.document.read import Document, read_document
from pmkit.document.source import BOM, Limits
from pmkit.fixes.fix import Fix, Patient, fixer
from pmkit.fixes.proof import says_the_same
from pmkit.rules.ignores import Ignore, read_ignores

_SPACE = " \t\r"
_CLOSED = re.compile(r"\s*(?:\Z|#{1,6}\s|`{3}|~{3}|[-=]{3,}\s*\Z|.*-->\s*\Z)")
"""A line that no text on the next one continues: a heading, a rule, a fence, a comment's end."""
_OPENS = re.compile(r"\s*(?:\Z|#{1,6}\s|`{3}|~{3}|<!--|(?:[-*+]|[0-9]{1,9}[.)])\s)")
"""A line that continues no paragraph: empty, or the beginning of a block of its own."""
_SIGNS = re.compile(r"\s*(?:[>|`~#]|[-+*]\s|[-=*_][-=*_\s]*\Z|[0-9]{1,9}[.)]\s)")
"""What begins a block where it begins a line, and means nothing behind a comment."""
_RULE = re.compile(r"\s*[-=*_][-=*_\s]*\Z")
"""A line that is a rule, or underlines a heading, once no comment stands on it."""


@fixer("PM790")
def remove_suppression(patient: Patient) -> Iterator[Fix]:
    """Remove a rule from a suppression that does not hold it back, and one of no rule at all."""
    for ignore, word, problem in patient.unused:
        rewriting = partial(without, ignore, word)
        told = f"remove the suppression of {word}"
        yield Fix(problem.span, (), told, rewriting=rewriting, message=problem.message)


def without(ignore: Ignore, word: str, raw: bytes, limits: Limits) -> bytes | None:
    """Return a file with `word` out of the bracket, and without the comment if that was the last.

    None where that cannot be done with everything else as it was.
    """
    before = read_document(raw, limits)
    there = read_ignores(before)
    place = ignore.span[:2]  # a word may have gone out of it since it was read
    ignore = next((one for one in there if one.span[:2] == place), ignore)
    bom = BOM if raw.startswith(BOM) else b""
    text = raw.removeprefix(BOM).decode()
    start, end = _place(text, ignore)
    left = tuple(one for one in ignore.words if one != word)
    is_in_body = ignore.span.line >= before.source.body_line
    cut = _shortened(text, start, end, word) if left else _cut(text, start, end, is_in_body)
    if cut is None:
        return None
    new = bom + cut.encode()
    after = read_document(new, limits)
    wanted = [
        (left if one == ignore else one.words, one.reason) for one in there if left or one != ignore
    ]
    return new if says_the_same(before, after) and _told(after) == wanted else None


def _told(document: Document) -> list[tuple[tuple[str, ...], str]]:
    return [(one.words, one.reason) for one in read_ignores(document)]


def _place(text: str, ignore: Ignore) -> tuple[int, int]:
    """Return where the comment stands in the file, the space behind it not included."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    span = ignore.span
    start = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    return start, start + len(text[start:end].rstrip(_SPACE))


def _shortened(text: str, start: int, end: int, word: str) -> str:
    begin, stop = text.index("[", start, end) + 1, text.index("]", start, end)
    inside = text[begin:stop]
    words = ",".join(one for one in inside.split(",") if one.strip() != word)
    lead = inside[: len(inside) - len(inside.lstrip())]
    trail = inside[len(inside.rstrip()) :]
    return text[:begin] + lead + words.strip() + trail + text[stop:]


def _cut(text: str, start: int, end: int, is_in_body: bool) -> str | None:
    """Return the text without the comment; None where what it parts would run together."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, behind = text[line:start], text[end:stop]
    bare = before.rstrip(_SPACE)
    if not bare and not behind.strip(_SPACE):
        return _without_lines(text, line, stop, is_in_body)
    if not bare:
        return None if _SIGNS.match(behind) else text[:start] + behind.lstrip(_SPACE) + text[stop:]
    if not behind.strip(_SPACE):
        odd = bare.endswith("\\") or (is_in_body and _RULE.match(bare))
        return None if odd else text[:line] + bare + text[end:]
    if behind[0] in _SPACE:
        return text[:line] + bare + text[end:]
    parts = before[-1] in _SPACE or (before[-1].isalnum() and behind[0].isalnum())
    return text[:start] + text[end:] if parts else None


def _without_lines(text: str, line: int, stop: int, is_in_body: bool) -> str:
    """Return the text without whole lines; an empty one stays where two paragraphs met."""
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
    below = text[stop + 1 :].partition("\n")[0]
    if is_in_body and not _CLOSED.match(above) and not _OPENS.match(below):
        return text[:line] + text[stop - (text[stop - 1] == "\r") :]
    return text[:line] + text[stop + 1 :]
