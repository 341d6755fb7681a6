"""The look back on a year: recorded once, in a register that need not be there."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.errors import ConfigError, PmkitError
from pmkit.library import load_library
from pmkit.progress.annual import NewAnnualReview, record_annual
from pmkit.progress.desk import Desk
from pmkit.scaffold.starter import REVIEWS

HELD = "- year: 2025\n  held_on: 2026-01-15\n"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "postmortems").mkdir()
    library = load_library(open_repository(tmp_path))
    return Desk(library.repository, library.registers, date(2026, 2, 1))


def held(year=2025, day=date(2026, 1, 15), **more):
    return NewAnnualReview(year, day, **more)


def register(desk):
    return desk.repository.root / "register" / "reviews.yml"


def write(desk, text):
    register(desk).parent.mkdir(exist_ok=True)
    register(desk).write_text(text, "utf-8")


def test_the_register_is_made_with_its_comments(desk):
    record_annual(desk, held())
    assert not register(desk).exists()
    desk.write()
    assert register(desk).read_text("utf-8") == REVIEWS + HELD


def test_an_entry_goes_to_the_end(desk):
    write(desk, "- {year: 2024}\n")
    record_annual(desk, held(note="One owner: the lead"))
    desk.write()
    assert register(desk).read_text("utf-8") == (
        '- {year: 2024}\n- {year: 2025, held_on: 2026-01-15, note: "One owner: the lead"}\n'
    )


@pytest.mark.parametrize("again", [held(), held(day=date(2026, 2, 1), day_given=False)])
def test_the_same_year_is_recorded_once(desk, again):
    write(desk, HELD)
    record_annual(desk, again)
    (file,) = desk.files
    assert file.new == file.old
    assert file.done[0].moved.told == "annual review of 2025, held on 2026-01-15, recorded already"


@pytest.mark.parametrize("again", [held(day=date(2026, 2, 1)), held(note="Another.")])
def test_another_review_of_the_same_year_is_refused(desk, again):
    write(desk, HELD)
    with pytest.raises(PmkitError, match="has an annual review of 2025, held on 2026-01-15"):
        record_annual(desk, again)


@pytest.mark.parametrize("year", [2027, 1969, 20250])
def test_a_year_that_had_not_begun_is_refused(desk, year):
    with pytest.raises(PmkitError, match=f"nobody could look back on {year}"):
        record_annual(desk, held(year))


def test_a_year_that_runs_is_told(desk):
    record_annual(desk, held(2026))
    assert desk.files[0].done[0].moved.note == "2026 is not over"


def test_a_register_that_cannot_be_read_is_not_touched(desk):
    write(desk, "- {yaer: 2024}\n")
    with pytest.raises(ConfigError, match="an entry without `year`"):
        record_annual(desk, held())


def test_a_folder_that_is_a_link_is_not_followed(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    register(desk).parent.symlink_to(elsewhere)
    with pytest.raises(PmkitError, match="link"):
        record_annual(desk, held())
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_came_in_between_stays(desk):
    record_annual(desk, held())
    write(desk, "- {year: 2024}\n")
    with pytest.raises(PmkitError, match="exists already"):
        desk.write()
    assert register(desk).read_text("utf-8") == "- {year: 2024}\n"
