"""Findings → comments that suppress them, each with the proof that nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pmkit.document.read import Document, read_document
from pmkit.document.source import BOM, Limits
from pmkit.fixes.proof import says_the_same
from pmkit.model.finding import Finding
from pmkit.rules.ignores import Ignore, read_ignores
from pmkit.rules.registry import Rule
from pmkit.rules.suppressions import can_be_suppressed

_WORDS = re.compile(r"(ignore\s*\[)([^\]]*)\]")
_END = re.compile(r"[ \t]*\r?\Z")
_IN_BODY = re.compile(r"\s*-->\Z")


@dataclass
class Suppressed:
    """One file before and after.

    Attributes:
        done: The findings that a comment holds back now.
        left: Those beside which no comment can stand.
    """

    old: bytes
    new: bytes
    done: list[Finding] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The lines of a file with a comment more; `shift` is by how many those below moved."""

    lines: list[str]
    shift: int = 0


def suppress(
    raw: bytes, findings: Iterable[Finding], reason: str, limits: Limits, rules: dict[str, Rule]
) -> Suppressed:
    """Return a file with a comment beside each of its findings; one comment for one line.

    It works from the last line to the first, so that no place moves before its turn.
    """
    result = Suppressed(raw, raw)
    by_line: dict[int, list[Finding]] = {}
    for item in findings:
        if can_be_suppressed(rules[item.code]):
            by_line.setdefault(item.line, []).append(item)
        else:
            result.left.append(item)
    for line in sorted(by_line, reverse=True):
        new = _suppressed(result.new, line, by_line[line], reason, limits)
        (result.left if new is None else result.done).extend(by_line[line])
        result.new = new or result.new
    return result


def _suppressed(
    raw: bytes, line: int, findings: list[Finding], reason: str, limits: Limits
) -> bytes | None:
    before = read_document(raw, limits)
    if before.root is None:
        return None
    bom = BOM if raw.startswith(BOM) else b""
    lines = raw.removeprefix(BOM).decode().split("\n")
    codes = sorted({item.code for item in findings})
    for attempt in _attempts(before, lines, line, codes, reason):
        new = bom + "\n".join(attempt.lines).encode()
        after = read_document(new, limits)
        if says_the_same(before, after) and _covers(after, line + attempt.shift, codes):
            return new
    return None


def _attempts(
    document: Document, lines: list[str], line: int, codes: Sequence[str], reason: str
) -> Iterator[_Attempt]:
    """Yield the ways to write the comment, the nicest first."""
    for ignore in read_ignores(document):
        span = ignore.span
        if line in ignore.lines and span.line == span.end_line:
            yield _Attempt(_merged(lines, ignore, codes, reason))
    comment = f"pmkit: ignore[{', '.join(codes)}] {reason}"
    end = "\r" if lines[line - 1].endswith("\r") else ""
    if line >= document.source.body_line:
        comment = f"<!-- {comment} -->"
        yield _Attempt(_behind(lines, line, f" {comment}"))
        if not lines[line - 2].strip():
            yield _Attempt([*lines[: line - 1], comment + end, *lines[line - 1 :]], 1)
    elif line == 1:
        yield _Attempt([lines[0], f"# {comment}{end}", *lines[1:]])
    else:
        yield _Attempt(_behind(lines, line, f"  # {comment}"))
        indent = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))]
        above = f"{indent}# {comment}{end}"
        yield _Attempt([*lines[: line - 1], above, *lines[line - 1 :]], 1)


def _behind(lines: list[str], line: int, comment: str) -> list[str]:
    """Write at the end of a line; the spaces there, which may mean a line break, stay its end."""
    text = lines[line - 1]
    match = _END.search(text)
    at = match.start() if match else len(text)
    return [*lines[: line - 1], text[:at] + comment + text[at:], *lines[line:]]


def _merged(lines: list[str], ignore: Ignore, codes: Sequence[str], reason: str) -> list[str]:
    """Add rules to a comment that is there, and the reason unless it says that already."""
    span, text = ignore.span, lines[ignore.span.line - 1]
    start, stop = span.column - 1, span.end_column - 1
    words = [*ignore.words, *(code for code in codes if code not in ignore.words)]
    comment = _WORDS.sub(lambda match: f"{match[1]}{', '.join(words)}]", text[start:stop], count=1)
    if reason not in ignore.reason:
        match = _IN_BODY.search(comment) or _END.search(comment)
        at = match.start() if match else len(comment)
        between = "; " if ignore.reason else " "
        comment = f"{comment[:at]}{between}{reason}{comment[at:]}"
    line = text[:start] + comment + text[stop:]
    return [*lines[: span.line - 1], line, *lines[span.line :]]


def _covers(document: Document, line: int, codes: Iterable[str]) -> bool:
    held = {word for item in read_ignores(document) if line in item.lines for word in item.words}
    return held.issuperset(codes)
