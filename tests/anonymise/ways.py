"""Ways to hide a name in a sentence, names to hide, and sentences to hide them in.

Everybody here is made up. A way is a function from a name to a text in which it still stands.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable

from pmkit.anonymise.lexicon import is_common_pair, is_known
from pmkit.anonymise.names import ACRONYMS, Name

PEOPLE = (
    "Ann Lee",
    "José Garzón",
    "Jean-Luc O'Brien",
    "Jürgen Weiß",
    "Mueller, Anke",
    "Søren Ågård",
    "Łukasz Żak",
    "Nguyễn Thị Mai",
    "Bo Lindqvist",
    "Dana Okafor",
    "Ines Valadim",
    "Noor Haddadin",
    "Ana-Sofía de la Quinta",
    "Xiu Zhao",
    "Kofi Ansdell",
    "Ted Varga",
    "Tim Okoro",
    "Li Wang",
)
CLIENTS = (
    "Acme GmbH",
    "Pelloway Retail",
    "Norrvale Freight Ltd",
    "Kestrelmoor & Sons",
    "Ostervik Clinics",
    "Halvorn Mutual Insurance",
    "Zebo",
    "Bank of Dunmarrow",
)
ORDINARY_PEOPLE = ("Will Ivers", "Grace Okonjo", "Mark Stone")
ORDINARY_CLIENTS = ("Apple Ltd", "Big Blue Bank")

NAMES = (
    *(Name("person", f"people entry {n}", text) for n, text in enumerate(PEOPLE, 1)),
    *(Name("client", f"clients entry {n}", text) for n, text in enumerate(CLIENTS, 1)),
    *(Name("person", f"people entry {n}", text) for n, text in enumerate(ORDINARY_PEOPLE, 50)),
    *(Name("client", f"clients entry {n}", text) for n, text in enumerate(ORDINARY_CLIENTS, 50)),
)
ORDINARY = {*ORDINARY_PEOPLE, *ORDINARY_CLIENTS}

SENTENCES = (
    "The rollback for {} took long.",
    "{} asked for a target before anybody had seen the data.",
    "Nobody told the second shift (nor {}), so the queue grew.",
    "What did the handbook say? It named {}.",
    "Label noise is invisible in a sample picked by hand, as {}'s was",
)

Way = Callable[[str], str]


def words(name: str) -> list[str]:
    """Return the words of a name that are more than a letter, small words and legal forms out."""
    idle = {
        "gmbh",
        "ltd",
        "de",
        "la",
        "of",
        "sons",
        "mutual",
        "insurance",
        "retail",
        "freight",
        "bank",
    }
    idle |= {"clinics"}
    found = [word for word in re.findall(r"[^\W_]+", name) if len(word) > 2]
    return [word for word in found if word.casefold() not in idle] or found


def first(name: str) -> str:
    return words(name)[0]


def ascii_of(name: str) -> str:
    """Return a name without accents."""
    for letter, plain in (("ß", "ss"), ("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L")):
        name = name.replace(letter, plain)
    parts = unicodedata.normalize("NFD", name)
    return "".join(char for char in parts if not unicodedata.combining(char))


def slug(name: str, between: str = "-") -> str:
    return between.join(re.findall(r"[a-z0-9]+", ascii_of(name).lower()))


def inside(name: str, piece: str) -> str:
    """Put `piece` into the middle of the first long word."""
    word = first(name)
    return name.replace(word, word[: len(word) // 2] + piece + word[len(word) // 2 :], 1)


def around(name: str, before: str, after: str) -> str:
    word = first(name)
    half = len(word) // 2
    return name.replace(word, word[:half] + before + word[half:] + after, 1)


def mapped(name: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in name)


def shifted(name: str, small: int, capital: int) -> str:
    """Return ASCII letters moved to another block of the code table."""
    return "".join(
        chr(small + ord(c) - 97) if "a" <= c <= "z" else chr(capital + ord(c) - 65) if "A" <= c <= "Z" else c
        for c in name
    )  # fmt: skip


def split_in_two(name: str, at: int, between: str = " ") -> str:
    word = slug(first(name))
    return word[:at] + between + word[at:]


_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_GREEK = dict(zip("oupaAEHIKMNOPTXZ", "ουραΑΕΗΙΚΜΝΟΡΤΧΖ", strict=True))
_SMALL_CAPITALS = dict(zip("abcdegijklmnoprtuvz", "ᴀʙᴄᴅᴇɢɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴢ", strict=True))
_LEET = dict(zip("oieast", "013457", strict=True)) | {"a": "4", "e": "3", "s": "5", "t": "7"}
_SIGNS = {"a": "@", "s": "$", "i": "!", "l": "|"}


def turned(name: str) -> str:
    return " ".join(reversed(re.findall(r"[^\W_]+", name)))


def misspelt(name: str) -> str:
    """Leave out a letter of the longest word."""
    word = max(words(name), key=len)
    return word[:2] + word[3:]


def doubled(name: str) -> str:
    word = max(words(name), key=len)
    return word[:3] + word[2:]


def swapped(name: str) -> str:
    word = max(words(name), key=len)
    return word[:2] + word[3] + word[2] + word[4:]


CASED: dict[str, Way] = {
    "as it is": str,
    "possessive": lambda n: n + "'s",
    "possessive, curly": lambda n: n + "’s",
    "plural": lambda n: n + "s",
    "brackets": lambda n: f"({n})",
    "square brackets": lambda n: f"[{n}]",
    "quotes": lambda n: f"“{n}”",
    "emphasis": lambda n: f"**{n}**",
    "emphasis inside": lambda n: around(n, "**", "**"),
    "underscores inside": lambda n: around(n, "__", "__"),
    "code": lambda n: f"`{n}`",
    "struck out": lambda n: f"~~{n}~~",
    "link text": lambda n: f"[{n}](notes)",
    "half a link": lambda n: around(n, "[", "](x)"),
    "tag inside": lambda n: around(n, "<b>", "</b>"),
    "tag with attribute inside": lambda n: inside(n, '<span class="x">'),
    "comment inside": lambda n: inside(n, "<!-- a > b -->"),
    "break in a tag": lambda n: inside(n, "<wbr\n>"),
    "backslash inside": lambda n: inside(n, "\\"),
    "soft hyphen": lambda n: inside(n, "\u00ad"),
    "zero-width space": lambda n: inside(n, "\u200b"),
    "word joiner": lambda n: inside(n, "\u2060"),
    "zero-width joiner": lambda n: inside(n, "\u200d"),
    "byte order mark": lambda n: inside(n, "\ufeff"),
    "direction marks": lambda n: inside(n, "\u202e\u202c"),
    "hangul filler": lambda n: inside(n, "\u3164"),
    "combining stroke": lambda n: "".join(c + "\u0336" for c in n),
    "combining dots": lambda n: inside(n, "\u0307"),
    "decomposed": lambda n: unicodedata.normalize("NFD", n),
    "no accents": ascii_of,
    "hyphen at the end of a line": lambda n: inside(n, "-\n"),
    "typographic hyphen at the end of a line": lambda n: inside(n, "\u2010\n  "),
    "line break between": lambda n: n.replace(" ", "\n"),
    "hyphen inside": lambda n: inside(n, "-"),
    "full stop inside": lambda n: inside(n, "."),
    "no-break space": lambda n: n.replace(" ", "\u00a0"),
    "html no-break space": lambda n: n.replace(" ", "&nbsp;"),
    "full-width": lambda n: shifted(n, 0xFF41, 0xFF21),
    "mathematical": lambda n: shifted(n, 0x1D41A, 0x1D400),
    "circled": lambda n: shifted(n, 0x24D0, 0x24B6),
    "squared": lambda n: shifted(n.upper(), 0, 0x1F130),
    "negative squared": lambda n: shifted(n.upper(), 0, 0x1F170),
    "regional indicators": lambda n: shifted(n.upper(), 0, 0x1F1E6),
    "cyrillic": lambda n: mapped(n, _CYRILLIC),
    "greek": lambda n: mapped(n, _GREEK),
    "entities": lambda n: "".join(f"&#{ord(c)};" for c in n),
    "hexadecimal entities": lambda n: "".join(f"&#x{ord(c):x};" for c in n),
    "named entity inside": lambda n: inside(n, "&shy;"),
    "percent": lambda n: "".join(f"%{b:02X}" for b in n.encode()),
    "percent, twice": lambda n: "".join(f"%25{b:02x}" for b in n.encode()),
    "quoted-printable": lambda n: "".join(f"={b:02X}" for b in n.encode()),
    "unicode escapes": lambda n: "".join(f"\\u{ord(c):04x}" for c in n),
    "byte escapes": lambda n: "".join(f"\\x{ord(c):02x}" if ord(c) < 256 else c for c in n),
    "escapes in braces": lambda n: "".join(f"\\u{{{ord(c):x}}}" for c in n),
    "code points": lambda n: "".join(f"U+{ord(c):04X} " for c in n),
    "escape of an escape": lambda n: "".join(f"&amp;#{ord(c)};" for c in n),
    "camel case": lambda n: "".join(w.capitalize() for w in re.findall(r"[^\W_]+", n)),
    "camel case within": lambda n: "get" + "".join(w.capitalize() for w in words(n)) + "Report",
    "camel case with a word": lambda n: first(n).capitalize() + "Portal",
    "prefix": lambda n: f"ex-{n}",
    "last name first": turned,
    "last name first, comma": lambda n: ", ".join(reversed(words(n))),
    "upper": str.upper,
    "base64": lambda n: base64.b64encode(n.encode()).decode(),
    "hexadecimal": lambda n: n.encode().hex(),
    "letter by letter": lambda n: " ".join(first(n)),
    "letters with dots": lambda n: ".".join(first(n)) + ".",
    "letters with dashes": lambda n: "-".join(first(n).upper()),
    "first word": first,
    "word in upper case": lambda n: first(n).upper(),
    "handle": lambda n: f"@{slug(first(n))}",
    "e-mail": lambda n: f"{slug(n, '.')}@x.example",
    "domain": lambda n: f"ops@{slug(n, '')}.com",
    "address": lambda n: f"https://status.{slug(n)}.io/x",
    "address path": lambda n: f"https://x.example/{slug(n)}/4",
}
"""Ways in which a capital stays a capital: every name must be met in them."""

CASELESS: dict[str, Way] = {
    "lower": str.lower,
    "slug": slug,
    "snake": lambda n: slug(n, "_"),
    "dotted": lambda n: slug(n, "."),
    "in one word": lambda n: slug(n, ""),
    "file name": lambda n: f"2026-01-05-{slug(n)}.md",
    "compound, after": lambda n: slug(first(n)) + "portal",
    "compound, before": lambda n: "neo" + slug(first(n)),
    "compound, project": lambda n: slug(first(n)) + "projekt",
    "compound with a number": lambda n: slug(first(n)) + "2024",
    "middle of a compound": lambda n: "x" + slug(n, "") + "qx",
    "hashtag": lambda n: "#" + slug(n, ""),
    "lower letters with spaces": lambda n: " ".join(slug(first(n))),
    "two pieces": lambda n: split_in_two(n, 1),
    "two halves": lambda n: split_in_two(n, len(slug(first(n))) // 2),
    "two pieces with a hyphen": lambda n: split_in_two(n, 1, "-"),
    "two halves, plural": lambda n: split_in_two(n, len(slug(first(n))) // 2) + "s",
    "leet": lambda n: mapped(ascii_of(first(n)).lower(), _LEET),
    "signs for letters": lambda n: mapped(ascii_of(first(n)).lower(), _SIGNS),
    "small capitals": lambda n: mapped(ascii_of(n).lower(), _SMALL_CAPITALS),
    "plural in lower case": lambda n: slug(first(n)) + "s",
    "possessive in lower case": lambda n: slug(first(n)) + "'s",
    "backwards": lambda n: slug(n, "")[::-1],
    "lower percent": lambda n: "".join(f"%{b:02x}" for b in n.lower().encode()),
}
"""Ways that need no capital: met unless all words of the name are everyday ones."""

SLIPS: dict[str, Way] = {"letter missing": misspelt, "letter doubled": doubled, "swapped": swapped}
"""Slips of the pen: met in names with a word of five letters that no language shares."""

LOGINS: dict[str, Way] = {
    "initial and last name": lambda n: slug(words(n)[0][0] + words(n)[-1], ""),
    "first name and initial": lambda n: slug(words(n)[0] + words(n)[-1][0], ""),
    "initials": lambda n: "".join(word[0] for word in words(n)).upper(),
    "initials with dots": lambda n: ". ".join(word[0] for word in words(n)).upper() + ".",
    "initial and name": lambda n: f"{words(n)[0][0]}. {words(n)[-1]}",
}
"""What people are called by in lists and tools."""


def planted(sentences, names=NAMES):
    """Yield name, way and text of everything that must be met."""
    for name in names:
        for table in (CASED, CASELESS, SLIPS, LOGINS):
            for way, hide in table.items():
                if _applies(name, way, table) and not _is_lost(hide(name.text), table):
                    for sentence in sentences:
                        yield name, way, sentence.format(hide(name.text))


def _applies(name, way, table):
    """Tell whether a way leaves enough of a name for anybody to know it again."""
    parts = words(name.text)
    if name.text in ORDINARY:
        # `Big` at the start of a sentence, or an address with it, is not yet the bank
        return table is CASED and not (
            name.text == "Big Blue Bank" and way in ("first word", "handle")
        )
    if table is SLIPS:
        return len(max(parts, key=len)) > 4
    if table is LOGINS:
        return name.sort == "person" and len(parts) > 1
    pieces = CASELESS[way](name.text) if way.startswith("two ") else ""
    if pieces and _is_prose(pieces[:-1] if way.endswith("plural") else pieces):
        return False  # `in a` for Ina: nobody can tell it from the two words
    if way in ("backwards", "middle of a compound") and len(slug(name.text, "")) < 4:
        return False
    return not (name.text == "Dana Okafor" and way == "compound, before")  # neodana: or Ana


def _is_prose(pieces):
    """Tell whether two pieces of a short name are words that prose often has side by side."""
    one, other = pieces.replace("-", " ").split()
    return len(one + other) < (4 if "-" in pieces else 8) and is_common_pair(one, other)


def _is_lost(hidden, table):
    """Tell whether nothing of a name is left: a number, an English word, a common abbreviation."""
    slip = table is not CASED and is_known(ascii_of(hidden).lower())
    return (
        not any(map(str.isalpha, hidden))
        or slip
        or ascii_of(hidden).replace(". ", "").rstrip(".") in ACRONYMS
    )
