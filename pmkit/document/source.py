"""Bytes → the text of the front matter and of the body, or what stands in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmkit.document.problem import FIRST_LINE, Problem, Span
from pmkit.visible import escape

BOM = b"\xef\xbb\xbf"
_OPEN = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSE = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_DOTS = re.compile(r"^\.\.\.[ \t]*\r?$", re.MULTILINE)
_CONFLICT_OR_FENCE = re.compile(
    r"^(?:(?P<conflict>(?:<{7}|>{7})(?: .*|\r)?$)| {0,3}(?:```|~~~))", re.MULTILINE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|\r(?!\n)")
_LONE_CR = re.compile("\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read, in bytes.

    The figures are generous: the longest post-mortem anybody wrote by hand is far below.
    """

    file_bytes: int = 8_000_000
    front_matter_bytes: int = 256_000


@dataclass(slots=True)
class Source:
    """One file's text, cut in two.

    Attributes:
        front_matter: The text between the two lines of dashes.
        body: The text behind it.
        body_line: The line of the file on which the body begins, from 1.
        has_bom: Whether the file begins with a byte order mark.
        offset: Where `front_matter` begins, in code points of the text without BOM.
        problems: What is wrong; when `readable` is false, the front matter is not to be read.
    """

    front_matter: str = ""
    body: str = ""
    body_line: int = 1
    has_bom: bool = False
    offset: int = 0
    problems: list[Problem] | None = None
    readable: bool = True


def read_source(raw: bytes, limits: Limits) -> Source:
    """Cut `raw` into front matter and body; problems say why where that is not possible."""
    if len(raw) > limits.file_bytes:
        return _refused(
            Problem(
                FIRST_LINE,
                f"the file is larger than {limits.file_bytes} bytes and was not read",
                "move attachments out, or raise `limits.file_bytes` in pmkit.toml",
                "PM003",
            )
        )
    has_bom = raw.startswith(BOM)
    try:
        text = raw.decode("utf-8-sig" if has_bom else "utf-8")
    except UnicodeDecodeError as error:
        return _refused(_not_utf8(raw[len(BOM) :] if has_bom else raw, error))
    opening = _OPEN.match(text)
    if not opening:
        return _refused(_no_front_matter(text))
    closing = _closing(text, opening.end())
    if not closing:
        return _refused(_not_closed(text))
    return _cut(text, opening.end(), closing, has_bom, _is_plain(raw), limits)


def _closing(text: str, start: int) -> re.Match[str] | None:
    """Find the closing line; plain searching for its line feed and dashes is the fast part."""
    at = start - 1
    while (at := text.find("\n---", at)) >= 0:
        if match := _CLOSE.match(text, at + 1):
            return match
        at += 1
    return None


def _cut(
    text: str, start: int, closing: re.Match[str], has_bom: bool, is_plain: bool, limits: Limits
) -> Source:
    source = Source(
        front_matter=text[start : closing.start()],
        body=text[closing.end() :],
        body_line=text.count("\n", 0, closing.end()) + 1,
        has_bom=has_bom,
        offset=start,
    )
    problems = [] if is_plain else _odd_characters(text)
    problems += _conflict(text)
    if _is_larger(source.front_matter, limits.front_matter_bytes):
        problems.append(
            Problem(
                FIRST_LINE,
                f"the front matter is larger than {limits.front_matter_bytes} bytes",
                "move what is told into the body, or raise `limits.front_matter_bytes`",
                "PM003",
            )
        )
        source.readable = False
    if any(problem.span.line < source.body_line for problem in problems):
        source.readable = False
    source.problems = problems
    return source


_PLAIN_BYTES = bytes(range(0x20, 0x7F)) + b"\t\n" + bytes(range(0x80, 0x100))


def _is_plain(raw: bytes) -> bool:
    """Tell quickly that `raw` holds no control character: true of nearly every file.

    Deleting all innocent bytes is ten times as fast as searching for the others. What is left
    are C0 characters; in UTF-8 those of C1 begin with the byte C2.
    """
    return not raw.translate(None, _PLAIN_BYTES) and b"\xc2" not in raw


def _is_larger(text: str, limit: int) -> bool:
    """Tell whether `text` takes more than `limit` bytes; a character takes at most four."""
    return len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit


def _odd_characters(text: str) -> list[Problem]:
    """Find what no text file should hold; the first is enough."""
    control = _CONTROL.search(text)
    return [_control(text, control)] if control else []


def _conflict(text: str) -> list[Problem]:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    conflict = _first_conflict(text)
    if not conflict:
        return []
    return [
        Problem(
            _line_span(text, conflict.start(), conflict.end()),
            "a merge conflict was committed here",
            "choose between the two sides and remove the three marker lines",
            "PM007",
        )
    ]


def _first_conflict(text: str) -> re.Match[str] | None:
    """Find the first conflict marker; one in a fence shows what conflicts look like."""
    fenced = False
    for match in _CONFLICT_OR_FENCE.finditer(text):
        if not match["conflict"]:
            fenced = not fenced
        elif not fenced:
            return match
    return None


def _control(text: str, match: re.Match[str]) -> Problem:
    span = _line_span(text, match.start(), match.end())
    if match[0] == "\r":
        return Problem(
            span,
            "a carriage return without a line feed ends this line",
            "save the file with LF or CRLF line ends",
            "PM006",
        )
    return Problem(
        span,
        f"the control character {escape(match[0])} stands here",
        "delete it; nobody can see it, and terminals obey it",
        "PM005",
    )


def _no_front_matter(text: str) -> Problem:
    if _LONE_CR.search(text[:200]):
        return Problem(
            FIRST_LINE,
            "the lines end in a lone carriage return",
            "save the file with LF or CRLF line ends",
            "PM006",
        )
    if re.match(r"\s+---", text):
        why = "something stands before the opening line of three dashes"
    elif re.match(r"---[ \t]*\S", text):
        why = "the opening line holds more than its three dashes"
    elif text.startswith(("+++", "{", ";;;")):
        why = "the front matter is not YAML between lines of three dashes"
    else:
        why = "there is no front matter"
    return Problem(
        FIRST_LINE, why, "begin the file with `---`, its keys, `---`; or run `pmkit new`", "PM010"
    )


def _not_closed(text: str) -> Problem:
    if dots := _DOTS.search(text):
        return Problem(
            _line_span(text, dots.start(), dots.end()),
            "the front matter is closed by `...`",
            "close it with `---`, as Markdown tools expect",
            "PM011",
        )
    if _LONE_CR.search(text):
        return _control(text, next(_LONE_CR.finditer(text)))
    return Problem(
        FIRST_LINE,
        "the front matter opened here is never closed",
        "add a line of three dashes behind its last key",
        "PM011",
    )


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Problem:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00-\x00-" in raw[:8]:
        return Problem(
            FIRST_LINE, "the file is UTF-16, not UTF-8", "save it again as UTF-8", "PM004"
        )
    line = raw.count(b"\n", 0, error.start) + 1
    column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace"))
    return Problem(
        Span(line, column + 1, line, column + 2),
        f"the byte 0x{raw[error.start]:02x} is not UTF-8",
        "save the file again as UTF-8",
        "PM004",
    )


def _line_span(text: str, start: int, end: int) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(line, column, line, column + max(end - start, 1))


def _refused(problem: Problem) -> Source:
    return Source(problems=[problem], readable=False)
