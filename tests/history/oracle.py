"""Slips once more, by brute force: every version of every commit is read, nothing is kept.

What a commit holds is read with `git ls-tree` and `git cat-file`, where a file came from with
`git diff -M` against each parent, and YAML with PyYAML's own scanner. Nothing of pmkit is used.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Move:
    """One change of a value; `on` is the author's day."""

    commit: str
    on: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """A value, and the changes that led to it."""

    value: str
    moves: tuple[Move, ...] = ()


class Oracle:
    """Reads one repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.line = cache(self._line)
        self.files = cache(self._files)
        self.values = cache(self._values)
        self.sources = cache(self._sources)
        told = self.git("log", "--format=%H %ad %P", "--date=short", "HEAD").splitlines()
        self.commits = {row.split()[0]: row.split()[1:] for row in told}
        self.head = told[0].split()[0]

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], capture_output=True, check=True
        )
        return done.stdout.decode("utf-8", "surrogateescape")

    def slips(self, path: str, action: str) -> tuple[int, int, int]:
        """Return how often the deadline moved later, by how many days, how often after it."""
        line = self.line(self.head, path, action)
        slips = [move for move in line.moves if move.new > move.old] if line else []
        return len(slips), sum(map(days, slips)), sum(move.on > move.old for move in slips)

    def _line(self, commit: str, path: str, action: str) -> Line | None:
        """Return the deadline at a commit, or the last that could be read before it."""
        on, *parents = self.commits[commit]
        places = [(one, self.place(one, commit, path)) for one in parents]
        blob = self.files(commit).get(path)
        if places and places[0][1] and blob == self.files(parents[0]).get(places[0][1]):
            return self.line(parents[0], places[0][1], action)  # a merge left it as it was
        before = [self.line(one, place, action) for one, place in places if place]
        there = [line for line in before if line]
        values = self.values(blob or "")
        value = values.get(action) if values else None
        if value is None:
            return there[0] if there else None
        for line in there:
            if line.value == value:
                return line
        if not there:
            return Line(value)
        return Line(value, (*there[0].moves, Move(commit, on, there[0].value, value)))

    def place(self, parent: str, commit: str, path: str) -> str | None:
        """Return the name in `parent`; None where what had the name went away under another."""
        sources = self.sources(parent, commit)
        if path not in self.files(commit) and path in sources.values():
            return None
        return sources.get(path, path)

    def _files(self, commit: str) -> dict[str, str]:
        rows = self.git("ls-tree", "-r", "-z", commit).split("\0")
        told = (row.partition("\t") for row in rows if row.startswith("100"))
        return {path: head.split()[2] for head, _, path in told}

    def _sources(self, parent: str, commit: str) -> dict[str, str]:
        """Return the old names of what is called otherwise in `commit`."""
        words = self.git("diff", "--raw", "-z", "-M", parent, commit).split("\0")
        found = {}
        while words and words[0]:
            status = words.pop(0).split()[4]
            old = words.pop(0)
            if status[0] == "R":
                found[words.pop(0)] = old
        return found

    def _values(self, blob: str) -> dict[str, str] | None:
        """Return the deadlines of a version by action; None when it cannot be read."""
        text = self.git("cat-file", "blob", blob) if blob else ""
        front = re.match(r"---\n(.*?)^---$", text, re.S | re.M)
        if not front or "<<<<<<<" in text:
            return None
        try:
            data = yaml.load(front[1], yaml.BaseLoader)
        except yaml.YAMLError:
            return None
        found: dict[str, str] = {}
        seen = set()
        for action in data.get("actions") or ():
            if action["id"] not in seen and is_day(action.get("deadline")):
                found[action["id"]] = action["deadline"]
            seen.add(action["id"])
        return found


def is_day(text: Any) -> bool:
    try:
        return bool(re.fullmatch("....-..-..", text)) and bool(date.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def days(move: Move) -> int:
    return (date.fromisoformat(move.new) - date.fromisoformat(move.old)).days
