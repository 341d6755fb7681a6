"""Sentences with slots, and how they are written into YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import yaml

VOCABULARY: dict[str, Any] = yaml.load(
    Path(__file__).with_name("vocabulary.yml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)

DRAWS: dict[str, Callable[[Random], object]] = {
    "n": lambda rng: rng.randint(12, 480),
    "pct": lambda rng: rng.randint(11, 38),
    "share": lambda rng: rng.randint(62, 96),
    "days": lambda rng: rng.randint(3, 9),
    "weeks": lambda rng: rng.randint(3, 11),
    "hours": lambda rng: rng.randint(2, 9),
    "minutes": lambda rng: rng.randint(12, 55),
    "times": lambda rng: rng.randint(2, 4),
    "artefact": lambda rng: rng.choice(VOCABULARY["artefacts"]),
    "stage": lambda rng: rng.choice(VOCABULARY["stages"]),
    "forum": lambda rng: rng.choice(VOCABULARY["forums"]),
}

_PLAIN = re.compile(r"[A-Za-z0-9](?!.*(?:: | #)).*[^:\s]\Z")


class Words(dict[str, object]):
    """The slots of a sentence: the file's own facts, everything else drawn at each use."""

    def __init__(self, rng: Random, facts: dict[str, str]) -> None:
        """Start from `facts`, which never change within a file."""
        super().__init__(facts)
        self.rng = rng

    def __missing__(self, slot: str) -> object:
        """Draw a value for a slot that is no fact of the file."""
        return DRAWS[slot](self.rng)

    def say(self, sentence: str) -> str:
        """Fill the slots of `sentence` and give it a capital."""
        filled = sentence.format_map(self) if "{" in sentence else sentence
        return filled[0].upper() + filled[1:]


def scalar(text: str) -> str:
    """Return `text` as a scalar of a block mapping, in quotes where YAML needs them."""
    return text if _PLAIN.match(text) else in_quotes(text)


def in_quotes(text: str) -> str:
    """Return `text` in double quotes, which a flow mapping takes whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def slug(text: str) -> str:
    """Return `text` in lower case, ASCII, with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def unique(name: str, taken: dict[str, int]) -> str:
    """Return `name`, with a number behind it from its second use on."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"
