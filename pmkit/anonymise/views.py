"""The texts that one text is: as it stands, without its markup, with what it hides unpacked.

Each view is a function from decoded text to text that keeps the line breaks where they are.
`VIEWS` holds them by name; the check looks at each of them.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from collections.abc import Collection

from pmkit.anonymise.fold import Step, fold


def plain(text: str) -> str:
    """The text itself."""
    return text


def _without_tags(text: str) -> str:
    """Without HTML tags and comments."""
    return _TAG.sub(_breaks, _without_comments(text)) if "<" in text else text


_TAG = re.compile(r"<[^<>]*>")


def _without_comments(text: str) -> str:
    """Take comments away in one pass; a pattern would look for each end anew."""
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept += [text[at:begin], HELD * text.count("\n", begin, end)]
        at = end + 3
    return "".join([*kept, text[at:]])


def _breaks(found: re.Match[str]) -> str:
    return HELD * found[0].count("\n")


def without_markup(text: str) -> str:
    """Without tags, emphasis, code marks, brackets and the targets of links."""
    return _MARKUP.sub("", _TARGET.sub(_breaks, _without_tags(text)))


_TARGET = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]")
_MARKUP = re.compile(r"[*_~`\[\](){}|^]")


def without_breaks(text: str) -> str:
    """With words that were hyphenated at the end of a line put together again."""
    return _HYPHENATED.sub(lambda found: HELD * found[0].count("\n"), text)


HELD = "\ue000"
"""Stands in for a line break within a word or a tag; who counts lines counts it as well."""
_HYPHENATED = re.compile(r"[-\u2010\u2011\u00ad][ \t]*\n[ \t>*-]*(?=\w)")


def leet(text: str) -> str:
    """With digits and signs that stand for letters inside a word read as those letters."""
    return _CHUNK.sub(lambda found: _read_as(found[0], _LEET), text)


def leet_with_l(text: str) -> str:
    """The same with 1, ! and | read as l."""
    return _CHUNK.sub(lambda found: _read_as(found[0], _LEET_L), text)


_CHUNK = re.compile(r"[A-Za-z0-9@$!|€£¥¢]{3,}")
_LETTER = re.compile(r"[A-Za-z]")
_LEET = str.maketrans("0134578@$!|€£¥¢", "oieastbasilelyc")
_LEET_L = str.maketrans("0134578@$!|€£¥¢", "oleastbasllelyc")


def _read_as(chunk: str, letters: dict[int, int]) -> str:
    return chunk.translate(letters) if _LETTER.search(chunk) else chunk


def unpacked(text: str) -> str:
    """What base64 and hexadecimal runs hold, each on the line on which it stands."""
    return "\n".join(
        " ".join(_held(run) for run in _PACKED.findall(line)) for line in text.split("\n")
    )


_PACKED = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){3,}\Z")


def _held(run: str) -> str:
    """Return the readable text that `run` encodes, empty where it encodes none."""
    found = []
    if _HEX.match(run):
        found.append(bytes.fromhex(run))
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    with contextlib.suppress(binascii.Error, ValueError):
        found.append(base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True))
    texts = (raw.decode("utf-8", "replace") for raw in found)
    return " ".join(
        text.replace("\n", " ") for text in texts if text.isprintable() and "\ufffd" not in text
    )


VIEWS: dict[str, Step] = {
    step.__name__: step
    for step in (
        plain,
        without_markup,
        without_breaks,
        leet,
        leet_with_l,
        unpacked,
    )
}


UNDECODED = "undecoded"
"""The view in which nothing was decoded, and only backslashes are gone."""


def views_of(text: str, decoded: str, without: Collection[str] = ()) -> dict[str, str]:
    """Return the folded text of each view that differs from those before it, by its name.

    Args:
        text: As it stands.
        decoded: With its escapes undone.
    """
    found: dict[str, str] = {}
    steps = [(name, step(decoded)) for name, step in VIEWS.items() if name not in without]
    if UNDECODED not in without:
        steps.append((UNDECODED, text.replace("\\", "")))
    for name, view in steps:
        folded = fold(view, without)
        if folded.strip() and folded not in found.values():
            found[name] = folded
    return found
