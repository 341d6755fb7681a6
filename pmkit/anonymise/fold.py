"""Letters as a reader takes them: look-alikes, accents and what cannot be seen, folded away.

Each step is a function from text to text that keeps the line breaks where they are. `FOLDS` holds
them by name, in the order in which they are applied. Names and texts go through the same steps,
so that a name in any script meets itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

Step = Callable[[str], str]


def compatibility(text: str) -> str:
    """Full-width, mathematical, circled and other forms of a letter become the letter (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def invisible(text: str) -> str:
    """Soft hyphens, joiners, direction marks, fillers and tag letters go."""
    return text.translate(_UNSEEN)


def look_alikes(text: str) -> str:
    """Letters of other scripts, and odd Latin ones, become the Latin letter they look like."""
    return text.translate(_ALIKE)


def marks(text: str) -> str:
    """Accents and all other combining marks go."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if unicodedata.category(char) not in ("Mn", "Me"))


FOLDS: dict[str, Step] = {
    step.__name__: step for step in (compatibility, invisible, marks, look_alikes)
}


def fold(text: str, without: Collection[str] = ()) -> str:
    """Return `text` with every letter reduced to the plain one; ASCII is plain already.

    Args:
        without: Steps to leave out, for the test that each is needed.
    """
    if text.isascii():
        return text
    for name, step in FOLDS.items():
        if name not in without:
            text = step(text)
    return text


def spelled_out(text: str) -> str:
    """Umlauts and their like become two letters, as those write who lack the keys."""
    return unicodedata.normalize("NFC", text).translate(_SPELLED)


_SPELLED = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe",
        "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "Ss", "Å": "Aa", "Ø": "Oe", "Æ": "Ae", "Œ": "Oe",
        "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "đ": "dj", "Đ": "Dj", "ł": "l", "Ł": "L",
    }
)  # fmt: skip


class _Unseen(dict[int, int | None]):
    """Characters to drop: found out one by one, and remembered."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        gone = code > 127 and (unicodedata.category(char) == "Cf" or code in _FILLERS)
        self[code] = None if gone else code
        return self[code]


_FILLERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x3164, 0xFFA0}
"""Letters and marks that show nothing though their class does not say so."""

_SMALL = {
    "a": "аαɑ", "b": "ьƅвβ", "c": "сϲς", "d": "ԁժ", "e": "еєεҽɛəэ℮", "f": "ϝғ", "g": "ɡցԍ",
    "h": "һհн", "i": "іιıɩ", "j": "јϳյ", "k": "кκқ", "l": "ӏןǀ", "m": "м", "n": "пηոռ",
    "o": "оοσօө", "p": "рρϱ", "q": "ԛգզ", "r": "г", "s": "ѕտ", "t": "тτ", "u": "υսц",
    "v": "ѵν", "w": "ԝωшա", "x": "хχҳ", "y": "уγүұყ", "ae": "æӕ", "oe": "œ", "ss": "ßẞ",
    "th": "þ", "d ": "ð",
    "A": "Ꭺ", "B": "Ᏼ", "C": "ϹᏟ", "D": "Ꭰ", "E": "Ꭼ", "F": "Ϝ", "G": "ԌᏀ", "H": "ΗᎻ",
    "I": "Ӏ", "J": "Ꭻ", "K": "Ꮶ", "L": "ᏞⳐ", "M": "ΜᎷ", "N": "ΝՆ", "O": "Օ", "P": "Ꮲ",
    "R": "ᏒᎡ", "S": "ՏᏚ", "T": "Ꭲ", "U": "Սሀ", "V": "Ꮩ", "W": "Ꮃ", "Y": "Υ", "Z": "ΖᏃ",
}  # fmt: skip
"""What looks like a Latin letter; a capital that is not listed looks as its small letter does."""

_TWINS = {ord(char): latin.strip() for latin, alike in _SMALL.items() for char in alike}
_NAMED = re.compile(
    r"(?:LATIN (?:(SMALL)|CAPITAL) LETTER|LATIN LETTER SMALL CAPITAL|MODIFIER LETTER (?:SMALL|"
    r"CAPITAL)|(?:NEGATIVE |CROSSED )?(?:CIRCLED|SQUARED) LATIN (?:CAPITAL|SMALL) LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])(?: WITH .+)?\Z"
)
"""Names of characters that are a Latin letter in some dress, as `LATIN SMALL LETTER L WITH BAR`."""


class _Alike(dict[int, int | str]):
    """What a character looks like: found out one by one, and remembered."""

    def __missing__(self, code: int) -> int | str:
        self[code] = self._of(code)
        return self[code]

    @staticmethod
    def _of(code: int) -> int | str:
        if code < 128:
            return code
        if code in _TWINS:
            return _TWINS[code]
        char = chr(code)
        low = char.lower()
        if len(low) == 1 and ord(low) in _TWINS:
            return _TWINS[ord(low)].capitalize()
        named = _NAMED.match(unicodedata.name(char, ""))
        if named and unicodedata.decomposition(char) == "":
            return named[2].lower() if named[1] else named[2]
        return code


_UNSEEN = _Unseen()
_ALIKE = _Alike()
