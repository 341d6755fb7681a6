"""What a client is told names no person and no other client; their own name may stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pmkit.anonymise.check import Hit, check_names
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.gate import names_in
from pmkit.anonymise.names import PEOPLE, Name, significant, words_of

if TYPE_CHECKING:
    from pmkit.library import Library
    from pmkit.registers import Registers

_SORTS = frozenset({"client", "setting"})
"""Sorts of names that no client is told beside people; projects are called after their subject."""


def check_for_client(data: bytes, library: Library, client: str | None) -> list[Hit]:
    """Return every place of `data` that may name a person, or another client than `client`.

    Raises:
        LeakError: Not all names of the repository are known, so that nobody can tell.
    """
    return checker_for_client(library, client)(data)


def checker_for_client(library: Library, client: str | None) -> Callable[[bytes], list[Hit]]:
    """Return what looks into bytes for a person, or another client than `client`.

    Raises:
        LeakError: Not all names of the repository are known, so that nobody can tell.
    """
    own = _own_names(client, library.registers)
    others = [
        name
        for name in names_in(library)
        if name.sort in PEOPLE or (name.sort in _SORTS and name.text.strip().casefold() not in own)
    ]
    dictionary = make_dictionary(others)
    dictionary.let_stand(_own_words(own) - _taken_words(others))
    return lambda data: check_names(_without_own(data, own, others), dictionary)


def _own_names(client: str | None, registers: Registers) -> set[str]:
    """Return all that the client is called, in small letters."""
    known = registers.client(client) if client else None
    called = [client]
    if known:
        domains = (domain.strip().rstrip(".").rpartition(".")[0] for domain in known.domains)
        called += [known.handle, known.name, *known.aliases, *domains]
    return {text.strip().casefold() for text in called if text and text.strip()}


def _own_words(own: Iterable[str]) -> set[str]:
    """Return the words that may mean the client: `Ostervik` for Ostervik Clinics."""
    found: set[str] = set()
    for text in own:
        words = words_of(text)
        found |= {"".join(words), *significant(words, "client")}
    return found


def _taken_words(others: Iterable[Name]) -> set[str]:
    """Return the words that a person is called by, or another client by nothing but that word."""
    found: set[str] = set()
    for name in others:
        words = words_of(name.text)
        weighty = significant(words, name.sort) or words
        if name.sort in PEOPLE or len(weighty) == 1:
            found |= {*words, "".join(words)}
    return found


def _without_own(data: bytes, own: Iterable[str], others: Sequence[Name]) -> bytes:
    """Return `data` with the client's whole name blank where it has several words.

    So Grace Hospital may be told of themselves although somebody is called Grace. A name that is
    the beginning of another client's stays.
    """
    told = [" ".join(words_of(name.text)) for name in others]
    names = [
        text
        for text in own
        if len(words_of(text)) > 1 and not any(" ".join(words_of(text)) in one for one in told)
    ]
    if not names:
        return data
    forms = (r"\s+".join(map(re.escape, text.split())) for text in sorted(names, key=len)[::-1])
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
    text = data.decode("utf-8", "surrogateescape")
    blank = pattern.sub(lambda found: "…" + "\n" * found[0].count("\n"), text)
    return blank.encode("utf-8", "surrogateescape")
