"""Which tags a whole document is most like, by all that is said about each of them.

`suggest` is for a few sentences: it names what they name. In a document of pages most names stand
somewhere; there the words decide, each by how often it stands and by how few tags share it
(tf-idf, cosine-normalised on the side of the tag; Salton and Buckley 1988).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from pmkit.stems import WORD, stem
from pmkit.taxonomy import Taxonomy
from pmkit.taxonomy.tag import Tag

_NAME, _OTHER_NAME = 3, 2
"""So often a word of the name counts, and of the title or an alias, as against other texts."""

_SHORTEST = 3
"""Letters of a stem that says something."""

_ENOUGH = 3
"""So many different words are needed; two stand in any text by chance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One tag; `words` made it alike: as they stand in the text, the weightiest first."""

    tag: str
    words: tuple[str, ...]


def likeliest(text: str, taxonomy: Taxonomy) -> list[Likeness]:
    """Return the tags that `text` is like, the most alike first."""
    profiles = {name: _profile(tag) for name, tag in taxonomy.tags.items()}
    shared = Counter(one for profile in profiles.values() for one in profile)
    told = [(stem(match[0]), match[0]) for match in WORD.finditer(text)]
    often, spelled = Counter(one for one, _ in told), dict(reversed(told))
    found: list[tuple[float, Likeness]] = []
    for name, profile in profiles.items():
        weights = {
            one: (1 + math.log(number)) * math.log(len(profiles) / shared[one])
            for one, number in profile.items()
        }
        parts = {one: (1 + math.log(often[one])) * weights[one] for one in weights.keys() & often}
        telling = sorted((one for one in parts if parts[one]), key=lambda one: (-parts[one], one))
        if len(telling) >= _ENOUGH:
            score = sum(parts.values()) / math.hypot(*weights.values())
            found.append((score, Likeness(name, tuple(spelled[one] for one in telling))))
    return [one for _, one in sorted(found, key=lambda item: (-item[0], item[1].tag))]


def _profile(tag: Tag) -> Counter[str]:
    """Return the stems of all that is said about `tag`, with how often each counts."""
    texts = (tag.description, *tag.warning_signs, *tag.questions, *tag.countermeasures)
    weighted = [(tag.name, _NAME), *((one, _OTHER_NAME) for one in (tag.title, *tag.aliases))]
    profile: Counter[str] = Counter()
    for text, weight in [*weighted, *((one, 1) for one in texts)]:
        for word in WORD.findall(text):
            if len(one := stem(word)) >= _SHORTEST:
                profile[one] += weight
    return profile
