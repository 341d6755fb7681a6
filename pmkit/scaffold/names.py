"""From a title to the name of its file."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pmkit.errors import UsageError
from pmkit.visible import escape, odd_character, short

MAX_TITLE = 200
MAX_SLUG = 60

_WITHOUT_PARTS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not take apart into a plain one and a mark."""


def clean_text(text: str, name: str) -> str:
    """Return what somebody typed for `name`, without the spaces around it.

    Raises:
        UsageError: It is empty, too long, or holds what nobody can see.
    """
    clean = _as_typed(text).strip(" ")
    if not clean.strip():
        raise UsageError(f"the {name} is empty", "write at least one word")
    if odd := odd_character(clean) or re.search("[\t\n\ufffe\uffff]", clean):
        raise UsageError(
            f"the {name} holds the character {escape(odd[0])}: {short(clean)}",
            "type it again on one line, without control or invisible characters",
        )
    if len(clean) > MAX_TITLE:
        raise UsageError(
            f"the {name} has {len(clean)} characters, and {MAX_TITLE} are the most: {short(clean)}",
            "make it one short line; the rest belongs under Summary",
        )
    return clean


def _as_typed(text: str) -> str:
    """Undo what Python makes of UTF-8 on the command line where the locale is plain ASCII."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text


def postmortem_id(title: str, kind: str, day: date) -> str:
    """Return the id of a new post-mortem: the day that dates it, and its title as a slug."""
    return f"{day.isoformat()}-{slug(title) or kind}"


def slug(title: str) -> str:
    """Return `title` in lower case with hyphens, ASCII where it has any, at most 60 long.

    A title without ASCII letters and digits keeps its own; one without any letter gives "".
    """
    folded = title.casefold().translate(_WITHOUT_PARTS)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['\u2019](?=\w)", "", ascii_only))
    if not words:
        words = _own_words(unicodedata.normalize("NFKC", folded))
    return _cut("-".join(words))


def _own_words(text: str) -> list[str]:
    """Split into words of letters, marks and digits of any script."""
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return "".join(kept).split()


def _cut(text: str) -> str:
    """Shorten to whole words where that leaves at least half."""
    if len(text) <= MAX_SLUG:
        return text
    cut = text[:MAX_SLUG]
    whole = cut if text[MAX_SLUG] == "-" else cut.rpartition("-")[0]
    return (whole if len(whole) >= MAX_SLUG // 2 else cut).strip("-")
