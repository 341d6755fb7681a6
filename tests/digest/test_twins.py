"""The example agency with everybody, every client and every file called otherwise."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.digest.files import AGENCY, git

PERIODS = (
    ("--quarter", "2025-Q1"),
    ("--quarter", "2026-Q1"),
    ("--year", "2025"),
    ("--year", "2026"),
    ("--month", "2026-03"),
)
FORMATS = ("md", "html", "json", "slack")


_TEAM = re.compile(r"(?m)((?:^|, )team: )(\w+)(?=$|[,}])")


def renamed(place: Path) -> None:
    """Replace every name of the example, in all files and in the names of the files."""
    table = {}
    registers = place / "register"
    for file in ("people", "clients", "projects"):
        text = (registers / f"{file}.yml").read_text("utf-8")
        for number, handle in enumerate(re.findall(r"handle: ([\w-]+)", text)):
            table[handle] = (
                f"{'zyxwvutsrqponmlkjihgfedcba'[number % 26]}{'q' * (number % 5 + 4)}{number}x"
            )
    names = re.findall(r"name: ([A-Z]\w+) (\w+)", (registers / "people.yml").read_text("utf-8"))
    for number, (first, last) in enumerate(names):
        table[first] = f"Vexq{'u' * (number % 4 + 1)}l{number}"
        table[last] = f"Wozb{'i' * (9 - number % 7)}t{number}"
    for word in re.findall(r"name: ([A-Z]\w+) \w+", (registers / "clients.yml").read_text("utf-8")):
        table[word] = table[word.lower()].capitalize()
    stems = {
        path.stem: f"{path.stem[8:10]}-{len(path.stem)}{path.stem[::-1]}"
        for path in place.rglob("2*.md")
    }
    pattern = re.compile(
        "|".join(
            rf"(?<![\w-]){re.escape(word)}(?!\w)"
            for word in sorted({**table, **stems}, key=len, reverse=True)
        )
    )
    for path in [*place.rglob("*.md"), *registers.glob("*.yml")]:
        text = pattern.sub(lambda m: {**table, **stems}[m[0]], path.read_text("utf-8"))
        text = re.sub(r"(?m)^  (domains|aliases): .*\n", "", text)
        path.write_text(_TEAM.sub(lambda m: m[1] + m[2][::-1] + "q" * len(m[2]), text), "utf-8")
        if path.stem in stems:
            path.rename(path.with_name(stems[path.stem] + ".md"))


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    places = []
    for name, mail in (("Quill Ashgrove", "qa@x.example"), ("Yorrick Of-Old", "zz.top@y.example")):
        place = tmp_path_factory.mktemp("twin") / "agency"
        shutil.copytree(AGENCY, place)
        if places:
            renamed(place)
        git(place, "init", "--quiet")
        git(place, "add", "--all")
        git(place, "commit", "--quiet", "-m", "One", name=name, mail=mail)
        places.append(place)
    return places


def test_the_names_are_gone_from_the_twin(twins):
    one, other = ("".join(sorted(p.name for p in place.rglob("*.md"))) for place in twins)
    assert one != other
    text = "".join(path.read_text("utf-8") for path in twins[1].rglob("*.yml"))
    assert not re.search("(?i)halvorn|pelloway|dana|okafor|team: nlp", text)


@pytest.mark.parametrize("period", PERIODS, ids=" ".join)
def test_the_digest_is_the_same_to_the_byte(run, twins, period):
    words = ("--quiet", "digest", *period, "--anonymise", "--format")
    for name in FORMATS:
        one, other = (run(*words, name, at=place) for place in twins)
        assert one == other
        assert one[0] == 0
        assert len(one[1]) > 200
