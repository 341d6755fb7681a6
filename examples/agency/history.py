"""Makes a git repository in which this example grew over two years, commit by commit.

    python examples/agency/history.py           in a new temporary folder
    python examples/agency/history.py FOLDER    in this one, which must be empty or not there yet

The last commit holds this folder, byte for byte. Every earlier version is derived from it: a
version is the last one without the steps that came later. What the files date themselves (written,
implemented, verified, reviewed, closed, registered) is a step on that day; moved deadlines and
the like, which leave no date in a file, are told in history.toml. All of it is invented, and the
ids of the commits are the same on every machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MAIN = "main"
LAST = date(2026, 4, 1)
"""The day on which the files stand as they do."""

ZONE = timezone(timedelta(hours=1))


@dataclass(frozen=True)
class Step:
    """What one commit did.

    Attributes:
        on: The day of author and committer.
        by: The author's handle in register/people.yml.
        what: The message.
        file: The path, as it is in the end.
        entry: How the entry of a list that it is about begins, such as `id: A3`.
        new: Whether the entry, or without one the file, came with it.
        adds: Keys that came with it.
        changes: By key, what a value was and what it became.
        was_called: The path before, if it was renamed.
        branch: Where it was made.
        merge: The branch that it brought in.
    """

    on: date
    by: str
    what: str
    file: str = ""
    entry: str = ""
    new: bool = False
    adds: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    was_called: str = ""
    branch: str = MAIN
    merge: str = ""


def main(words: list[str]) -> int:
    """Make the repository and say where it is; return an exit code."""
    if len(words) > 1 or words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    folder = Path(words[0] if words else tempfile.mkdtemp(prefix="agency-"))
    try:
        replay(folder)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"history.py: {error}", file=sys.stderr)
        return 2
    print(folder)
    return 0


def replay(folder: Path) -> None:
    """Make the repository in `folder`.

    Raises:
        FileExistsError: It holds something.
        ValueError: history.toml does not fit the files.
        subprocess.CalledProcessError: git refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    _git(folder, "init", "--quiet", "--template=", "--object-format=sha1")
    _git(folder, "symbolic-ref", "HEAD", f"refs/heads/{MAIN}")
    _git(folder, "fast-import", "--quiet", stdin=b"".join(Growth(files()).stream()))
    _git(folder, "reset", "--quiet", "--hard")


def files() -> dict[str, str]:
    """Return what stands in this folder by its paths."""
    paths = sorted(path for path in HERE.rglob("[!.]*.*") if path.suffix != ".pyc")
    return {path.relative_to(HERE).as_posix(): path.read_bytes().decode() for path in paths}


def _git(folder: Path, *words: str, stdin: bytes = b"") -> None:
    """Run git as if nobody had ever configured it."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=folder, env=environment, input=stdin, check=True)


class Growth:
    """The steps that led to the files, and what was there after each."""

    def __init__(self, last: Mapping[str, str]) -> None:
        told = tomllib.loads(last["history.toml"])
        self.last = last
        self.begin = _step(told["begin"])
        steps = [*_dated(last, self.begin.by), *map(_step, told["step"])]
        self.steps = sorted(steps, key=lambda step: step.on)
        people = last["register/people.yml"]
        self.people = dict(re.findall(r"handle: (\w+), name: ([^,]+),", people))

    def version(self, file: str, made: Set[int]) -> tuple[str, str] | None:
        """Return path and text of a file after some of the steps; None before it was written."""
        path, text = file, self.last[file]
        for number, step in reversed(list(enumerate(self.steps))):
            if step.file == file and number not in made:
                if step.new and not step.entry:
                    return None
                path, text = step.was_called or path, without(step, text)
        return path, text

    def stream(self) -> Iterator[bytes]:
        """Yield the commits as `git fast-import` reads them."""
        early = {number for number, step in enumerate(self.steps) if step.on <= self.begin.on}
        heads: dict[str, tuple[int, Set[int]]] = {MAIN: (1, early)}
        there = [found for file in self.last if (found := self.version(file, early))]
        yield from self._commit(self.begin, 1, [], [_file(*one) for one in there])
        for number, step in enumerate(self.steps):
            if number in early:
                continue
            parent, before = heads.get(step.branch, heads[MAIN])
            parents, after = [parent], before | {number}
            if step.merge:
                other, brought = heads[step.merge]
                parents, after = [parent, other], after | brought
            mark = number + 2
            yield from self._commit(step, mark, parents, self._changed(before, after))
            heads[step.branch] = (mark, after)

    def _changed(self, before: Set[int], after: Set[int]) -> Iterator[bytes]:
        for file in sorted({self.steps[number].file for number in after - before} - {""}):
            old, new = self.version(file, before), self.version(file, after)
            assert new, f"{file} changed before it was written"
            if old and old[0] != new[0]:
                yield f"D {old[0]}\n".encode()
            yield _file(*new)

    def _commit(
        self, step: Step, mark: int, parents: list[int], changed: Iterable[bytes]
    ) -> Iterator[bytes]:
        at = datetime.combine(step.on, time(9), ZONE) + timedelta(minutes=mark)
        who = f"{self.people[step.by]} <{step.by}@fernbank.example> {at.timestamp():.0f} +0100"
        yield f"commit refs/heads/{step.branch}\nmark :{mark}\n".encode()
        yield f"author {who}\ncommitter {who}\n".encode() + _data(f"{step.what}\n")
        for word, parent in zip(("from", "merge"), parents, strict=False):
            yield f"{word} :{parent}\n".encode()
        yield from changed


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\n".encode() + _data(text)


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


# From a version to the one before


def without(step: Step, text: str) -> str:
    """Return a file as it was before a step.

    Raises:
        ValueError: The file does not hold what the step is said to have left there.
    """
    begin, end = _span(step, text)
    part = "" if step.new else text[begin:end]
    for key in () if step.new else step.adds:
        part = _once(rf"^ +{key}:.*\n(?:      .*\n)*|, {key}: [^,}}]*", "", part, step)
    for key, (was, now) in step.changes.items():
        value = rf"(?<![\w-])({key}: +){re.escape(now)}(?=[,}}\n])"
        part = _once(value, rf"\g<1>{was}", part, step)
    text = text[:begin] + part + text[end:]
    return re.sub(r"^reviews:\n(?! )", "reviews: []\n", text, flags=re.M)


def _span(step: Step, text: str) -> tuple[int, int]:
    """Return where the entry that a step is about begins and ends, or the whole file."""
    if not step.entry:
        return 0, len(text)
    entry = rf"^( *)- \{{?{step.entry}(?![\w-]).*\n(?:\1 .*\n)*"
    found = re.search(entry, text, re.M)
    if not found:
        raise ValueError(f"{step.file}: no entry begins with `{step.entry}`")
    return found.span()


def _once(pattern: str, new: str, text: str, step: Step) -> str:
    changed, count = re.subn(pattern, new, text, flags=re.M)
    if count != 1:
        raise ValueError(f"{step.file}: {count} places, not one, for `{step.what}` of {step.on}")
    return changed


# The steps


def _step(told: dict[str, Any]) -> Step:
    changes = {key: (was, now) for key, (was, now) in told.get("changes", {}).items()}
    return Step(**{**told, "adds": tuple(told.get("adds", ())), "changes": changes})


def _dated(last: Mapping[str, str], by: str) -> Iterator[Step]:
    """Yield the steps whose day stands in the files; the registers are kept by `by`."""
    for file, text in last.items():
        if file.startswith("postmortems/"):
            yield from _of_postmortem(file, text)
    yield from _of_projects("register/projects.yml", last["register/projects.yml"], by)


def _of_postmortem(file: str, text: str) -> Iterator[Step]:
    name = Path(file).stem[len("2026-01-01-") :]
    head = dict(re.findall(r"^(\w+): (.*)$", text.partition("\n---\n")[0], re.M))
    author = head["author"]
    if "published_on" in head:
        on = date.fromisoformat(head["published_on"])
        yield Step(on, author, f"Write up {name}", file, new=True)
    moves = [*_of_actions(file, name, text), *_of_reviews(file, name, text, author)]
    yield from moves
    if head["status"] == "closed":
        changes = {"status": ("reviewed", "closed")}
        yield Step(max(m.on for m in moves), author, f"Close {name}", file, changes=changes)


def _of_actions(file: str, name: str, text: str) -> Iterator[Step]:
    for entry in re.findall(r"^  - id: A\d+\n(?:    .*\n)*", text, re.M):
        told = dict(re.findall(r"^  (?:  |- )(\w+): (.*)$", entry, re.M))
        for word, by, was, now, adds in _MOVES:
            if f"{now}_on" in told:
                yield Step(
                    date.fromisoformat(told[f"{now}_on"]),
                    told[by],
                    f"{word} {name}:{told['id']}",
                    file,
                    f"id: {told['id']}",
                    adds=(f"{now}_on", *adds),
                    changes={"status": (was, now)},
                )


_MOVES = (
    ("Implement", "owner", "open", "implemented", ("evidence",)),
    ("Verify", "verified_by", "implemented", "verified", ("verified_by", "result")),
)
"""Moves that leave their day in an action: message, who makes them, from and to, other keys."""


def _of_reviews(file: str, name: str, text: str, by: str) -> Iterator[Step]:
    for kind, on in re.findall(r"^  - \{kind: ([\w-]+), held_on: ([\d-]+)", text, re.M):
        what = f"Record the {kind} review of {name}"
        yield Step(date.fromisoformat(on), by, what, file, f"kind: {kind}", new=True)


def _of_projects(file: str, text: str, by: str) -> Iterator[Step]:
    line = r"handle: ([\w-]+), .*started_on: ([\d-]+)(?:, completed_on: ([\d-]+))?"
    for name, begun, ended in re.findall(line, text):
        entry, on = f"handle: {name}", date.fromisoformat(begun)
        if on > LAST:
            continue  # registered ahead of its start, on a day that history.toml tells
        yield Step(on, by, f"Register {name}", file, entry, new=True)
        if ended:
            what, adds = f"Note that {name} has ended", ("completed_on",)
            yield Step(date.fromisoformat(ended), by, what, file, entry, adds=adds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
