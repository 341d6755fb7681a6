"""What somebody types into a search, read as words, phrases, beginnings and exclusions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmkit.errors import UsageError
from pmkit.visible import short

_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*)?')
_WORD = re.compile(r"[^\W_]+")
_MOST = 64
"""Terms of one query; a longer text is what `--like` and `brief --text` are for."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase.

    Attributes:
        words: In lower case; several make a phrase.
        is_prefix: Whether the last word may go on.
        is_excluded: Whether it must not be there.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_excluded: bool = False


def parse_query(text: str) -> tuple[Term, ...]:
    """Read the words of a search: `drift`, `"stale data"`, `infra*`, `-pilot`.

    Raises:
        UsageError: There is nothing to look for, or too much.
    """
    terms = tuple(term for match in _TERM.finditer(text) if (term := _term(match)).words)
    if all(term.is_excluded for term in terms):
        raise UsageError(
            f"`{short(text)}` says nothing to look for", 'name a word: drift, "stale data", infra*'
        )
    if len(terms) > _MOST:
        raise UsageError(
            f"{len(terms)} words are more than a search takes ({_MOST})",
            "leave the common ones out",
        )
    return terms


def _term(match: re.Match[str]) -> Term:
    told = match["phrase"] if match["phrase"] is not None else match["word"]
    star = bool(match["star"]) or (match["word"] or "").endswith("*")
    words = tuple(word.lower() for word in _WORD.findall(told))
    return Term(words, star, bool(match["minus"]))


def to_match(terms: tuple[Term, ...], *, any_of_them: bool = False) -> str:
    """Return the terms as an FTS5 expression; every word is quoted, so that none is an operator."""
    wanted = [_quoted(term) for term in terms if not term.is_excluded]
    unwanted = [_quoted(term) for term in terms if term.is_excluded]
    asked = (" OR " if any_of_them else " AND ").join(wanted)
    return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.is_prefix else "")
