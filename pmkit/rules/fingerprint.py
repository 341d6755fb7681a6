"""What stays the same of a finding while the lines around it come and go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pmkit.document.lines import LineReader
from pmkit.model.finding import Finding
from pmkit.record import stem

_QUOTED = re.compile(r"`[^`]*`|\d{4}-\d{2}-\d{2}")
"""What messages take from the file: its words, and its days. A count of days is no part of it."""

_NAME = re.compile(r"\b(?:action|cause) `[^`]*`|(?<=[\w`])\[\d+\]")
"""How a message calls an entry: by its id, which may come later, or its place, which may move."""

_SUPPRESSION = re.compile(r"(?:#|<!--)[ \t]*+pmkit:[^\n]*+")
"""A comment that suppresses one finding of a line makes no other one new."""

_MOST = 500
"""Characters of a line that tell it from others."""


def fingerprints(findings: Iterable[Finding], lines: LineReader) -> list[str]:
    """Return a fingerprint for each finding, no two the same.

    It is made of the path, the rule and the words the finding stands at, not of its line number
    nor of its message, in which days may be counted. Equal ones in a file are numbered.

    Args:
        lines: From a path as the findings have it to the lines of that file.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for item in findings:
        key = (item.path, item.code, *_words(item, lines(item.path)))
        seen[key] += 1
        found.append(_digest(*key, str(seen[key])))
    return found


def lasting(findings: Iterable[Finding], lines: LineReader) -> list[str]:
    """Return fingerprints that also outlast a move of the file to another folder.

    Findings about what is missing stand where other such findings stand. What tells them apart is
    what their messages quote, in which no days are counted and no entry is named: an action that
    gets an id, or another one before it, is the same as before.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for item in findings:
        quoted = "".join(_QUOTED.findall(_NAME.sub("", item.message)))
        key = (stem(item.path), item.code, *_words(item, lines(item.path)), quoted)
        seen[key] += 1
        found.append(_digest(*key, str(seen[key])))
    return found


def _words(item: Finding, lines: Sequence[str]) -> tuple[str, str]:
    """Return the finding's line and what it marks there, each with its spaces evened out."""
    if item.line > len(lines):
        return "", ""
    line, start = lines[item.line - 1], item.column - 1
    stop = item.end_column - 1 if item.end_line == item.line else len(line)
    return _even(_SUPPRESSION.sub("", line[:_MOST])), _even(line[start : min(stop, start + _MOST)])


def _even(text: str) -> str:
    return " ".join(text.split())


def _digest(*words: str) -> str:
    whole = "\0".join(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:32]
