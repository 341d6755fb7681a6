"""`register/anonymise.yml`: sentences that may stand in a digest although the check refuses them.

An exemption is bound to one whole sentence, has a signature and an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.errors import LeakError
from pmkit.registers import read_register

if TYPE_CHECKING:
    from pmkit.model.register import Exemption
    from pmkit.registers import Registers

REGISTER = "anonymise"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Standing:
    """An exemption on a day.

    Attributes:
        number: Of its entry, from 1.
        expired: Whether its end is past, so that it does not count.
    """

    number: int
    sentence: str
    signed_by: str
    until: date
    expired: bool


def read_exemptions(root: Path, registers: Registers, as_of: date) -> tuple[Standing, ...]:
    """Return the exemptions as they stand on the day `as_of`.

    Raises:
        ConfigError: The register cannot be read.
        LeakError: An entry lacks its sentence, its signature or its end.
    """
    from pmkit.register_entries import parse_entries

    entries = parse_entries(REGISTER, read_register(root, REGISTER))
    return tuple(_stand(n, entry, registers, as_of) for n, entry in enumerate(entries, 1))


def _stand(number: int, entry: Exemption, registers: Registers, as_of: date) -> Standing:
    where = f"register/{REGISTER}.yml, entry {number}"
    if not entry.sentence or not entry.signed_by or entry.until is None:
        raise LeakError(f"{where} lacks a part", "it needs `sentence`, `signed_by` and `until`")
    signer = registers.person(entry.signed_by)
    if signer is None or not signer.active:
        raise LeakError(
            f"{where} is signed by nobody who is active in register/people.yml",
            "let somebody sign who answers for it",
        )
    return Standing(
        number,
        " ".join(entry.sentence.split()),
        entry.signed_by,
        entry.until,
        entry.until < as_of,
    )


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text in which no white space stands twice."""
    return tuple(_SENTENCE_END.split(text))


def without_sentences(text: str, sentences: Iterable[str]) -> str:
    """Return `text` with each of its sentences that is one of `sentences` left blank."""
    blank = {*sentences}
    if text in blank:
        return BLANK
    return " ".join(BLANK if one in blank else one for one in sentences_of(text))


BLANK = "…"
"""Stands in the checked text in place of a sentence that is exempt."""
