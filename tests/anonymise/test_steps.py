"""No step of the check can be taken away: of each there is a text that only it sees."""

from __future__ import annotations

import pytest

from pmkit.anonymise.check import STEPS, check
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.names import Name

NOOR = Name("person", "people entry 1, name", "Noor Haddadin")
ZEBO = Name("client", "clients entry 1, name", "Zebo")


def person(text):
    return Name("person", "people entry 1, name", text)


def client(text):
    return Name("client", "clients entry 1, name", text)


WITNESSES = {
    "with_umlauts_spelled": (person("Jörn Ek"), "as Joern said"),
    "with_umlauts_short": (person("Maedoer Ek"), "as Mädör said"),
    "with_and": (client("Hill & Wood"), "the data of hill and wood came late"),
    "with_und": (client("Hill & Wood"), "the data of hill und wood came late"),
    "lowered": (person("ΗΛΙΑΣ"), "nobody but ηλιας knew"),
    "raised": (person("Νίκη"), "nobody but ΝΙΚΗ knew"),
    "orders": (person("Hope Bell"), "the bell-hope list was lost"),
    "pairs": (client("Caldermoor Housing Association"), "the Housing Association asked"),
    "compatibility": (NOOR, "told to Ｎｏｏｒ alone"),
    "invisible": (person("Ina Ek"), "told to In\u200ba alone"),
    "look_alikes": (client("Acme"), "the data of Асме came late"),
    "marks": (person("José Gál"), "as jose said"),
    "entities": (NOOR, "told to &#78;&#111;&#111;&#114; alone"),
    "percent": (NOOR, "told to %4E%6F%6F%72 alone"),
    "quoted_printable": (NOOR, "told to =4E=6F=6F=72 alone"),
    "unicode_escapes": (NOOR, "told to \\u004e\\u006f\\u006f\\u0072 alone"),
    "backslashes": (person("Ina Ek"), "told to In&#92;a alone"),
    "plain": (client("K0x"), 'see <img alt="aa-\nk&#48;x-\nzz"> there'),
    "without_markup": (NOOR, "told to No<i>o</i>**r** alone"),
    "without_breaks": (person("Ina Ek"), "told to in-\na alone"),
    "leet": (person("Ivor Ek"), "as 1v0r said"),
    "leet_with_l": (person("Leon Ek"), "as 1eon said"),
    "unpacked": (NOOR, "the key was Tm9vcg== in the log"),
    "undecoded": (client("Xeb"), "the data of \\xeb came late"),
    "humps": (person("Bo Ek"), "see BoList there"),
    "single_words": (NOOR, "told to noor alone"),
    "plurals": (person("Ann Lee"), "two lees knew"),
    "capitals": (person("Grace Ek"), "as Grace said"),
    "wholes": (ZEBO, "the data of ze bo came late"),
    "spelled": (client("Big Blue Bank"), "it was b i g who asked"),
    "compounds": (ZEBO, "the zeboportal was down"),
    "backwards": (ZEBO, "the data of obez came late"),
    "misspelt": (client("Pelloway"), "the data of peloway came late"),
    "initials": (person("Quentin Voss"), "as Q. V. said"),
    "ampersands": (client("Ernst & Young"), "the data of e&y came late"),
    "symbols": (client("☆☆☆"), "the data of ☆☆☆ came late"),
    "an e-mail address": (None, "write to nobody@mail.quux"),
    "a link": (None, "see ftp://quux there"),
    "a domain": (None, "see quux.io there"),
    "a handle": (None, "ask @quux there"),
    "a ticket": (None, "see QUX-123 there"),
    "an amount of money": (None, "it cost 26,400 EUR"),
    "an exact day": (None, "on 2026-03-11 it broke"),
    "a telephone number": (None, "call +49 30 1234 567 then"),
    "a long number": (None, "case 12345678 was lost"),
    "a file or a path": (None, "see notes.docx there"),
    "an escape": (None, "see \\141 there"),
    "an identifier": (None, "since 3ff4467a it broke"),
    "a packed text": (None, "the key Zm9vYmFyYmF6cXV1eDEyMzQ1Njc4 was in the log"),
    "an odd character": (None, "a\u200db was read as one"),
}


def test_every_step_has_a_witness():
    assert set(WITNESSES) == set(STEPS)
    assert len(STEPS) == len(set(STEPS))


@pytest.mark.parametrize("step", STEPS)
def test_without_the_step_its_witness_gets_through(step):
    name, text = WITNESSES[step]

    def met(without):
        found = check(text.encode(), make_dictionary([name] if name else [NOOR], without), without)
        return [hit.way for hit in found if (hit.name == name if name else hit.what == step)]

    assert met(())
    assert not met((step,)), "another step meets it too"
