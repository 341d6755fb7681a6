"""git, asked and never told: nothing here changes a repository or runs what it configures.

A repository may come from a stranger. Its `.git/config` can name programs for nearly everything;
the words in front of every question turn off those that a reading command could start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmkit.processes import Finished, inherited, run_limited

_PREFIX = (
    "git",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "log.showRoot=true"),
)
_SURROUNDINGS = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks
    "GIT_PAGER": "cat",
}
_OF_THE_PERSON = ("PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE")
"""Where git is, and where the person says whose repositories it may read."""

_SECONDS = 60.0
_LOG_BYTES = 512_000_000
_BATCH_BYTES = 64_000_000
_BATCH = 500


class GitError(Exception):
    """git did not answer: it is not there, took too long, or does not know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a folder stands in a git repository.

    Attributes:
        root: The folder.
        prefix: Its path within the repository, empty or with a slash at its end.
        head: The commit that is checked out; None before the first one.
        is_shallow: Whether older commits were left out when it was cloned.
    """

    root: Path
    prefix: str
    head: str | None
    is_shallow: bool


def find_place(root: Path) -> Place | None:
    """Return where `root` stands in git; None where there is no repository or no git."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    words = ("rev-parse", "--show-prefix", "--is-shallow-repository", "HEAD")
    try:
        done = _run(root, words, b"", 100_000)
    except GitError:
        return None
    told = done.output.removesuffix(b"\n").rsplit(b"\n", 2)
    if len(told) != 3 or told[1] not in (b"true", b"false"):
        return None
    prefix, shallow, head = told
    known = head.decode("ascii", "replace") if done.code == 0 else None
    return Place(root, _path(prefix), known, shallow == b"true")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that differs between a commit and its first parent.

    Attributes:
        path: After the commit, from the top of the git repository.
        source: Before it; another path where the file was renamed.
        blob: What it held after the commit; empty when it is gone or no regular file.
        was: What it held before the commit; empty when it was not there.
    """

    path: str
    source: str
    blob: str
    was: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: `on` is the author's day, as written in the author's zone."""

    id: str
    parents: tuple[str, ...]
    on: str
    author: str
    entries: tuple[Entry, ...]


def read_log(place: Place, since: str | None = None) -> list[Commit]:
    """Return the commits that lead to the head, parents first.

    Args:
        since: Leave out this commit and all that lead to it.

    Raises:
        GitError: git did not answer.
    """
    words = (
        *("log", "-z", "--raw", "--no-abbrev", "-M", "-l4000", "--no-ext-diff", "--no-textconv"),
        *("--diff-merges=first-parent", "--no-relative", "--no-show-signature", "--no-notes"),
        *("--no-decorate", "--no-color", "--encoding=UTF-8", "--topo-order", "--reverse"),
        *("--ignore-submodules=all", "--format=tformat:%H %P%n%aI%n%an", "--end-of-options"),
        *((f"{since}..{place.head}",) if since else (str(place.head),)),
        "--",
    )
    done = _run(place.root, words, b"", _LOG_BYTES)
    if done.code:
        raise GitError("git log failed")
    return list(_commits(done.output))


def _commits(output: bytes) -> Iterator[Commit]:
    tokens = iter(output.split(b"\0"))
    head: tuple[str, tuple[str, ...], str, str] | None = None
    entries: list[Entry] = []
    for token in tokens:
        if not token.startswith((b":", b"\n:")):
            if head:
                yield Commit(*head, tuple(entries))
            if not token:
                return
            ids, when, author = token.split(b"\n", 2)
            commit, *parents = ids.decode("ascii").split()
            head = (commit, tuple(parents), when[:10].decode("ascii"), _text(author))
            entries = []
        else:
            entries.append(_entry(token.lstrip(b"\n"), tokens))


def _entry(token: bytes, tokens: Iterator[bytes]) -> Entry:
    _, mode, was, blob, status = token.decode("ascii").split(" ")
    source = path = _path(next(tokens))
    if status[0] in "RC":
        path = _path(next(tokens))
    there = status[0] != "D" and mode.startswith("100")
    return Entry(path, source, blob if there else "", was if was.strip("0") else "")


def find_commit(place: Place, day: str) -> tuple[str, str] | None:
    """Return the commit that stood on `day`, an ISO day, and its author's day.

    That is the last before any that is dated later, on the way of first parents to the head: what
    was merged later is no part of it, whenever it was written.

    Raises:
        GitError: git did not answer.
    """
    words = ("--first-parent", "--reverse", "--format=%aI", "--end-of-options", str(place.head))
    done = _run(place.root, ("rev-list", *words, "--"), b"", _LOG_BYTES)
    if done.code:
        raise GitError("git rev-list failed")
    lines = iter(done.output.decode("ascii", "replace").split("\n"))
    found = None
    for name, when in zip(lines, lines, strict=False):
        if when[:10] > day:
            break
        found = (name.removeprefix("commit "), when[:10])
    return found


_DEFAULTS = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
    "HEAD",
)
"""Where a branch mostly began, the surest first."""


def find_commit_of(place: Place, name: str | None) -> str | None:
    """Return the commit that a branch, tag or commit is called by; None where git knows none.

    Args:
        name: None for the default branch, else for the head.

    Raises:
        GitError: git did not answer.
    """
    for word in (name,) if name is not None else _DEFAULTS:
        options = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        done = _run(place.root, (*options, f"{word}^{{commit}}"), b"", 1_000)
        if done.code == 0:
            return done.output.decode("ascii", "replace").split()[-1]
    return None


def find_fork(place: Place, commit: str) -> str | None:
    """Return the last commit that leads to both `commit` and the head; None where there is none.

    Raises:
        GitError: git did not answer.
    """
    done = _run(place.root, ("merge-base", commit, str(place.head)), b"", 1_000)
    return done.output.decode("ascii", "replace").strip() if done.code == 0 else None


def list_later(place: Place, commit: str) -> frozenset[str]:
    """Return the commits that lead to the head and not to `commit`.

    Raises:
        GitError: git did not answer.
    """
    words = ("rev-list", "--end-of-options", f"{commit}..{place.head}", "--")
    done = _run(place.root, words, b"", _LOG_BYTES)
    if done.code:
        raise GitError("git rev-list failed")
    return frozenset(done.output.decode("ascii", "replace").split())


def list_files(place: Place, commit: str, folders: Sequence[str]) -> dict[str, str]:
    """Return the regular files of `commit` below `folders`, with what each holds.

    Both are told from the folder of `place`; the folder `.` is all of it.

    Raises:
        GitError: git did not answer.
    """
    asked = () if "." in folders else folders
    words = ("ls-tree", "-r", "-z", "--end-of-options", commit, *asked)
    done = _run(place.root, words, b"", _LOG_BYTES)
    if done.code:
        raise GitError("git ls-tree failed")
    told = (entry.partition(b"\t") for entry in done.output.split(b"\0") if entry[:3] == b"100")
    return {_path(path): about.split(b" ")[2].decode("ascii") for about, _, path in told}


def blob_id(raw: bytes, like: str) -> str:
    """Return what git calls a file of these bytes, by the hash that made the name `like`."""
    name = "sha256" if len(like) == 64 else "sha1"
    return hashlib.new(name, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def read_blobs(place: Place, blobs: Sequence[str], most: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield each of `blobs` with what it holds; None where that is missing or beyond `most`.

    Raises:
        GitError: git did not answer.
    """
    for start in range(0, len(blobs), _BATCH):
        yield from _batch(place, blobs[start : start + _BATCH], max(most, _BATCH_BYTES))


def _batch(place: Place, blobs: Sequence[str], cap: int) -> Iterator[tuple[str, bytes | None]]:
    asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
    done = _run(place.root, ("cat-file", "--batch"), asked, cap + 200)
    if done.in_size:
        yield from _contents(blobs, done.output)
    elif len(blobs) == 1:
        yield blobs[0], None
    else:
        half = len(blobs) // 2
        yield from _batch(place, blobs[:half], cap)
        yield from _batch(place, blobs[half:], cap)


def _contents(blobs: Sequence[str], output: bytes) -> Iterator[tuple[str, bytes | None]]:
    at = 0
    for blob in blobs:
        end = output.find(b"\n", at)
        if end < 0:
            raise GitError("git cat-file stopped")
        told = output[at:end].split(b" ")
        at = end + 1
        if len(told) != 3 or not told[2].isdigit():
            yield blob, None
            continue
        size = int(told[2])
        yield blob, output[at : at + size] if told[1] == b"blob" else None
        at += size + 1


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed the commits of a repository.

    Attributes:
        people: Name and address of authors, committers and co-authors, each pair once, sorted.
        is_shallow: Whether older commits were left out when it was cloned.
    """

    people: tuple[tuple[str, str], ...]
    is_shallow: bool


_TRAILERS = (
    *("Co-authored", "Signed-off", "Reviewed", "Acked", "Tested", "Reported", "Suggested"),
    *("Helped", "Approved", "Requested"),
)
"""Trailers of commits that name somebody, without their `-by`."""


def read_signatures(root: Path) -> Signatures | None:
    """Return who signed any commit that is there, on any branch; None outside of git.

    Raises:
        GitError: There is a repository and git does not answer.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    shallow = _run(root, ("rev-parse", "--is-shallow-repository"), b"", 100)
    words = (
        *("log", "--all", "-z", "--no-show-signature", "--no-notes", "--no-decorate"),
        *("--no-color", "--encoding=UTF-8", "--end-of-options"),
    )
    keys = ",".join(f"key={role}-by" for role in _TRAILERS)
    trailers = f"%(trailers:{keys},valueonly,unfold,separator=%n)"
    form = f"--format=tformat:%an <%ae>%n%cn <%ce>%n{trailers}"
    log = _run(root, (*words[:-1], form, words[-1]), b"", _LOG_BYTES)
    if shallow.code or log.code or not log.in_size:
        raise GitError("git log failed")
    lines = {line for line in _text(log.output).replace("\0", "\n").split("\n") if line.strip()}
    return Signatures(tuple(sorted(map(_signature, lines))), shallow.output.strip() != b"false")


def _signature(line: str) -> tuple[str, str]:
    name, _, rest = line.partition("<")
    return name.strip(), rest.rpartition(">")[0].strip()


def _run(root: Path, words: Sequence[str], data: bytes, most: int) -> Finished:
    try:
        done = run_limited(
            (*_PREFIX, "-C", str(root), *words),
            data,
            seconds=_SECONDS,
            output_bytes=most,
            environment={**inherited(*_OF_THE_PERSON), **_SURROUNDINGS},
        )
    except OSError:
        raise GitError("git cannot be started") from None
    if not done.in_time:
        raise GitError("git took too long")
    return done


def _path(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
