"""The notation of phrases, and the matching of one phrase on a sentence's words.

    careless|carelessly        one word, either form
    deploy~                    a verb in each of its forms
    drop~ the ball             three words in a row
    [very|too] late            a word that may be missing
    communication .. was bad   up to four words in between
    <person> 's fault          a word of the class `person`
    ^ consider                 only where a sentence begins
    in hindsight $             only where a clause ends
    !user [very] slow          a search begins with this word, though it is not the rarest

Matching works on words and looks at a bounded number of them, so it takes time in proportion to
the text whatever the phrases and the text are; nothing here is a regular expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

GAP = 4
"""Most words that `..` stands for."""

SIGNS = frozenset(",;:()–—|…-")
"""Signs that end a clause; a sentence keeps them among its words."""

BREAKS = SIGNS - {","}
"""Those that `..` does not reach across."""


WEIGHTS = {"everywhere": 5.0, "common": 0.7, "frequent": 0.12}
"""How often a word of each of these classes stands in a good post-mortem, roughly."""

_RARE = 0.005


class WordClass(NamedTuple):
    """Words that a phrase may name by one word; `endings` are ends of words that belong to it."""

    words: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        """Tell whether `word` is one of them."""
        return word in self.words or (bool(self.endings) and word.endswith(self.endings))


class Element(NamedTuple):
    """One place of a phrase: the words that may stand there.

    `endings` are ends of words that fit as well, `is_gap` means any words up to `GAP`.
    """

    words: frozenset[str]
    endings: tuple[str, ...] = ()
    is_optional: bool = False
    is_gap: bool = False

    def fits(self, word: str) -> bool:
        """Tell whether `word` may stand here."""
        return word in self.words or (bool(self.endings) and word.endswith(self.endings))


class Phrase(NamedTuple):
    """A phrase, cut at its rarest word.

    Attributes:
        of: The list it belongs to.
        anchor: The words one of which must be there before anything else is looked at.
        before: The elements before the anchor, the nearest first.
        after: The elements behind it.
        partner: Words of which one must stand near, the rarest besides the anchor; may be empty.
        is_tight: Whether the partner stands right beside the anchor.
        others: The words of each further element that must be there.
        is_exception: Whether it says what its list does not mean.
    """

    of: str
    anchor: frozenset[str]
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    partner: frozenset[str] = frozenset()
    is_tight: bool = False
    others: tuple[frozenset[str], ...] = ()
    is_exception: bool = False
    begins: bool = False
    ends: bool = False

    @property
    def is_at_edge(self) -> bool:
        """Whether it has no partner, and stands where a sentence begins or a clause ends."""
        return not self.partner and (self.begins or self.ends)

    def lies_on(self, words: Sequence[str], at: int) -> bool:
        """Tell whether it may match with the anchor at `words[at]`: signs and edges aside."""
        return (
            words[at] in self.anchor
            and _walk(self.after, 0, words, at + 1, 1) is not None
            and _walk(self.before, 0, words, at - 1, -1) is not None
        )

    def match(self, words: Sequence[str], at: int, first: int) -> tuple[int, int] | None:
        """Match with the anchor at `words[at]`; return the first word and the one past the last.

        Args:
            first: Where the sentence begins behind dates, numbers and words that lead in.
        """
        end = _walk(self.after, 0, words, at + 1, 1)
        if end is None or (self.ends and end < len(words) and words[end] not in SIGNS):
            return None
        start = _walk(self.before, 0, words, at - 1, -1)
        if start is None:
            return None
        start += 1
        if self.begins and start != first and not (start and words[start - 1] in BREAKS):
            return None
        return start, end


def _walk(
    elements: tuple[Element, ...], number: int, words: Sequence[str], at: int, step: int
) -> int | None:
    """Lay `elements[number:]` along `words` from `at` on; return the place behind the last."""
    if number == len(elements):
        return at
    element = elements[number]
    if element.is_gap:
        for _ in range(GAP + 1):
            found = _walk(elements, number + 1, words, at, step)
            if found is not None or not 0 <= at < len(words) or words[at] in BREAKS:
                return found
            at += step
        return None
    if 0 <= at < len(words) and element.fits(words[at]):
        found = _walk(elements, number + 1, words, at + step, step)
        if found is not None:
            return found
    return _walk(elements, number + 1, words, at, step) if element.is_optional else None


class PhraseError(ValueError):
    """A phrase is not written as the notation asks."""


class Notation:
    """Reads phrases in the light of a language's classes and endings."""

    def __init__(
        self,
        classes: Mapping[str, WordClass],
        endings: Mapping[str, Sequence[str]],
    ) -> None:
        self._classes = classes
        self._endings = sorted(endings.items(), key=lambda item: -len(item[0]))
        self._weights = {
            word: weight
            for name, weight in WEIGHTS.items()
            for word in classes.get(name, WordClass()).words
        }
        self._known: dict[str, Element] = {}
        self._known_weights: dict[str, float] = {}

    def phrase(self, of: str, text: str, is_exception: bool = False) -> Phrase:
        """Read one line of a list.

        Raises:
            PhraseError: It names no word, or a class that does not exist.
        """
        parts = text.split()
        begins, ends = parts[:1] == ["^"], parts[-1:] == ["$"]
        parts = parts[begins : len(parts) - ends]
        known = self._known  # the same places stand in many phrases
        elements = [
            known.get(part) or known.setdefault(part, self._element(part.removeprefix("!")))
            for part in parts
        ]
        places = self._rarest_first(parts, elements)
        if not places:
            raise PhraseError(f"`{text}` holds no word that must be there")
        place, *others = places
        other = others[0] if others else place
        return Phrase(
            of,
            elements[place].words,
            tuple(reversed(elements[:place])),
            tuple(elements[place + 1 :]),
            elements[other].words if others else frozenset(),
            abs(other - place) == 1,
            tuple(elements[each].words for each in others),
            is_exception,
            begins,
            ends,
        )

    def forms(self, word: str) -> Iterable[str]:
        """Return the words that `word` stands for: itself, or all forms of a verb with `~`."""
        if not word.endswith("~"):
            return (word,)
        stem = word[:-1]
        for end, forms in self._endings:
            if stem.endswith(end):
                return [stem[: len(stem) - len(end)] + form for form in forms]
        return (stem,)

    def _element(self, part: str) -> Element:
        if part == "..":
            return Element(frozenset(), is_gap=True)
        is_optional = part[0] == "[" and part[-1] == "]"
        words: set[str] = set()
        endings: tuple[str, ...] = ()
        for choice in (part[1:-1] if is_optional else part).split("|"):
            if choice[:1] == "<":
                if choice[1:-1] not in self._classes:
                    raise PhraseError(f"`{choice}` is no class of words")
                more, ends = self._classes[choice[1:-1]]
                words |= more
                endings += ends
            elif choice[:1] == "*":
                endings += (choice[1:],)
            elif choice[-1:] == "~":
                words.update(self.forms(choice))
            elif choice:
                words.add(choice)
        return Element(frozenset(words), endings, is_optional)

    def _rarest_first(self, parts: Sequence[str], elements: Sequence[Element]) -> list[int]:
        """Return the places of the elements that must be there, those of rare words first.

        One that is marked with `!` comes before all others.
        """
        return sorted(
            (
                place
                for place, item in enumerate(elements)
                if item.words and not item.endings and not item.is_optional
            ),
            key=lambda place: (
                parts[place][0] != "!",
                self._weight_of(parts[place], elements[place]),
            ),
        )

    def _weight_of(self, part: str, element: Element) -> float:
        if part not in self._known_weights:
            self._known_weights[part] = sum(map(self._weight, element.words))
        return self._known_weights[part]

    def _weight(self, word: str) -> float:
        return self._weights.get(word, _RARE)
