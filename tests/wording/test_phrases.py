"""The notation of phrases, and what each of its signs matches."""

from __future__ import annotations

import pytest

from pmkit.wording.language import build_lexicon, languages, lines, read_language
from pmkit.wording.phrases import Notation, PhraseError, WordClass
from pmkit.wording.sentence import FlatContractions, read_sentence, sentence_bounds, without_asides

CLASSES = {
    "person": WordClass(frozenset({"engineer", "developer"})),
    "done": WordClass(frozenset({"sent"}), ("ed",)),
    "everywhere": WordClass(frozenset({"the", "was"})),
}
ENDINGS = {"": ("", "s", "ed", "ing"), "e": ("e", "es", "ed", "ing")}
NOTATION = Notation(CLASSES, ENDINGS)
CONTRACTIONS = {"didn't": "did not", "cannot": "can not", "ve": "have", "s": "'s"}


def match(phrase: str, text: str) -> str | None:
    """Return the words of `text` that `phrase` lies on, the first place that fits."""
    read = NOTATION.phrase("list", phrase)
    words = read_sentence(text, CONTRACTIONS).words
    for at, word in enumerate(words):
        if word in read.anchor and (place := read.match(words, at, 0)):
            return " ".join(words[slice(*place)])
    return None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("careless|carelessly", "It was done carelessly.", "carelessly"),
        ("careless", "It was done carelessly.", None),
        ("deploy~ it", "They deployed it.", "deployed it"),
        ("delete~ it", "They are deleting it.", "deleting it"),
        ("[very|too] late", "It came too late.", "too late"),
        ("[very|too] late", "It came late.", "late"),
        ("talk .. bad", "The talk between the two teams was bad.", None),
        ("talk .. bad", "The talk between teams was bad.", "talk between teams was bad"),
        ("talk .. bad", "The talk; it was bad.", None),
        ("<person> 's fault", "It was the engineer's fault.", "engineer 's fault"),
        ("was <done> late", "It was delivered late.", "was delivered late"),
        ("was <done> late", "It was sent late.", "was sent late"),
        ("^ consider", "Consider a cap.", "consider"),
        ("^ consider", "We consider a cap.", None),
        ("^ consider", "Add a cap; consider a second.", "consider"),
        ("went well $", "It went well.", "went well"),
        ("went well $", "It went well until May.", None),
        ("went well $", "It went well; then came May.", "went well"),
        ("did not ask", "They didn’t ask.", "did not ask"),
        ("can not ask", "They cannot ask.", "can not ask"),
        ("should have asked", "We should've asked.", "should have asked"),
        ("!the engineer", "The engineer.", "the engineer"),
    ],
)
def test_a_sign_matches(phrase, text, found):
    assert match(phrase, text) == found


def test_a_search_begins_with_the_rarest_word():
    assert NOTATION.phrase("list", "the engineer was").anchor == {"engineer"}
    assert NOTATION.phrase("list", "!the engineer was").anchor == {"the"}
    assert NOTATION.phrase("list", "the engineer was").partner == {"the"}


@pytest.mark.parametrize(
    ("phrase", "why"), [("<nobody> here", "no class"), ("[maybe]", "no word"), ("..", "no word")]
)
def test_a_phrase_that_is_none(phrase, why):
    with pytest.raises(PhraseError, match=why):
        NOTATION.phrase("list", phrase)


@pytest.mark.parametrize(
    "text",
    [
        'The mail said "careless work".',
        "The mail said “careless work”.",
        "The mail said ‘it wasn’t careless work’.",
        "The mail said 'careless work'.",
        "The mail said „careless work“.",
        "The mail said «careless work».",
        "See [the page](https://x.example/careless-work).",
        "See https://x.example/careless.",
        "The flag is_careless is off.",
        "The file src/careless.py is new.",
    ],
)
def test_what_somebody_said_and_names_of_things_are_out_of_sight(text):
    hidden = without_asides(text)
    assert "careless" not in hidden
    assert len(hidden) == len(text)


def test_an_apostrophe_is_no_quote():
    text = "The team's work wasn't careless, the clients' was."
    assert without_asides(text) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", " Two!", " Three?", " Four"]),
        ("About 3.5 days, e.g. in May.", ["About 3.5 days, e.g. in May."]),
        ("It ended (late). Then?", ["It ended (late).", " Then?"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text, sentences):
    assert [text[start:end] for start, end in sentence_bounds(text)] == sentences


def test_a_sentence_without_an_end_is_cut():
    text = "word " * 1_000
    bounds = list(sentence_bounds(text))
    assert all(end - start <= 1_000 for start, end in bounds)
    assert "".join(text[start:end] for start, end in bounds).split() == text.split()


def test_contractions_are_taken_apart_with_and_without_signs():
    sentence = read_sentence("They didn’t; the client’s IT couldn't.", CONTRACTIONS)
    assert sentence.words == [
        "they",
        "did",
        "not",
        ";",
        "the",
        "client",
        "'s",
        "it",
        "couldn",
        "'t",
    ]
    assert sentence.quote(1, 3) == "didn’t"
    flat = FlatContractions(CONTRACTIONS)
    assert flat.apart(["they", "didn", "t", "we", "ve"]) == ["they", "did", "not", "we", "have"]


@pytest.mark.parametrize("language", languages())
def test_a_language_is_written_well(language):
    data = read_language(language)
    lexicon = build_lexicon(data)
    assert all(item.get("say") for item in data["lists"].values())
    words = {word for known in lexicon.classes.values() for word in known.words}
    words |= {word for phrases in lexicon.lists.values() for p in phrases for word in p.anchor}
    odd = {word for word in words if "-" in word or word != word.lower() or " " in word}
    assert not odd, "a hyphen parts words, so such a word never matches"
    for name, item in data["lists"].items():
        said = [*lines(item["say"]), *lines(item.get("but", ""))]
        assert len(set(said)) == len(said), name
