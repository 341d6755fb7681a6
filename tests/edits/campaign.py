"""Random edits of random files: what was asked changes, and not one other byte.

    python -m tests.edits.campaign --edits 100000

A seed that fails is printed with its file; it becomes a test in `test_edit.py`.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from pmkit.document.source import Limits
from pmkit.edits.change import Append, Change, Drop, EditRefused, Put
from pmkit.edits.edit import edit, edit_yaml
from tests.edits.author import KEYS, PLAIN, TEXTS, UNPRINTED, Author, Tree

VALUES = (*PLAIN, *TEXTS, *UNPRINTED, "Ask Dana, then Lior.", "x" * 200, "0x1F", "1e3", "yes", "=")
DAYS = (date(2026, 5, 1), date(1999, 12, 31))


def told(raw: bytes, *, whole: bool) -> Any:
    """What another reader finds: PyYAML's own scanner, which is not libyaml."""
    text = raw.decode("utf-8-sig")
    if not whole:
        front = re.match(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", text, re.S | re.M)
        assert front
        text = front[1]
    return yaml.load(text, yaml.BaseLoader)


def paths(tree: Tree, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every value."""
    found = [at] if at else []
    steps = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for step, value in steps:
        found += paths(value, (*at, step))
    return found


def at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def some_change(tree: Any, chance: random.Random) -> Change:
    """Draw a change that is possible with `tree`."""
    every = paths(tree)
    mappings = [path for path in [(), *every] if isinstance(at(tree, path), dict)]
    leaves = [path for path in every if isinstance(at(tree, path), str)]
    keyed = [path for path in every if isinstance(path[-1], str)]
    lists = [path for path in keyed if isinstance(at(tree, path), list)]
    kind = chance.choice(("put", "put", "add", "add", "drop", "append", "append"))
    if kind == "put" and leaves:
        return Put(chance.choice(leaves), some_value(chance))
    if kind == "drop" and keyed:
        return Drop(chance.choice(keyed))
    if kind == "add" and mappings:
        parent = chance.choice(mappings)
        new = [key for key in KEYS if key not in at(tree, parent)]
        return Put((*parent, chance.choice(new)), some_value(chance))
    if kind == "append" and (mappings or lists):
        lists += [(*path, "list") for path in mappings[:1] if "list" not in at(tree, path)]
        item = chance.choice((some_value(chance), {"a": some_value(chance), "why": "b: c"}))
        return Append(chance.choice(lists), item, in_braces=chance.random() < 0.5)
    return some_change(tree, chance)


def some_value(chance: random.Random) -> str | date:
    return chance.choice(DAYS) if chance.random() < 0.15 else chance.choice(VALUES)


def text_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: text_of(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def changed(tree: Any, change: Change) -> Any:
    """Return what is to be found after a change."""
    tree = copy.deepcopy(tree)
    parent, key = at(tree, change.path[:-1]), change.path[-1]
    if isinstance(change, Put):
        parent[key] = text_of(change.value)
    elif isinstance(change, Drop):
        parent.pop(key, None)
    else:
        assert isinstance(change, Append)
        parent[key] = [*parent.get(key, ()), text_of(change.item)]
    return tree


def ends(old: bytes, new: bytes) -> tuple[int, int]:
    """Return how many bytes at the beginning and at the end are the same."""
    short = min(len(old), len(new))
    ahead = next((n for n in range(short) if old[n] != new[n]), short)
    rest = short - ahead
    return ahead, next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)


@dataclass
class File:
    """A file, and what it is known to say.

    Attributes:
        whole: Whether it is YAML from the first byte to the last.
    """

    raw: bytes
    tree: Any
    whole: bool

    def edited(self, change: Change) -> bytes:
        return edit_yaml(self.raw, [change]) if self.whole else edit(self.raw, [change], Limits())


def some_file(chance: random.Random) -> File:
    whole = chance.random() < 0.2
    author = Author(chance)
    return File(*(author.register() if whole else author.file()), whole)


def check(seed: int) -> str:
    """Make up to three changes in one file and check each; return what became of the last."""
    chance = random.Random(seed)
    file = some_file(chance)
    found = told(file.raw, whole=file.whole)
    assert same(found, file.tree), f"the author wrote {differ(found, file.tree)}"
    for _ in range(chance.choice((1, 1, 2, 3))):
        change = some_change(file.tree, chance)
        try:
            new = file.edited(change)
        except EditRefused as error:
            return f"{type(change).__name__}: {re.sub('`.*`', '`…`', error.message)}"
        wanted, found = changed(file.tree, change), told(new, whole=file.whole)
        assert same(found, wanted), f"something else is read: {differ(found, wanted)}"
        check_bytes(file, change, new)
        file = File(new, wanted, file.whole)
    return "done"


COMMENTS = (b"# own line", b"# at the left", b"# of this one", b"# why", b"# behind", b"# end")


def check_bytes(file: File, change: Change, new: bytes) -> None:
    """Check what a change may do to the bytes of a file."""
    old, parent = file.raw, at(file.tree, change.path[:-1])
    ahead, behind = ends(old, new)
    if isinstance(change, Drop):
        assert ahead + behind == len(new), "a removal wrote something"
        return
    assert all(new.count(word) == old.count(word) for word in COMMENTS), "a comment is gone"
    is_new = isinstance(parent, dict) and change.path[-1] not in parent
    if is_new or (isinstance(change, Append) and parent[change.path[-1]]):
        assert ahead + behind == len(old), "an addition removed something"
    if is_new and isinstance(change, Put):
        assert new.count(b"\n") - old.count(b"\n") in (0, 1), "an addition is more than a line"


def same(one: Any, other: Any) -> bool:
    """Equal, and in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def differ(found: Any, wanted: Any) -> str:
    """Return the first value that is not as it should be."""
    if isinstance(found, dict) and isinstance(wanted, dict) and list(found) == list(wanted):
        return next(
            (differ(found[k], wanted[k]) for k in found if not same(found[k], wanted[k])), ""
        )
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        pairs = zip(found, wanted, strict=True)
        return next((differ(one, other) for one, other in pairs if not same(one, other)), "")
    return f"{found!r}, not {wanted!r}"


def run(edits: int, seed: int) -> Counter[str]:
    """Make many changes; return what became of them, and how often."""
    seen: Counter[str] = Counter()
    for number in range(seed, seed + edits):
        try:
            seen[check(number)] += 1
        except Exception as error:
            raise AssertionError(f"seed {number}: {error}\n{show(number)}") from error
    return seen


def show(seed: int) -> str:
    """Return the file and the changes of a seed, to look at."""
    chance = random.Random(seed)
    file = some_file(chance)
    told = [file.raw.decode()]
    for _ in range(chance.choice((1, 1, 2, 3))):
        change = some_change(file.tree, chance)
        told.append(f"\n>>> {change}\n")
        try:
            file = File(file.edited(change), changed(file.tree, change), file.whole)
        except Exception as error:
            return "".join([*told, repr(error)])
        told.append(file.raw.decode())
    return "".join(told)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--edits", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first edit")
    parser.add_argument("--show", action="store_true", help="print the edit of the seed, and stop")
    options = parser.parse_args()
    if options.show:
        print(show(options.seed))
        return 0
    for what, times in run(options.edits, options.seed).most_common():
        print(f"{times:8,} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
