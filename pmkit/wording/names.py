"""The people a post-mortem may name: those of the register and those the file itself lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pmkit.model.postmortem import PostMortem
from pmkit.registers import Registers
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.sieve import flat_words
from pmkit.wording.spots import Spot

_PART = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 5
_SHORT = 3
"""A name of fewer letters is one only where it begins with a capital."""


class Name(NamedTuple):
    """One way in which a person is named.

    `is_odd` tells that it is an ordinary word as well, such as Will or May: it counts only with a
    capital, and only where a name can stand.
    """

    words: tuple[str, ...]
    needs_capital: bool
    is_odd: bool


@dataclass(frozen=True, eq=False)
class Names:
    """Names by their first word; `whole` are the texts they were made of, in one case."""

    by_word: Mapping[str, list[Name]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    @cached_property
    def spots(self) -> dict[bytes, list[Spot]]:
        """A word of each name as the sieve sees it; each is worth a closer look."""
        alone = [Spot(alone=True, is_name=True)]
        longest = {max(name.words, key=len) for names in self.by_word.values() for name in names}
        return {form: alone for word in longest for form in flat_words(word)}

    def at(self, words: list[str], at: int) -> Name | None:
        """Return the longest name that begins at `words[at]`."""
        if words[at] not in self.by_word:
            return None
        fits = [
            name
            for name in self.by_word[words[at]]
            if tuple(words[at : at + len(name.words)]) == name.words
        ]
        return max(fits, key=lambda name: len(name.words), default=None)


NOBODY = Names()


def registered_names(registers: Registers, lexicon: Lexicon) -> Names:
    """Return the names of everybody in the register, those who have left included."""
    return make_names(
        (
            word
            for person in registers.people
            for word in (person.handle, person.name, *person.aliases)
            if word
        ),
        lexicon,
    )


def own_names(pm: PostMortem, known: Names, lexicon: Lexicon) -> Names:
    """Return the names that `pm` lists beyond those that are `known`."""
    more = {word for word in _of_postmortem(pm) if word and word.casefold() not in known.whole}
    return make_names(more, lexicon) if more else NOBODY


def _of_postmortem(pm: PostMortem) -> Iterator[str | None]:
    yield pm.author
    for person in pm.participants:
        yield person.name
    for action in pm.actions:
        yield action.owner
        yield action.verified_by
    for commitment in pm.commitments:
        yield commitment.person


def stand_ins(clients: Iterable[str | None], lexicon: Lexicon) -> dict[str, str]:
    """Return the first word of each client's name with the word that it is read as.

    So `Acme kept adding features` is found by what is said of clients.
    """
    found = {}
    for client in clients:
        words = _PART.findall(client.casefold()) if client else ()
        if words and len(words[0]) >= _SHORT and not lexicon.has("ordinary", words[0]):
            found[words[0]] = lexicon.stand_in
    return found if lexicon.stand_in else {}


def read_as(clients: Mapping[str, str]) -> dict[bytes, bytes]:
    """Return what a sieve reads the names of clients as."""
    return {form: meant.encode() for word, meant in clients.items() for form in flat_words(word)}


def make_names(texts: Iterable[str], lexicon: Lexicon) -> Names:
    """Return the ways in which people whose handles and names are `texts` may be named."""
    by_word: dict[str, list[Name]] = {}
    texts = list(texts)
    for text in texts:
        for name in _ways(text.strip().lstrip("@"), lexicon):
            among = by_word.setdefault(name.words[0], [])
            if name not in among:
                among.append(name)
    return Names(by_word, frozenset(text.casefold() for text in texts))


def _ways(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Yield how a person whose handle or name is `text` may be named: whole, first, last."""
    text = text.partition("@")[0]
    pieces = [tuple(_PART.findall(piece.casefold())) for piece in text.split()]
    pieces = [piece for piece in pieces if piece]
    whole = tuple(word for piece in pieces for word in piece)
    if not whole or len(whole) > _MOST_WORDS or any(_is_no_name(word, lexicon) for word in whole):
        return
    yield _name(whole, text[:1].isupper(), lexicon)
    if len(pieces) > 1:
        for piece in (pieces[0], pieces[-1]):
            if len("".join(piece)) >= _SHORT:
                yield _name(piece, True, lexicon)


def _is_no_name(word: str, lexicon: Lexicon) -> bool:
    """Tell whether `word` is a role or a group: somebody wrote it where a person is wanted."""
    return any(lexicon.has(name, word) for name in ("person", "group", "outsider", "placeholder"))


def _name(words: tuple[str, ...], is_written_large: bool, lexicon: Lexicon) -> Name:
    is_odd = len(words) == 1 and lexicon.has("ordinary", words[0])
    needs_capital = is_odd or is_written_large or len("".join(words)) < _SHORT
    return Name(words, needs_capital, is_odd)
