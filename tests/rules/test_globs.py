"""Which paths a glob of the settings takes."""

from __future__ import annotations

import time

import pytest

from pmkit.rules.globs import matches

PATH = "postmortems/2024/q1/2024-02-01-halden.md"


@pytest.mark.parametrize(
    "glob",
    [
        PATH,
        "./" + PATH,
        "postmortems/**",
        "postmortems/2024*/**",
        "postmortems/20[12]?/",
        "postmortems/2024",
        "postmortems",
        "**/q1/*.md",
        "**/2024-02-01-halden.md",
        "postmortems/**/2024/**/*.md",
        "**",
        "2024-*.md",
        "*halden*",
    ],
)
def test_a_glob_takes_a_path(glob):
    assert matches(PATH, glob)


@pytest.mark.parametrize(
    "glob",
    [
        "postmortems/*.md",
        "postmortems/2025*/**",
        "postmortems/2024/2024-02-01-halden.md",
        "q1/**",
        "q1",
        "Postmortems/**",
        PATH + "/**/x",
        PATH + "/x",
        "*.txt",
        "",
    ],
)
def test_a_glob_leaves_a_path(glob):
    assert not matches(PATH, glob)


def test_two_stars_also_stand_for_no_folder():
    assert matches("postmortems/2024-02-01-halden.md", "postmortems/2024*/**")
    assert matches("postmortems/a.md", "postmortems/**/*.md")


def test_no_glob_is_slow():
    begin = time.perf_counter()
    assert not matches("a/" * 2000 + "b", "**/a*a*a/" * 200 + "c")
    assert time.perf_counter() - begin < 5
