"""Who read a brief: recorded once, by whoever is here, in a register that need not be there."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.errors import ConfigError, PmkitError
from pmkit.library import load_library
from pmkit.model.register import Person
from pmkit.progress.acknowledging import Reading, acknowledge, reader
from pmkit.progress.desk import Desk
from pmkit.registers import Registers, load_registers
from pmkit.scaffold.starter import BRIEFS

DAY = date(2026, 3, 20)
DANA = Reading("acme-ocr", "dana", DAY, ("a-1", "b-2"), ("a-1:L1", "b-2:L2"))
ENTRY = """\
- project: acme-ocr
  person: dana
  read_on: 2026-03-20
  postmortems: [a-1, b-2]
  lessons: ["a-1:L1", "b-2:L2"]
"""


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "postmortems").mkdir()
    library = load_library(open_repository(tmp_path))
    return Desk(library.repository, library.registers, DAY)


def register(desk):
    return desk.repository.root / "register" / "briefs.yml"


def write(desk, text):
    register(desk).parent.mkdir(exist_ok=True)
    register(desk).write_bytes(text.encode())


def test_the_register_is_made_with_its_comments_and_read_again(desk):
    acknowledge(desk, DANA)
    assert not register(desk).exists()
    desk.write()
    assert register(desk).read_text("utf-8") == BRIEFS + ENTRY
    (entry,) = load_registers(desk.repository.root).briefs
    assert (entry.project, entry.person, entry.read_on) == ("acme-ocr", "dana", DAY)
    assert (entry.postmortems, entry.lessons) == (DANA.postmortems, DANA.lessons)


def test_an_entry_goes_to_the_end_and_the_rest_stays_byte_for_byte(desk):
    before = "# ours\r\n- {project: x, person: lee, read_on: 2026-01-05}  # said so\r\n"
    write(desk, before)
    acknowledge(desk, Reading("acme-ocr", "dana", DAY))
    desk.write()
    added = "- {project: acme-ocr, person: dana, read_on: 2026-03-20}\r\n"
    assert register(desk).read_bytes().decode() == before + added


@pytest.mark.parametrize(
    ("again", "is_new"),
    [
        (DANA, False),
        (Reading("acme-ocr", "dana", date(2026, 4, 1), ("b-2",), ("b-2:L2",)), False),
        (Reading("acme-ocr", "dana", date(2026, 3, 1), DANA.postmortems, DANA.lessons), True),
        (Reading("acme-ocr", "dana", DAY, ("a-1",), ("a-1:L3",)), True),
        (Reading("acme-ocr", "lee", DAY, DANA.postmortems, DANA.lessons), True),
        (Reading("other", "dana", DAY, DANA.postmortems, DANA.lessons), True),
    ],
)
def test_what_was_read_already_is_not_recorded_again(desk, again, is_new):
    write(desk, ENTRY)
    acknowledge(desk, again)
    (file,) = desk.files
    assert (file.new != file.old) is is_new
    if not is_new:
        assert file.done[0].moved.told.endswith("recorded already on 2026-03-20")


def test_two_people_at_once_are_two_entries(desk):
    acknowledge(desk, DANA)
    acknowledge(desk, Reading("acme-ocr", "lee", DAY, DANA.postmortems, DANA.lessons))
    acknowledge(desk, DANA)
    desk.write()
    assert register(desk).read_text("utf-8") == BRIEFS + ENTRY + ENTRY.replace("dana", "lee")


def test_that_nothing_resembles_it_can_be_read_too(desk):
    acknowledge(desk, Reading("acme-ocr", "dana", DAY))
    told = desk.files[0].done[0].moved.told
    assert told == "dana read for acme-ocr: that nothing resembles it"


PEOPLE = Registers(
    people=(
        Person(handle="dana", name="Dana Okafor"),
        Person(handle="lior", name="Lior Z", active=False),
    )
)


@pytest.mark.parametrize("word", ["dana", "@dana", "Dana Okafor", " DANA "])
def test_a_reader_is_known_under_every_spelling(word):
    assert reader(PEOPLE, word) == "dana"
    assert reader(Registers(), " @somebody ") == "somebody"


@pytest.mark.parametrize(
    ("word", "why"), [("lior", "has left"), ("dena", "not in register/people"), ("@", "is empty")]
)
def test_who_is_not_here_reads_nothing(word, why):
    with pytest.raises(PmkitError, match=why):
        reader(PEOPLE, word)


def test_a_register_that_cannot_be_read_is_not_touched(desk):
    write(desk, "- {project: [a]}\n")
    with pytest.raises(ConfigError, match=r"register/briefs\.yml:1:13"):
        acknowledge(desk, DANA)


def test_a_folder_that_is_a_link_is_not_followed(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    register(desk).parent.symlink_to(elsewhere)
    with pytest.raises(PmkitError, match="link"):
        acknowledge(desk, DANA)
    assert list(elsewhere.iterdir()) == []
