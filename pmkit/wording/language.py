"""A language's data file → its lexicon, with the repository's own phrases on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmkit.document.nodes import to_data
from pmkit.document.tree import parse_tree
from pmkit.errors import ConfigError
from pmkit.similar import nearest
from pmkit.visible import short
from pmkit.wording.lexicon import Lexicon, Table
from pmkit.wording.phrases import Notation, Phrase, PhraseError, WordClass

_FOLDER = Path(__file__).parent


def languages() -> list[str]:
    """Return the codes of the languages that pmkit ships."""
    return sorted(path.stem for path in _FOLDER.glob("*.yml"))


@lru_cache(8)
def load_lexicon(
    language: str,
    extend: tuple[tuple[str, tuple[str, ...]], ...] = (),
    allow: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Lexicon:
    """Return the words of `language` with phrases added to its lists and exceptions.

    Raises:
        ConfigError: There is no such language or list, or a phrase is not written well.
    """
    if language not in languages():
        raise ConfigError(
            f"`lint.wording.language` is `{short(language)}`, which pmkit has no words for",
            f"write one of: {', '.join(languages())}",
        )
    return build_lexicon(read_language(language), dict(extend), dict(allow))


def read_language(language: str) -> dict[str, Any]:
    """Return a language's data as it stands in its file."""
    root = parse_tree((_FOLDER / f"{language}.yml").read_text("utf-8")).root
    assert root is not None
    data: dict[str, Any] = to_data(root)
    return data


def build_lexicon(
    data: Mapping[str, Any],
    extend: Mapping[str, Iterable[str]] | None = None,
    allow: Mapping[str, Iterable[str]] | None = None,
) -> Lexicon:
    """Make a lexicon of a language's data; `extend` and `allow` as in `load_lexicon`."""
    endings = {key: tuple(_alternatives(text)) for key, text in data.get("endings", {}).items()}
    plain = Notation({}, endings)
    classes: dict[str, WordClass] = {}
    for name, text in data["classes"].items():
        classes[name] = _word_class(text, plain, classes)
    notation = Notation(classes, endings)
    lists = {name: _phrases(name, given, notation) for name, given in data["lists"].items()}
    for setting, more in (("extend", extend or {}), ("allow", allow or {})):
        for name, texts in more.items():
            lists[name] = _with_own(lists, name, texts, notation, setting)
    given = data["lists"]
    return Lexicon(
        classes=classes,
        lists=lists,
        hints={name: item["write"] for name, item in given.items() if "write" in item},
        contractions=data.get("contractions", {}),
        headings={name: tuple(text.split()) for name, text in data.get("zones", {}).items()},
        zones={name: frozenset(item["in"].split()) for name, item in given.items()},
        rewrites={name: _table(text) for name, text in data.get("rewrites", {}).items()},
        odd_forms=data.get("odd", {}),
    )


def _table(text: str) -> Table:
    rows = (line.partition(":") for line in lines(text))
    return tuple((tuple(stems.split()), example.strip()) for stems, _, example in rows)


def _alternatives(text: str) -> list[str]:
    return ["" if form == "-" else form for form in text.split()]


def _word_class(text: str, plain: Notation, known: Mapping[str, WordClass]) -> WordClass:
    """Read the words of a class: `*ed` is an ending, `<name>` another class."""
    words: set[str] = set()
    endings: tuple[str, ...] = ()
    for word in lines(text):
        for part in word.split():
            if part.startswith("*"):
                endings += (part[1:],)
            elif part.startswith("<"):
                words |= known[part[1:-1]].words
                endings += known[part[1:-1]].endings
            else:
                words.update(plain.forms(part))
    return WordClass(frozenset(words), endings)


def lines(text: str) -> list[str]:
    """Return the lines of a block of words that hold something, without comments."""
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in found if line]


def _phrases(name: str, given: Mapping[str, str], notation: Notation) -> tuple[Phrase, ...]:
    say = [notation.phrase(name, line) for line in lines(given.get("say", ""))]
    but = [notation.phrase(name, line, True) for line in lines(given.get("but", ""))]
    return (*say, *but)


def _with_own(
    lists: Mapping[str, tuple[Phrase, ...]],
    name: str,
    texts: Iterable[str],
    notation: Notation,
    setting: str,
) -> tuple[Phrase, ...]:
    """Return the phrases of a list with a repository's own.

    Raises:
        ConfigError: There is no such list, or a phrase is not written well.
    """
    if name not in lists:
        near = nearest(name, lists)
        hint = f"did you mean `{near}`?" if near else f"the lists are {', '.join(sorted(lists))}"
        raise ConfigError(
            f"`lint.wording.{setting}` names no list of phrases: `{short(name)}`", hint
        )
    try:
        own = tuple(notation.phrase(name, text.casefold(), setting == "allow") for text in texts)
    except PhraseError as error:
        raise ConfigError(
            f"`lint.wording.{setting}.{short(name)}`: {short(str(error), 120)}",
            "see the notation of phrases in docs/wording.md",
        ) from None
    return (*lists[name], *own)
