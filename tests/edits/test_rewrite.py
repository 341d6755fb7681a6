"""Several files change together, or none of them does."""

from __future__ import annotations

import os
import shutil

import pytest

from pmkit.errors import WriteError
from pmkit.rewrite import Rewrite, rewrite

NAMES = ["a.md", "in/b.md", "c.yml"]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "in").mkdir()
    for name in NAMES:
        (tmp_path / name).write_bytes(b"old " + name.encode())
    return [Rewrite(name, b"old " + name.encode(), b"new " + name.encode()) for name in NAMES]


def texts(root):
    return [(root / name).read_text()[:3] for name in NAMES]


def test_all_are_written_and_those_that_stay_are_not_named(tmp_path, files):
    same = Rewrite("same.md", b"x", b"x")
    assert rewrite(tmp_path, [*files, same]) == NAMES
    assert texts(tmp_path) == ["new"] * 3
    assert rewrite(tmp_path, []) == []


def refuse_last(tmp_path):
    (tmp_path / "c.yml").chmod(0o444)


def change_last(tmp_path):
    (tmp_path / "c.yml").write_bytes(b"old, and saved by an editor")


def lose_last(tmp_path):
    (tmp_path / "c.yml").unlink()


@pytest.mark.parametrize("spoil", [refuse_last, change_last, lose_last])
def test_every_file_is_looked_at_before_the_first_is_written(tmp_path, files, spoil, monkeypatch):
    spoil(tmp_path)
    monkeypatch.setattr(os, "replace", lambda *names: pytest.fail("something was written"))
    with pytest.raises(WriteError, match=r"c\.yml"):
        rewrite(tmp_path, files)


def failing(error, *, at):
    """Stand in for `os.replace`: raise `error` at the calls whose numbers are in `at`."""
    real, calls = os.replace, []

    def replace(*names):
        calls.append(names)
        if len(calls) in at:
            raise error
        real(*names)

    return replace


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_was_written_is_put_back_when_a_later_one_fails(tmp_path, files, monkeypatch, at):
    monkeypatch.setattr(os, "replace", failing(FULL, at={at}))
    with pytest.raises(WriteError, match="no space left") as caught:
        rewrite(tmp_path, files)
    assert texts(tmp_path) == ["old"] * 3
    assert ("got their old text back" in caught.value.message) is (at > 1)
    assert not list(tmp_path.rglob("*.tmp"))


def test_an_interrupt_puts_them_back_and_goes_on_as_one(tmp_path, files, monkeypatch):
    monkeypatch.setattr(os, "replace", failing(KeyboardInterrupt(), at={3}))
    with pytest.raises(KeyboardInterrupt):
        rewrite(tmp_path, files)
    assert texts(tmp_path) == ["old"] * 3


def test_what_cannot_be_put_back_is_named(tmp_path, files, monkeypatch):
    monkeypatch.setattr(os, "replace", failing(FULL, at={3, 4, 5}))
    with pytest.raises(WriteError, match=r"not to be put back: in/b\.md, a\.md") as caught:
        rewrite(tmp_path, files)
    assert "git diff" in caught.value.hint
    assert texts(tmp_path) == ["new", "new", "old"]


def test_a_folder_that_went_away_is_told(tmp_path, files):
    shutil.rmtree(tmp_path / "in")
    with pytest.raises(WriteError, match=r"in/b\.md"):
        rewrite(tmp_path, files)
    assert (tmp_path / "a.md").read_text() == "old a.md"
