"""Changing a file that exists: one writer at a time, whole or not at all, never over an editor.

A kill at any moment leaves the old file or the new one. The lock is the system's own, so that one
whose holder died is free again; its file may stay behind and means nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pmkit.errors import WriteError
from pmkit.files import TEMPORARY, FileProblem, read_bytes, reason, sync_folder, temporary_file
from pmkit.visible import visible

if sys.platform == "win32":  # pragma: no cover - not where the tests run
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


PATIENCE = 10.0
"""Seconds to wait for another pmkit that is writing; it needs a fraction of one."""

_PAUSE = 0.02
_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


def lock_path(root: Path) -> Path:
    """Return where the lock of the repository at `root` lies: in `.git/`, else in the folder."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir() and not git.is_symlink():
            return git / "pmkit.lock"
        if git.exists():
            break
    return root / ".pmkit.lock"


@contextlib.contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep every other pmkit from writing to the repository at `root`.

    Raises:
        WriteError: Another one is writing and does not end, or the lock cannot be made.
    """
    path = lock_path(root)
    try:
        descriptor = _acquire(path, time.monotonic() + patience)
    except OSError as error:
        raise WriteError(
            f"{visible(str(path))} cannot be locked ({reason(error)})",
            "nothing was changed; check permissions and free space",
        ) from None
    try:
        yield
    finally:
        if path.name.startswith("."):  # beside the files people see: leave nothing behind
            with contextlib.suppress(OSError):
                path.unlink()
        os.close(descriptor)


def _acquire(path: Path, deadline: float) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        descriptor = os.open(path, flags, 0o666)
        try:
            _try_lock(descriptor)
            if _is_still(path, descriptor):
                return descriptor
        except OSError as error:
            if error.errno not in _BUSY:
                os.close(descriptor)
                raise
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise WriteError(
                "another pmkit is writing to this repository", "nothing was changed; try again"
            )
        time.sleep(_PAUSE)


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether the locked file still has the name: its last holder may have removed it."""
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    return False


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Write `new` over the file that was read as `old`, keeping its mode; do so while `locked`.

    Raises:
        WriteError: It changed since it was read, it is read-only, or the system refuses; nothing
            was changed.
    """
    with _explained(path):
        status = _writable(path)
        _refuse_changed(path, old, status)
        mode = stat.S_IMODE(status.st_mode)
        with temporary_file(path.with_name(TEMPORARY), new, mode) as temporary:
            _refuse_changed(path, old, status)
            os.replace(temporary, path)
    sync_folder(path.parent)


def refuse_unready(path: Path, old: bytes) -> None:
    """Refuse a file that cannot be replaced, or is not as it was read.

    Raises:
        WriteError: It says which, and why.
    """
    with _explained(path):
        _refuse_changed(path, old, _writable(path))


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(
            f"{visible(str(path))} cannot be written ({reason(error)})",
            "nothing was changed; check permissions and free space",
        ) from None


def _writable(path: Path) -> os.stat_result:
    """Respect a file that was made read-only, although a rename would get round it."""
    status = path.lstat()
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return status


def _refuse_changed(path: Path, old: bytes, status: os.stat_result) -> None:
    try:
        found, now = read_bytes(path, len(old)), path.lstat()
    except FileProblem as problem:
        raise WriteError(
            f"{visible(str(path))}: {problem.message}", f"nothing was changed; {problem.hint}"
        ) from None
    if found != old or _stamp(now) != _stamp(status):
        raise WriteError(
            f"{visible(str(path))} changed since it was read",
            "nothing was written; look at the file and run the command again",
        )


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns
