"""Escapes undone: what a browser, a program or a Markdown reader would make of the text.

Each step is a function from text to text that keeps the line breaks where they are; what would
decode to a line break becomes a space. `DECODERS` holds them by name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from urllib.parse import unquote

from pmkit.anonymise.fold import Step

ROUNDS = 4
"""How many times over a text may be encoded; beyond that it is refused."""


def entities(text: str) -> str:
    """HTML's `&amp;`, `&#65;` and `&#x41;`."""
    return _ENTITY.sub(lambda found: _one_line(html.unescape(found[0])), text)


_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


def percent(text: str) -> str:
    """Escapes of addresses: `%41`."""
    return _PERCENT.sub(lambda found: _one_line(unquote(found[0], errors="replace")), text)


_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")


def quoted_printable(text: str) -> str:
    """Escapes of mail: `=41=63`, two or more in a row."""
    return _QUOTED.sub(
        lambda found: _one_line(unquote(found[0].replace("=", "%"), errors="replace")), text
    )


_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){2,}")


def unicode_escapes(text: str) -> str:
    r"""Escapes of programs and of JSON: `\x41`, `\u0041`, `\u{41}`, `U+0041`."""
    decoded, times = _ESCAPE.subn(_character, text)
    if not times:
        return text
    try:
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16")  # halves make one
    except UnicodeDecodeError:
        return decoded.encode("utf-8", "replace").decode("utf-8")


_ESCAPE = re.compile(
    r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,6})\}|\\U([0-9a-fA-F]{8})"
    r"|U\+([0-9a-fA-F]{4,6})"
)


def _character(found: re.Match[str]) -> str:
    code = int(next(filter(None, found.groups())), 16)
    return _one_line(chr(code)) if code <= 0x10FFFF else found[0]


def backslashes(text: str) -> str:
    """A backslash of Markdown or JSON in front of a character, or anywhere else."""
    return text.replace("\\", "")


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


DECODERS: dict[str, Step] = {
    step.__name__: step
    for step in (entities, percent, quoted_printable, unicode_escapes, backslashes)
}


def decode(text: str, without: Collection[str] = ()) -> tuple[str, bool]:
    """Return `text` with all escapes undone, and whether nothing was left to undo."""
    steps = [step for name, step in DECODERS.items() if name not in without]
    for _ in range(ROUNDS):
        before = text
        for step in steps:
            text = step(text)
        if text == before:
            return text, True
    return text, False
