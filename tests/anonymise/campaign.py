"""Hides many made-up names in many ways and counts what the check of the digest meets.

    python tests/anonymise/campaign.py                 200 names, all ways, five sentences
    python tests/anonymise/campaign.py --names 1000 --seed 7

Prints a table for docs/anonymising.md and exits with 1 when anything got through. Names are put
together from syllables; one that is an English word is met by its capital alone (see the page) and
is drawn again. Two pieces that prose often has side by side, as `in a` for Ina, are left out: nobody
can tell them from the two words (`ways.planted`).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pmkit.anonymise.check import check
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.lexicon import is_known
from pmkit.anonymise.names import Name
from tests.anonymise.test_ways import EVERYBODY, INNOCENT
from tests.anonymise.ways import CASED, CASELESS, LOGINS, SENTENCES, SLIPS, ascii_of, planted, slug

_ONSETS = ["", "b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r"]
_ONSETS += ["s", "st", "t", "tr", "v", "w", "z", "ž", "š", "ł", "ñ"]
_CORES = ["a", "e", "i", "o", "u", "ai", "ei", "ou", "ä", "ö", "ü", "é", "ø", "ó"]
_ENDS = ["", "", "l", "m", "n", "nd", "r", "rt", "s", "sk", "x", "v"]
_FORMS = ["GmbH", "Ltd", "Retail", "Freight", "Clinics", "& Sons", ""]


def word(dice: random.Random, syllables: int) -> str:
    """Return a made-up word of three letters or more."""
    while True:
        parts = (
            dice.choice(_ONSETS) + dice.choice(_CORES) + dice.choice(_ENDS)
            for _ in range(syllables)
        )
        made = "".join(parts)
        if len(made) > 2 and not is_known(ascii_of(made)):
            return made.capitalize()


def draw(dice: random.Random, number: int) -> Name:
    """Return a person or a client; their words together are no English word either."""
    while True:
        if number % 2:
            text = f"{word(dice, dice.choice((1, 2)))} {word(dice, dice.choice((1, 2, 3)))}"
            name = Name("person", f"people entry {number}", text)
        else:
            text = f"{word(dice, dice.choice((1, 2, 3)))} {dice.choice(_FORMS)}".strip()
            name = Name("client", f"clients entry {number}", text)
        if not is_known(slug(text, "")):
            return name


def main(words: list[str]) -> int:
    """Run the campaign and return an exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    dice = random.Random(given.seed)
    names = [draw(dice, number) for number in range(given.names)]
    groups = {way: group for group, ways in _GROUPS.items() for way in ways}
    hidden: Counter[str] = Counter()
    met: Counter[str] = Counter()
    missed = []
    begin = time.perf_counter()
    for name in names:
        dictionary = make_dictionary([name])
        for _, way, text in planted(SENTENCES, [name]):
            hidden[groups[way]] += 1
            if any(hit.name for hit in check(text.encode(), dictionary)):
                met[groups[way]] += 1
            else:
                missed.append((name.text, way, text))
    print("| ways | of them | hidden | met |\n| --- | ---: | ---: | ---: |")
    for group, ways in _GROUPS.items():
        share = 100 * met[group] / hidden[group]
        print(f"| {group} | {len(ways)} | {hidden[group]:,} | {share:.2f} % |")
    wrong = [text for text in INNOCENT if check(text.encode(), EVERYBODY)]
    total = sum(hidden.values())
    print(f"\n{total:,} hidden names of {len(names)}, {len(missed)} not met; ", end="")
    print(f"{len(wrong)} of {len(INNOCENT)} innocent sentences refused; ", end="")
    print(f"{1000 * (time.perf_counter() - begin) / total:.2f} ms each, seed {given.seed}")
    for name, way, text in missed[:: len(SENTENCES)][:20]:
        print(f"  not met: {name}, {way}: {text}")
    return int(bool(missed or wrong))


_GROUPS = {
    "case, punctuation, markup, escapes, look-alikes, invisible characters": list(CASED),
    "small letters, slugs, compounds, pieces, leet, backwards": list(CASELESS),
    "one slip of the pen": list(SLIPS),
    "logins and initials": list(LOGINS),
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
