"""What gives somebody away without being a name: addresses, tickets, amounts, exact days.

`PATTERNS` holds the finders by the words in which a refusal tells what was met. None of them looks
at one place more than a bounded number of times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from pmkit.anonymise.fold import look_alikes
from pmkit.anonymise.lexicon import listed

Places = Iterator[int]
"""Where in a text something stands, as indexes."""
Pattern = Callable[[str], Places]

LONGEST_WORD = 64
"""Letters of the longest word that is not refused for its length alone."""


def _matches(*alternatives: str, flags: int = 0) -> Pattern:
    compiled = re.compile("|".join(alternatives), flags)
    return lambda text: (found.start() for found in compiled.finditer(text))


_DOMAIN_ENDS = "|".join(
    sorted(
        listed(
            "ae ai app at au be bg biz br ca ch cloud cn co com corp cz de dev dk edu es eu "
            "example fi fr gov gr hk home hu ie il in info internal intranet invalid io is it jp "
            "kr lan lu local localhost mx name net nl no nz org pl pt ro ru se sg sk tech test tr "
            "ua uk us za"
        )
    )
)
_NO_TICKETS = "|".join(
    sorted(listed("AES BERT CLIP COVID EN GPT HTTP IEC ISO IPV LLAMA MD RFC SHA TLS TOP UTF"))
)
_CURRENCY = (
    "(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|CNY|INR|AUD|CAD|NZD|BRL|ZAR|SGD|HKD|TRY|RUB"
    "|[kTM]EUR|[kM]USD|[Ee]uros?|[Dd]ollars?|[Pp]ounds|[Ff]rancs?|[Kk]ron(?:er|or|a)|[Yy]en"
    "|[Rr]upees?|bucks|cents?)"
)
_SIGN = "[$€£¥₹₽₩₺฿¢]"
_NUMBER = (
    "(?:[0-9][0-9.,' ]{0,20}|(?:hundred|thousand|million|billion|dozen)s?|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|Mio\.?|Mrd\.?)"
)
_MANY = r"(?:\s?(?:[kKmM]|bn|thousand|million|billion|Mio\.?|Mrd\.?))?(?:\s|\sof\s|-)?"
_MONTH = (
    "(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|M[aä]rz|Apr(?:il)?|May|Mai|June?|Juni|July?"
    "|Juli|Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)"
)
_YEAR = "(?:1[89]|20|21)[0-9]{2}"
_FILE_ENDS = (
    "md|ya?ml|toml|json|csv|tsv|xlsx?|docx?|pptx?|pdf|py|ipynb|txt|log|zip|parquet|sql|png|jpe?g"
)


def identifiers(text: str) -> Places:
    """Hashes and the like: hexadecimal runs with digits and letters."""
    for found in re.finditer(r"(?<![\w-])[0-9a-fA-F]{7,}(?![\w-])", text):
        run = found[0]
        if not run.isdecimal() and not run.isalpha():
            yield found.start()


def packed(text: str) -> Places:
    """Long runs in which cases and digits mix, and words that are too long to be words."""
    for found in re.finditer(r"[A-Za-z0-9+/=]{24,}", text):
        run = found[0]
        mixed = run.upper() != run != run.lower() and any(char.isdigit() for char in run)
        if mixed or (len(run) > LONGEST_WORD and run.isalnum()):
            yield found.start()


def odd_characters(text: str) -> Places:
    """Characters that nobody sees, letters in disguise, and letters of two scripts in a word."""
    if text.isascii():
        return
    for found in re.finditer(r"[^\n]*[^\x00-\x7f][^\n]*", text):
        if any(map(_is_odd, found[0])) or _MARKED.search(unicodedata.normalize("NFC", found[0])):
            yield found.start()
        else:
            yield from (
                found.start() for word in _LETTERS.finditer(found[0]) if _is_disguised(word[0])
            )


_MARKED = re.compile("[A-Za-z][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20f0]")
_LETTERS = re.compile(r"[^\W\d_]+")


def _is_odd(char: str) -> bool:
    if char.isascii():
        return False
    if unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return True
    plain = unicodedata.normalize("NFKC", char)
    dressed = plain != char and plain.isascii() and plain.isalpha() and len(plain) == 1
    name = unicodedata.name(char, "")
    return (
        (dressed and char not in "ªº")
        or ("LATIN CAPITAL" in name and unicodedata.category(char) == "So")
        or name.startswith(_STRANGE)
        or any(first <= ord(char) <= last for first, last in _PHONETIC)
    )


_STRANGE = tuple(
    f"{script} "
    for script in (
        *("BAMUM", "CANADIAN SYLLABICS", "CARIAN", "CHEROKEE", "COPTIC", "DESERET", "GOTHIC"),
        *("LISU", "LYCIAN", "LYDIAN", "OGHAM", "OLD ITALIC", "OSAGE", "RUNIC", "SHAVIAN"),
        *("TIFINAGH", "VAI", "WARANG CITI"),
    )
)
"""Scripts that are met in disguises more often than in texts: many of their letters look Latin."""
_PHONETIC = ((0x0250, 0x02AF), (0x1D00, 0x1DBF), (0xA720, 0xA7FF), (0xAB30, 0xAB6F))
"""Blocks of letters of phonetics, among them turned ones."""


def _is_disguised(word: str) -> bool:
    """Tell whether a letter of another script stands among Latin ones and looks like one."""
    return re.search("[A-Za-z]", word) is not None and any(
        not char.isascii()
        and not unicodedata.name(char, "").startswith("LATIN")
        and look_alikes(char) != char
        for char in word
    )


PATTERNS: dict[str, Pattern] = {
    "an e-mail address": _matches(
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w-]", r"[^\W_]@[A-Za-z][A-Za-z-]{2}"
    ),
    "a link": _matches(
        r"\b[a-z][a-z0-9+.-]{1,15}://",
        r"\bwww\.\w",
        r"\b(?:mailto|tel|urn):\w",
        flags=re.IGNORECASE,
    ),
    "a domain": _matches(
        rf"(?<![\w.@-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.)+(?:{_DOMAIN_ENDS})(?![\w-])",
        flags=re.IGNORECASE,
    ),
    "a handle": _matches(r"(?<![\w.])@[^\W\d_]"),
    "a ticket": _matches(
        rf"(?<![\w-])(?!(?:{_NO_TICKETS})-)[A-Z][A-Z0-9_]{{1,9}}-[0-9]{{1,7}}(?!\w)"
    ),
    "an amount of money": _matches(
        rf"{_SIGN}\s?[0-9]",
        rf"[0-9kKmM]\s?{_SIGN}",
        rf"{_NUMBER}{_MANY}{_CURRENCY}\b",
        rf"\b{_CURRENCY}\s?[0-9]",
    ),
    "an exact day": _matches(
        rf"(?<![0-9]){_YEAR}([-/.])[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9])",
        r"(?<![0-9.])[0-3]?[0-9]([./-])[0-3]?[0-9]\2(?:[0-9]{2}){1,2}(?![0-9])",
        rf"(?<![0-9]){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])",
        rf"(?<![0-9])[0-3]?[0-9](?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}\b",
        rf"\b{_MONTH}\.?\s(?:the\s)?[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])",
    ),
    "a telephone number": _matches(
        r"(?<![\w.])(?:\+|00)[0-9](?:[ ()./-]{0,2}[0-9]){6,14}",
        r"(?<!\w)\(?0[0-9]{1,4}\)?[ /-][0-9](?:[ /-]?[0-9]){4,11}",
        r"(?<![\w.])\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9])",
    ),
    "a long number": _matches(
        r"(?<![0-9.,])[0-9]{7,}(?![0-9])", r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])"
    ),
    "a file or a path": _matches(
        r"""(?:^|(?<=[\s"'`(]))(?:~|\.{1,2})?/[\w.-]""",
        r"\b[A-Za-z]:\\",
        rf"\w\.(?:{_FILE_ENDS})\b",
        flags=re.MULTILINE,
    ),
    "an escape": _matches(r"\\(?:[0-9]{2}|N\{)"),
    "an identifier": identifiers,
    "a packed text": packed,
    "an odd character": odd_characters,
}
