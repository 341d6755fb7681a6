"""The check: whether the bytes that are to leave the house give anybody away.

It is told all it needs and knows no digest: bytes and a dictionary in, hits out. It fails closed:
bytes that it cannot read, or that are encoded too deeply to look into, are hits themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pmkit.anonymise.decode import DECODERS, decode
from pmkit.anonymise.dictionary import Dictionary
from pmkit.anonymise.fold import FOLDS, fold
from pmkit.anonymise.matching import FINDERS
from pmkit.anonymise.names import SPELLINGS, Name
from pmkit.anonymise.patterns import PATTERNS
from pmkit.anonymise.tokens import has_humps, tokens
from pmkit.anonymise.views import HELD, UNDECODED, VIEWS, views_of

MOST_BYTES = 2_000_000
"""The largest text that is looked into; a larger one is refused."""
_MOST_GROWTH = 4
"""How much longer a text may become when its characters are folded; no real text comes near."""
_ENDINGS = ("md", "html", "json", "txt")
_PATTERN_VIEWS = ("plain", "without_markup")
"""Views in which patterns are looked for; the others change digits and signs."""


STEPS = (
    *(*SPELLINGS, "orders", "pairs"),
    *(*FOLDS, *DECODERS, *VIEWS, UNDECODED, "humps"),
    *(*FINDERS, "symbols", *PATTERNS),
)
"""Every step of the check by its name; a test shows of each that names get through without it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that may give somebody away.

    Attributes:
        line: In the text, from 1; 0 for the text as a whole.
        what: The entry of the dictionary, or what was met in its place, in words.
        name: The entry itself.
        way: The step that met it.
    """

    line: int
    what: str
    name: Name | None = None
    way: str = ""


def check(data: bytes, names: Dictionary, without: Collection[str] = ()) -> list[Hit]:
    """Return every place of `data` that may give somebody away, in the order of the lines.

    Args:
        without: Steps to leave out.
    """
    if len(data) > MOST_BYTES:
        return [Hit(0, f"more than {MOST_BYTES} bytes, which is too much to look into")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [Hit(data.count(b"\n", 0, error.start) + 1, "bytes that are no UTF-8")]
    hits: dict[tuple[int, str], Hit] = {}
    for hit in _hits(text, names, without):
        hits.setdefault((hit.line, hit.what), hit)
    return sorted(hits.values(), key=lambda hit: (hit.line, hit.what))


def check_names(data: bytes, names: Dictionary) -> list[Hit]:
    """Return every place of `data` that may name somebody; days and amounts may stand in it."""
    return check(data, names, without=PATTERNS)


def check_name(file: str, names: Dictionary) -> list[Hit]:
    """Return what gives somebody away in the name of a file; a usual ending tells nothing."""
    stem, _, ending = file.rpartition(".")
    seen = stem if stem and ending in _ENDINGS else file
    hits = check(seen.encode("utf-8", "surrogateescape"), names)
    return [Hit(0, f"{hit.what}, in the name of the file", hit.name, hit.way) for hit in hits]


def _hits(text: str, names: Dictionary, without: Collection[str]) -> Iterator[Hit]:
    decoded, is_done = decode(text, without)
    if not is_done:
        yield Hit(0, "text that is encoded again and again")
    views = views_of(text, decoded, without)
    for name, view in views.items():
        if len(view) > _MOST_GROWTH * len(text) + 100:
            yield Hit(0, "text that grows when it is read")
            return
        for humps in (False, True):
            if not humps or (has_humps(view) and "humps" not in without):
                words = tokens(view, humps)
                for way, finder in FINDERS.items():
                    if way not in without:
                        for line, met in finder(words, names):
                            yield Hit(line, met.place, met, f"{name}, {way}")
    if "symbols" not in without:
        yield from _symbols(decoded, names)
    yield from _patterns(text, decoded, views, without)


def _symbols(decoded: str, names: Dictionary) -> Iterator[Hit]:
    """Meet names that hold no letter and no digit."""
    for symbol, name in names.symbols.items():
        at = decoded.find(symbol) if symbol else -1
        if at >= 0:
            yield Hit(decoded.count("\n", 0, at) + 1, name.place, name, "symbols")


def _patterns(
    text: str, decoded: str, views: dict[str, str], without: Collection[str]
) -> Iterator[Hit]:
    looked_at = dict.fromkeys(
        [text, decoded, fold(decoded), *(views[name] for name in _PATTERN_VIEWS if name in views)]
    )
    for what, pattern in PATTERNS.items():
        if what not in without:
            for view in looked_at:
                for line in _lines(view, pattern(view)):
                    yield Hit(line, what, None, what)


def _lines(text: str, places: Iterator[int]) -> Iterator[int]:
    """Return the line of each place; the places come in order."""
    line, at = 1, 0
    for place in places:
        line += text.count("\n", at, place) + text.count(HELD, at, place)
        at = place
        yield line
