"""The body's second-level headings, by kind: templates write them, lint looks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from pmkit.model.enums import Kind

_PROJECT = (
    "Summary",
    "Timeline",
    "What went well",
    "What did not go well",
    "Open questions",
)

SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.PROJECT: _PROJECT,
    Kind.CHECKPOINT: _PROJECT,
    Kind.PILOT: (
        "Summary",
        "What we set out to prove",
        "Timeline",
        "What went well",
        "Next pilot",
        "Open questions",
    ),
    Kind.INCIDENT: (
        "Summary",
        "Timeline",
        "Impact",
        "What worked",
        "What made it worse",
        "Open questions",
    ),
}
"""In the order in which they are written."""

_EMPHASIS = re.compile(r"[*_`~]+")


def headings(kind: Kind, rename: Mapping[str, str]) -> tuple[str, ...]:
    """Return the headings of `kind`, in order, by the names that the repository gives them."""
    own = {folded(heading): name for heading, name in rename.items()}
    return tuple(dict.fromkeys(own.get(folded(name)) or name for name in SECTIONS[kind]))


@lru_cache(1024)
def folded(heading: str) -> str:
    """Return `heading` as it is compared: without case, emphasis and punctuation at its end."""
    words = unicodedata.normalize("NFC", _EMPHASIS.sub("", heading)).split()
    return " ".join(words).rstrip(" .:;!?…-–—").casefold()
