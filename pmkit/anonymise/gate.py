"""The gate: what has to be known of a repository before anything anonymised may leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmkit.anonymise import collect
from pmkit.anonymise.dictionary import SHORTEST, Dictionary, make_dictionary
from pmkit.anonymise.names import Name, words_of
from pmkit.errors import ConfigError, LeakError
from pmkit.git import GitError, read_signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmkit.library import Library

_SEE = "nothing was written; docs/anonymising.md says what to do"


def open_dictionary(library: Library) -> Dictionary:
    """Return the dictionary of all names in the repository.

    Raises:
        LeakError: As `names_in` does.
    """
    return make_dictionary(names_in(library))


def names_in(library: Library) -> tuple[Name, ...]:
    """Return all names in the repository.

    Raises:
        LeakError: A file, a register or git cannot be read, so that names are missing; or there
            are no names at all.
    """
    if library.skipped:
        raise LeakError(
            f"{len(library.skipped)} files or folders cannot be read, so their names are not known",
            "`pmkit lint` names them; correct them first",
        )
    try:
        names = collect.distinct(_names(library))
    except GitError:
        raise LeakError("git does not tell who wrote its commits", _SEE) from None
    except ConfigError as error:
        place = error.message.partition(": ")[0]  # the rest may quote a name
        raise LeakError(f"{place}: a register cannot be read", "`pmkit lint` says why") from None
    if not names:
        raise LeakError(
            "the repository holds no names, so there is nothing to check against",
            "list clients and people in register/, see docs/registers.md",
        )
    for name in names:
        _refuse_unseekable(name, library)
    return names


def _names(library: Library) -> Iterator[Name]:
    repository = library.repository
    yield from collect.of_registers(library.registers)
    yield from collect.of_documents(repository, library.records)
    signatures = read_signatures(repository.root)
    if signatures and signatures.is_shallow:
        raise LeakError(
            "this clone is shallow, so the authors of older commits are not known",
            "`git fetch --unshallow` brings them; in CI ask for the whole history",
        )
    if signatures:
        yield from collect.of_commits(signatures)
    yield from collect.of_settings(repository.settings.anonymise.names)


def _refuse_unseekable(name: Name, library: Library) -> None:
    """Refuse a name of one letter, unless a register says whom it means."""
    known = library.registers.person(name.text) or library.registers.client(name.text)
    letters = "".join(words_of(name.text))
    if (len(letters) == 1 or _is_small_number(letters)) and not known:
        raise LeakError(
            f"{name.place} is a single letter or a small number, which nobody can look for",
            "write the whole name, or make it an alias in register/",
        )


def _is_small_number(text: str) -> bool:
    return text.isdecimal() and len(text) < SHORTEST
