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
    "days": lambda rng: rng.randint(3, 9),
    "weeks": lambda rng: rng.randint(3, 11),
    "hours": lambda rng: rng.randint(2, 9),
    "times": lambda rng: rng.randint(2, 4),
    "artefact": lambda rng: rng.choice(VOCABULARY["artefacts"]),
    "stage": lambda rng: rng.choice(VOCABULARY["stages"]),
    "forum": lambda rng: rng.choice(VOCABULARY["forums"]),
}


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


def slug(text: str) -> str:
    """Return `text` in lower case, ASCII, with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def unique(name: str, taken: dict[str, int]) -> str:
    """Return `name`, with a number behind it from its second use on."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def quoted(text: str) -> str:
    """Return `text` as a YAML scalar, in quotes where it needs them."""
    if ": " in text or " #" in text or not (text[0].isalnum()) or text[-1] == ":":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def in_flow(text: str) -> str:
    """Return a scalar as a flow mapping needs it: in quotes when it holds a comma."""
    return f'"{text}"' if "," in text and not text.startswith('"') else text
