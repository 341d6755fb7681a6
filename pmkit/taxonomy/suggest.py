"""Which tags a text is about, with the words that make one think so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pmkit.stems import WORD, stem
from pmkit.taxonomy import Taxonomy
from pmkit.taxonomy.tag import Tag

_TOO_PLAIN = frozenset({"data", "team", "scope", "adoption", "communication", "integration"})
"""Tags whose name is a word of every project; one mention of it says nothing."""

_TELLING = 3
"""So many different telling words of a tag's own signs stand for its name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One tag.

    Attributes:
        words: As they stand in the text, in its order.
        is_named: Whether the tag's name, title or an alias stands there.
    """

    tag: str
    words: tuple[str, ...]
    is_named: bool


def suggest(text: str, taxonomy: Taxonomy) -> list[Suggestion]:
    """Return the tags that `text` is about: those it names, then those whose signs it shows."""
    told = [(stem(match[0]), match[0]) for match in WORD.finditer(text)]
    found = [one for tag in taxonomy.tags.values() if (one := _about(tag, told, taxonomy))]
    return sorted(found, key=lambda one: (not one.is_named, -len(one.words), one.tag))


def _about(tag: Tag, told: list[tuple[str, str]], taxonomy: Taxonomy) -> Suggestion | None:
    named = list(_named(tag, told))
    if named and (tag.name not in _TOO_PLAIN or len(named) > 1):
        return Suggestion(tag.name, _once(named), True)
    telling = telling_stems(taxonomy_key(taxonomy)).get(tag.name, frozenset())
    signs = _first_of_each(told, telling)
    if len(signs) >= _TELLING or (named and signs):
        return Suggestion(tag.name, _once([*named, *signs]), False)
    return None


def _named(tag: Tag, told: list[tuple[str, str]]) -> Iterator[str]:
    for name in dict.fromkeys((tag.name, tag.title, *tag.aliases)):
        wanted = [stem(word) for word in WORD.findall(name)]
        for at in range(len(told) - len(wanted) + 1 if wanted else 0):
            if [one for one, _ in told[at : at + len(wanted)]] == wanted:
                yield " ".join(word for _, word in told[at : at + len(wanted)])


def _first_of_each(told: list[tuple[str, str]], stems: frozenset[str]) -> list[str]:
    first: dict[str, str] = {}
    for one, word in told:
        if one in stems:
            first.setdefault(one, word)
    return list(first.values())


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in words}.values())


def taxonomy_key(taxonomy: Taxonomy) -> tuple[tuple[str, str], ...]:
    """Return the tags with what is said about each, as a value that can be remembered."""
    return tuple(
        (tag.name, " ".join((tag.description, *tag.warning_signs, *tag.questions)))
        for tag in taxonomy.tags.values()
    )


@lru_cache(4)
def telling_stems(tags: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    """Return for each tag the stems that its own words hold and hardly any other's do."""
    stems = {name: {stem(word) for word in WORD.findall(text)} for name, text in tags}
    uses: dict[str, int] = {}
    for own in stems.values():
        for one in own:
            uses[one] = uses.get(one, 0) + 1
    return {
        name: frozenset(one for one in own if uses[one] <= 2 and len(one) > 3)
        for name, own in stems.items()
    }
