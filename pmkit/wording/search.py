"""The closer look at one file: which sentences hold what the sieve struck, and what they say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pmkit.document.body import Body
from pmkit.document.hydrate import Reading
from pmkit.document.nodes import Path
from pmkit.wording.hits import HANDLE, NAME, Hit, Statement
from pmkit.wording.lexicon import Lexicon
from pmkit.wording.names import Name, Names
from pmkit.wording.phrases import SIGNS
from pmkit.wording.prose import Prose
from pmkit.wording.sentence import (
    HIDDEN,
    Sentence,
    read_sentence,
    sentence_bounds,
    without_asides,
)
from pmkit.wording.texts import UNNAMED, Piece

_MOST_SENTENCES = 2_000
"""Nobody writes a file in which more needs a closer look; what is past it is left out."""

_HANDLE = re.compile(r"(?<![\w@/.+:-])@(?P<name>[A-Za-z][\w-]{0,60})(?![\w@/.]*[/@])")

_MOST_HITS = 5
"""Phrases of one list that are told of one sentence; nobody needs the sixth to rewrite it."""

_Place = tuple[int, int]


class _Text(NamedTuple):
    """A text without its asides, from `at` to `end` of its file, and where its sentences are."""

    text: str
    at: int
    end: int
    starts: list[int]
    ends: list[int]


class Search:
    """One file's search.

    Attributes:
        found: The hits so far, by list.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        people: tuple[Names, ...],
        clients: Mapping[str, str],
        reading: Reading,
        prose: Prose,
    ) -> None:
        self.found: dict[str, list[Hit]] = {}
        self._lexicon = lexicon
        self._people = people
        self._clients = clients
        self._reading = reading
        self._prose = prose
        self._texts: dict[tuple[Path | None, int], _Text] = {}
        self._seen: set[tuple[Path | None, int]] = set()

    def look(self, piece: Piece, place: int) -> None:
        """Look at the sentence around one place of a piece."""
        if len(self._seen) >= _MOST_SENTENCES:
            return
        at, text = piece.at + place, self._text(piece, place)
        index = bisect_right(text.starts, at - text.at) - 1
        if index >= 0 and at - text.at < text.ends[index]:
            start = text.starts[index]
            self._read(text.text[start : text.ends[index]], piece, text.at + start)

    def _text(self, piece: Piece, place: int) -> _Text:
        """Return the text around one place: one of the front matter, or a paragraph."""
        if piece.path is not None:
            start, end = 0, len(piece.text)
        else:
            at = piece.at + place
            hidden = self._prose.body.is_hidden(at)
            start, end = (None if hidden else self._prose.block(at)) or (at, at)
        key = (piece.path, start)
        if key not in self._texts or self._texts[key].end < end:
            text = piece.text if piece.path else _without_hidden(self._prose.body, start, end)
            text = without_asides(text)
            bounds = list(sentence_bounds(text))
            starts, ends = [begin for begin, _ in bounds], [close for _, close in bounds]
            self._texts[key] = _Text(text, start, end, starts, ends)
        return self._texts[key]

    def _read(self, text: str, piece: Piece, at: int) -> None:
        """Match one sentence, once."""
        key = (piece.path, at)
        if key in self._seen:
            return
        self._seen.add(key)
        sentence = read_sentence(text, self._lexicon.contractions)
        if not self._clients.keys().isdisjoint(sentence.words):
            sentence.replace(self._clients)
        first = _first_word(sentence, self._lexicon)
        if sentence.words:
            self._match(
                Statement(sentence, piece.zone, piece.path, at, first, self._reading, self._lexicon)
            )

    def _match(self, statement: Statement) -> None:
        """Match every phrase, name and handle on one sentence."""
        hits: dict[str, list[_Place]] = {}
        exceptions: dict[str, list[_Place]] = {}
        words, index = statement.sentence.words, self._lexicon.index(statement.zone)
        near = frozenset(words)
        for at, word in enumerate(words):
            for phrase in index.get(word, ()):
                if any(map(near.isdisjoint, phrase.others)):
                    continue
                place = phrase.match(words, at, statement.first)
                if place:
                    kept = exceptions if phrase.is_exception else hits
                    kept.setdefault(phrase.of, []).append(place)
        if statement.zone not in UNNAMED:
            hits[NAME] = list(self._names(statement.sentence))
            hits[HANDLE] = list(_handles(statement.sentence, self._lexicon))
        for of, places in hits.items():
            for start, end in _apart(places, exceptions.get(of, ()))[:_MOST_HITS]:
                self.found.setdefault(of, []).append(Hit(of, statement, start, end))

    def _names(self, sentence: Sentence) -> Iterator[_Place]:
        for names in self._people:
            for word in names.by_word.keys() & sentence.words:
                for at in _places(sentence.words, word):
                    name = names.at(sentence.words, at)
                    if name and can_stand(name, sentence, at, self._lexicon):
                        yield at, at + len(name.words)


def _places(words: list[str], word: str) -> list[int]:
    return [at for at, other in enumerate(words) if other == word]


def _without_hidden(body: Body, start: int, end: int) -> str:
    """Return the body from `start` to `end`, code and comments hidden."""
    text, at, parts = body.text, start, []
    for begin, close in body.hidden_in(start, end):
        parts += [text[at:begin], HIDDEN * (close - begin)]
        at = close
    return "".join(parts) + text[at:end]


def _first_word(sentence: Sentence, lexicon: Lexicon) -> int:
    for at, word in enumerate(sentence.words):
        if not (
            word in SIGNS or word[0].isdigit() or word[0] == HIDDEN or lexicon.has("lead", word)
        ):
            return at
    return 0


def can_stand(name: Name, sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the words at `at` are meant as a person's name."""
    if name.needs_capital and not sentence.is_capital(at):
        return False
    words, end = sentence.words, at + len(name.words)
    after = words[end] if end < len(words) else ""
    before = words[at - 1] if at else ""
    if lexicon.has("organisation", after) and sentence.is_capital(end):
        return False
    if not name.is_odd or (after == "," and lexicon.has("who", "".join(words[end + 1 : end + 2]))):
        return True
    is_past = lexicon.has("past", after) and not lexicon.has("in", before)
    is_subject = is_past or any(lexicon.has(name, after) for name in _SUBJECT_BEFORE)
    if lexicon.has("months", words[at]) and (lexicon.has("be", after) or not is_subject):
        if after[:1].isdigit() or before[:1].isdigit() or lexicon.has("calendar", before):
            return False  # May 2026, 3 May, in May
        if at > 1 and lexicon.has("calendar", words[at - 2]):
            return False  # April and May
        is_subject = False
    begins = not before or before in SIGNS
    return is_subject or not begins or (before == after == ",")


_SUBJECT_BEFORE = ("acted", "fault", "observed", "aux", "who", "possessive")


def _handles(sentence: Sentence, lexicon: Lexicon) -> Iterable[_Place]:
    if "@" not in sentence.text:
        return
    starts = {start: index for index, (start, _) in enumerate(sentence.places)}
    for match in _HANDLE.finditer(sentence.text):
        index = starts.get(match.start("name"))
        if index is not None and not lexicon.has("crowd", sentence.words[index]):
            yield index, index + 1


def _apart(places: Iterable[_Place], exceptions: Iterable[_Place]) -> list[_Place]:
    """Return the places that no exception touches, of those that overlap the longest."""
    kept: list[_Place] = []
    for start, end in sorted(set(places), key=lambda place: (place[0] - place[1], place[0])):
        if not any(start < close and begin < end for begin, close in (*kept, *exceptions)):
            kept.append((start, end))
    return sorted(kept)
