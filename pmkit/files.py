"""All reading and writing of files: bounded, without following links, atomic.

A repository may come from a stranger's pull request, so a name that ends in `.md` can be a
pipe that never ends, a device, a link to a secret, or a folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from pmkit.errors import WriteError
from pmkit.visible import visible

MOVE_HINT = "put the file itself here, or remove this name"
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_CHUNK = 65_536
"""Three times as fast as a buffer of a megabyte, measured on files of 8 KB."""


class FileProblem(Exception):
    """One file or folder cannot be read; `code` is the rule that says why."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def read_bytes(path: Path | str, cap: int) -> bytes:
    """Read a regular file, at most `cap` + 1 bytes of it.

    Raises:
        FileProblem: It is a link, no regular file, or the system refuses.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        raise _open_problem(error) from None
    except ValueError:
        raise FileProblem("PM001", "the name holds a NUL character", "rename the file") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise FileProblem("PM002", "it is no regular file", MOVE_HINT)
        return _read_all(descriptor, cap)
    except OSError as error:
        raise FileProblem("PM001", f"it cannot be read ({reason(error)})", "try again") from None
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, cap: int) -> bytes:
    first = os.read(descriptor, _CHUNK)
    if len(first) < _CHUNK:
        rest = os.read(descriptor, _CHUNK)  # a short read is not yet the end
        if not rest:
            return first
        first += rest
    parts, size = [first], len(first)
    while size <= cap and (part := os.read(descriptor, _CHUNK)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _open_problem(error: OSError) -> FileProblem:
    if error.errno == errno.ELOOP:
        return FileProblem("PM002", "it is a link, and links are not followed", MOVE_HINT)
    if error.errno in (errno.ENXIO, errno.EISDIR):
        return FileProblem("PM002", "it is no regular file", MOVE_HINT)
    return FileProblem(
        "PM001", f"it cannot be read ({reason(error)})", "check its permissions and try again"
    )


def reason(error: OSError) -> str:
    """Return the system's own words for what it refused, made harmless."""
    return visible((error.strerror or str(error)).lower())


TEMPORARY = ".pmkit-edit.tmp"
"""One short name for all who hold the lock: what a kill left behind is used again by the next."""


def create(path: Path, data: bytes, *, overwrite: bool = False, name: str = "") -> None:
    """Write a new file whole or not at all; folders above it are made.

    The data goes into a file beside it first, is forced to disk and then takes its name, so
    that two writers of one name can never mix and a crash leaves no half file.

    Args:
        name: Of the file beside it: `TEMPORARY` for those who hold the lock, else one of its own.

    Raises:
        WriteError: It exists and `overwrite` is false, or the system refuses.
    """
    temporary = path.with_name(name or f".pmkit-{os.getpid()}.tmp")
    try:
        _make_folder(path.parent)
        if overwrite:
            _refuse_read_only(path)
        with temporary_file(temporary, data):
            if overwrite:
                os.replace(temporary, path)
            else:
                _link(temporary, path)
        sync_folder(path.parent)
    except FileExistsError:
        raise WriteError(
            f"{visible(str(path))} exists already", "choose another name, or add --force"
        ) from None
    except OSError as error:
        raise WriteError(
            f"{visible(str(path))} cannot be written ({reason(error)})",
            "nothing was changed; check permissions and free space",
        ) from None


def write_report(path: Path, data: bytes) -> None:
    """Write a report whole or not at all, over an earlier one if there is one.

    Raises:
        WriteError: Something else than a file has its name, or the system refuses.
    """
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise WriteError(
                f"{visible(str(path))} is no regular file, and is not replaced by a report",
                "nothing was changed; choose another name",
            )
    create(path, data, overwrite=True)


def append(path: Path, make: Callable[[int], bytes], most: int) -> None:
    """Add to a file that another program reads, so that it holds `most` bytes at most.

    Args:
        make: Given how many bytes there is room for, returns no more than that.

    Raises:
        WriteError: It is no regular file, or the system refuses.
    """
    flags = _OPEN_FLAGS | os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        with open(os.open(path, flags, 0o666), "ab") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "it is no regular file")
            file.write(make(max(most - status.st_size, 0)))
    except OSError as error:
        raise WriteError(f"{visible(str(path))} cannot be written ({reason(error)})") from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def _refuse_read_only(path: Path) -> None:
    """Respect a file that was made read-only, although a rename would get round it."""
    with contextlib.suppress(FileNotFoundError):
        if not path.lstat().st_mode & 0o222:
            raise PermissionError(errno.EACCES, "the file is read-only")


@contextlib.contextmanager
def temporary_file(path: Path, data: bytes, mode: int | None = None) -> Iterator[Path]:
    """Write a file that is forced to disk, and gone at the end unless it was given a new name."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                os.chmod(path, mode)
            os.fsync(file.fileno())
        yield path
    finally:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def _link(temporary: Path, path: Path) -> None:
    """Give the finished file its name; fails when the name is taken, whoever was first."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except (NotImplementedError, PermissionError, OSError) as error:
        unsupported = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
        if isinstance(error, OSError) and error.errno not in unsupported:
            raise
        # A file system without hard links: claim the name, then replace what was claimed.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            os.replace(temporary, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def sync_folder(folder: Path) -> None:
    """Make the new name durable. Where the system cannot, the file is whole all the same."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
