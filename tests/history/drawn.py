"""Random git repositories: branches, merges, renames, files that go and come back, days moved.

The commits are written with `git fast-import`, so that a merge can hold anything that people make
of one: a side, the other, or a day that neither had.
"""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

ZONES = ("+0000", "+0200", "+1300", "-1100")
FIRST_DAY = date(2026, 1, 10)
NOT_DAYS = ("soon", "", "2026-02-30", "[]")
BROKEN = ("---\nactions: [}\n---\n", "", "---\nactions:\n", "---\nid: a\nid: b\n---\n")
"""Front matter that cannot be read."""


@dataclass(frozen=True)
class File:
    """One file of one commit.

    Attributes:
        number: Stays the same, whatever becomes of it.
        actions: Ids and deadlines, as written.
        broken: The front matter that stands there instead, where it cannot be read.
    """

    number: int
    path: str
    actions: tuple[tuple[str, str], ...]
    note: str = ""
    broken: str | None = None

    @property
    def text(self) -> str:
        body = "".join(f"Line {n} of what is told in number {self.number}.\n" for n in range(25))
        if self.broken is not None:
            return self.broken + body
        told = "".join(
            f"  - id: {name}\n    what: Do it.\n    deadline: {day}\n" for name, day in self.actions
        )
        head = f"kind: project\ntitle: Number {self.number}\nnote: {self.note or 'none'}\n"
        return f"---\n{head}actions:{chr(10) + told if told else ' []' + chr(10)}---\n{body}"


Tree: TypeAlias = dict[int, File]


@dataclass
class Drawn:
    """A repository in the making; `folder` is where pmkit's repository lies within git's."""

    chance: random.Random
    folder: str = ""
    trees: list[Tree] = field(default_factory=list)
    parents: list[tuple[int, ...]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    files: int = 0

    def draw(self, commits: int) -> None:
        """Make that many commits; the last one has the current branch."""
        self.add({}, ())
        for _ in range(commits):
            what = self.chance.random()
            if what < 0.12 and len(self.heads) < 4:
                self.heads.append(self.chance.choice(self.heads))
            elif what < 0.28 and len(set(self.heads)) > 1:
                self.merge()
            elif what < 0.34:
                self.revert()
            else:
                self.change()
        while len(set(self.heads)) > 1 and self.chance.random() < 0.8:
            self.merge()

    def add(self, tree: Tree, parents: tuple[int, ...]) -> None:
        self.trees.append(tree)
        self.parents.append(parents)
        number = len(self.trees) - 1
        if parents:
            self.heads[self.heads.index(parents[0])] = number
        else:
            self.heads.append(number)

    def change(self) -> None:
        """Commit up to three changes of files on some branch."""
        head = self.chance.choice(self.heads)
        tree = dict(self.trees[head])
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            self.change_one(tree, head)
        self.add(tree, (head,))

    def change_one(self, tree: Tree, head: int) -> None:
        chance = self.chance
        if not tree or chance.random() < 0.12:
            self.files += 1
            tree[self.files] = File(self.files, self.some_path(self.files), self.some_actions())
            return
        number = chance.choice(list(tree))
        what = chance.random()
        if what < 0.06:
            del tree[number]
        elif what < 0.12 and (gone := self.gone(tree, head)):
            tree[gone.number] = self.edited(gone)
        elif what < 0.22:
            tree[number] = replace(tree[number], path=self.some_path(number))
            if chance.random() < 0.4:
                tree[number] = self.edited(tree[number])
        elif what < 0.27:
            tree[number] = replace(tree[number], broken=chance.choice(BROKEN))
        else:
            tree[number] = self.edited(replace(tree[number], broken=None))

    def gone(self, tree: Tree, head: int) -> File | None:
        """Return a file that was deleted, as it was when the branch last had it."""
        once: Tree = {}
        while self.parents[head]:
            once = {**self.trees[head], **once}
            head = self.parents[head][0]
        free = [file for number, file in once.items() if number not in tree]
        return replace(self.chance.choice(free), broken=None) if free else None

    def some_path(self, number: int) -> str:
        """Return one of the names that the file may have; no other file ever has it."""
        where = self.chance.choice(("postmortems/", "postmortems/", "postmortems/in/", ""))
        return f"{self.folder}{where}{number}-{self.chance.choice('abc')}.md"

    def some_actions(self) -> tuple[tuple[str, str], ...]:
        names = self.chance.sample(("A1", "A2", "A3", "A4"), self.chance.randrange(1, 4))
        return tuple((name, self.day()) for name in names)

    def day(self) -> str:
        return str(FIRST_DAY + timedelta(days=self.chance.randrange(60)))

    def edited(self, file: File) -> File:
        """Move a day, or add, drop, renumber or double an action, or change something else."""
        chance, actions = self.chance, list(file.actions)
        what = chance.random()
        if what < 0.1 or not actions:
            actions.append((chance.choice(("A1", "A2", "A3", "A4")), self.day()))
            return replace(file, actions=tuple(actions))
        place = chance.randrange(len(actions))
        name, day = actions[place]
        if what < 0.15:
            del actions[place]
        elif what < 0.2:
            actions[place] = (chance.choice(("A1", "A2", "A3", "A4")), day)
        elif what < 0.27:
            actions[place] = (name, chance.choice(NOT_DAYS))
        elif what < 0.35:
            return replace(file, note=f"note {chance.randrange(9)}")
        elif what < 0.4:
            chance.shuffle(actions)
        else:
            actions[place] = (name, self.day())
        return replace(file, actions=tuple(actions))

    def revert(self) -> None:
        """Undo the last commit of a branch by another one."""
        head = self.chance.choice(self.heads)
        if self.parents[head]:
            self.add(dict(self.trees[self.parents[head][0]]), (head,))

    def merge(self) -> None:
        """Merge one branch into another; of each file a side is kept, or something new is made."""
        into, other = self.chance.sample(sorted(set(self.heads)), 2)
        named = {**self.trees[other], **self.trees[into]}
        if self.chance.random() < 0.4:
            named = {**self.trees[into], **self.trees[other]}
        tree: Tree = {}
        for number in sorted(named):
            sides = [
                files[number] for files in (self.trees[into], self.trees[other]) if number in files
            ]
            if len(sides) == 1 and self.chance.random() < 0.15:
                continue
            file = replace(self.chance.choice(sides), path=named[number].path)
            if self.chance.random() < 0.12:
                file = self.edited(replace(file, broken=None))
            tree[number] = file
        self.add(tree, (into, other))
        if self.chance.random() < 0.5:
            self.heads.remove(other)

    def write(self, root: Path) -> None:
        """Write the commits into a new git repository, and check out the last one."""
        root.mkdir()
        git(root, b"", "init", "--quiet", "--initial-branch=main")
        git(
            root, "".join(map(self.told, range(len(self.trees)))).encode(), "fast-import", "--quiet"
        )
        git(root, b"", "reset", "--quiet", "--hard")
        (root / self.folder / "postmortems").mkdir(parents=True, exist_ok=True)
        (root / self.folder / "pmkit.toml").write_text("format = 1\n")

    def told(self, number: int) -> str:
        """Return one commit for `git fast-import`; its author's day has no order, and some zone."""
        chance = random.Random(f"{number} of {len(self.trees)}")
        day = FIRST_DAY + timedelta(days=chance.randrange(70))
        moment = (day - date(1970, 1, 1)).days * 86_400 + chance.randrange(86_400)
        zone = chance.choice(ZONES)
        lines = ["commit refs/heads/main", f"mark :{number + 1}"]
        lines += [f"author Sarah <s@fernbank.example> {moment} {zone}"]
        lines += [f"committer Sarah <s@fernbank.example> {1_790_000_000 + number} +0000"]
        lines += ["data 1", "x"]
        for word, parent in zip(("from", "merge"), self.parents[number], strict=False):
            lines.append(f"{word} :{parent + 1}")
        lines.append("deleteall")
        for file in self.trees[number].values():
            lines += [f"M 100644 inline {file.path}", f"data {len(file.text.encode())}", file.text]
        return "\n".join(lines) + "\n"


def git(root: Path, given: bytes, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *words], input=given, check=True, capture_output=True)
