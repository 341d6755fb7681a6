"""Writing over a file that others may write, or that is read-only; `tests/hostile` kills writers."""

from __future__ import annotations

import os

import pytest

from pmkit import replace as module
from pmkit.errors import WriteError
from pmkit.replace import TEMPORARY, lock_path, locked, replace

OLD, NEW = b"old\r\n" * 3_000, b"new\n" * 5_000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(OLD)
    return path


def names(path):
    return sorted(item.name for item in path.parent.iterdir())


def test_the_bytes_are_replaced_and_the_mode_stays(file):
    file.chmod(0o640)
    replace(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o640
    assert names(file) == ["a.md"]


@pytest.mark.parametrize("found", [b"", OLD[:-1], OLD + b"x", NEW])
def test_a_file_that_changed_since_it_was_read_stays(file, found):
    file.write_bytes(found)
    with pytest.raises(WriteError, match="changed since it was read"):
        replace(file, OLD, NEW)
    assert file.read_bytes() == found
    assert names(file) == ["a.md"]


def test_an_editor_that_saves_while_we_write_wins(file, monkeypatch):
    def fsync(descriptor, real=os.fsync):
        file.write_bytes(b"saved by an editor")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(WriteError, match="changed since it was read"):
        replace(file, OLD, NEW)
    assert file.read_bytes() == b"saved by an editor"
    assert names(file) == ["a.md"]


def test_a_file_that_an_editor_replaced_by_an_equal_one_stays(file, monkeypatch):
    def fsync(descriptor, real=os.fsync):
        other = file.with_name("other")
        other.write_bytes(OLD)
        other.replace(file)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(WriteError, match="changed since it was read"):
        replace(file, OLD, NEW)


def test_read_only_is_respected(file):
    file.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        replace(file, OLD, NEW)
    assert file.read_bytes() == OLD


def test_links_and_missing_files_are_refused(file, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(file)
    for path in (link, tmp_path / "none.md"):
        with pytest.raises(WriteError):
            replace(path, OLD, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "chmod"])
def test_what_the_system_refuses_changes_nothing(file, monkeypatch, call):
    real = getattr(os, call)

    def refuse(*args, **named):
        if call == "open" and not str(args[0]).endswith(TEMPORARY):
            return real(*args, **named)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(WriteError, match="no space left on device"):
        replace(file, OLD, NEW)
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert names(file) == ["a.md"]


def test_what_a_kill_left_behind_is_used_again(file):
    file.with_name(TEMPORARY).write_bytes(b"half")
    replace(file, OLD, NEW)
    assert (file.read_bytes(), names(file)) == (NEW, ["a.md"])


def test_the_lock_lies_where_git_does_not_see_it(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    assert lock_path(inner).parent == inner
    (tmp_path / ".git").mkdir()
    assert lock_path(inner) == tmp_path / ".git" / "pmkit.lock"
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert lock_path(inner).parent == inner


def test_a_second_writer_waits_and_then_says_busy(tmp_path):
    with locked(tmp_path), pytest.raises(WriteError, match="another pmkit"), locked(tmp_path, 0.1):
        pass
    with locked(tmp_path, 0.1):
        assert (tmp_path / ".pmkit.lock").exists()
    assert not (tmp_path / ".pmkit.lock").exists()


def test_a_lock_that_was_left_behind_means_nothing(tmp_path):
    (tmp_path / ".pmkit.lock").write_text("4711")
    with locked(tmp_path, 0.1):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / ".pmkit.lock").mkdir()
    with pytest.raises(WriteError, match="cannot be locked"), locked(tmp_path, 0.1):
        pass


def test_the_module_starts_no_program():
    assert not hasattr(module, "subprocess")
