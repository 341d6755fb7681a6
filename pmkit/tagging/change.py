"""A new name for a tag, or several that become one: in the register and in every post-mortem."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection

from pmkit.edits.change import Change
from pmkit.errors import UsageError, WriteError
from pmkit.progress.desk import Desk
from pmkit.progress.moves import Moved
from pmkit.register_entries import parse_entries
from pmkit.registers import load_registers
from pmkit.similar import nearest
from pmkit.tagging.references import find_carriers, is_carried
from pmkit.tagging.register import PATH, aliasing, changed, merging, read_tags, read_tree, renaming
from pmkit.taxonomy import Taxonomy, built_in
from pmkit.visible import short

_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST = 64


def rename_tag(desk: Desk, old: str, new: str, keep: bool, used: Collection[str]) -> None:
    """Prepare the change of every file, in memory; the register is written last.

    Args:
        keep: Whether the old name stays, as an alias.
        used: What post-mortems carry, to guess what was meant.

    Raises:
        PmkitError: It is not possible, or a file that may carry the tag cannot be read.
    """
    taxonomy, raw = _registered(desk)
    is_known, is_done = old in taxonomy.tags, old != new and taxonomy.resolve(old) == new
    if is_known or (not taxonomy.knows(old) and is_carried(desk.repository, old)):
        _refuse_new_name(taxonomy, old, new)
    elif not is_done and (
        taxonomy.knows(old) or new not in taxonomy.tags or new in built_in().tags
    ):
        raise _unknown(taxonomy, used, old)
    changes = renaming(read_tree(raw), old, new, keep) if is_known else []
    _carry_out(desk, raw, (old,), new, changes)


def merge_tags(desk: Desk, olds: tuple[str, ...], into: str, used: Collection[str]) -> None:
    """Prepare, in memory, that every file which carries one of `olds` carries `into` instead.

    Own tags go from the register; their names stay as aliases.

    Args:
        into: A tag, an alias of one, or a word that post-mortems carry.
        used: What post-mortems carry, to guess what was meant.

    Raises:
        PmkitError: It is not possible, or a file that may carry the tag cannot be read.
    """
    taxonomy, raw = _registered(desk)
    new = taxonomy.resolve(into)
    for word in (new, *olds):
        if not taxonomy.knows(word) and not is_carried(desk.repository, word):
            raise _unknown(taxonomy, used, word)
    for old in olds:
        _refuse_merge(taxonomy, old, new)
    strangers = tuple(old for old in olds if not taxonomy.knows(old))
    changes = aliasing(read_tree(raw), new, strangers) if new in taxonomy.tags else []
    for old in (old for old in olds if old in taxonomy.tags):
        changes += merging(read_tree(changed(raw, changes)), old, new)
    _carry_out(desk, raw, olds, new, changes)


def _registered(desk: Desk) -> tuple[Taxonomy, bytes]:
    """Return the tags as the register has them now, and the register."""
    desk.registers = load_registers(desk.repository.root)
    return desk.registers.taxonomy, read_tags(desk.repository.root)


def _carry_out(
    desk: Desk, before: bytes, olds: tuple[str, ...], new: str, changes: list[Change]
) -> None:
    """Change every file that carries an old tag, judged by the new register; then that."""
    after = changed(before, changes)
    own = parse_entries("tags", after.decode("utf-8-sig"))
    desk.registers = dataclasses.replace(desk.registers, own_tags=own)
    resolve = desk.registers.taxonomy.resolve
    for one in find_carriers(desk.repository, olds, new, lambda word: resolve(word) == new):
        told = ", ".join(f"{number} × {old}" for old, number in one.found.items())
        desk.change(desk.open(one.path), one.path, Moved(one.changes, f"{told} → {new}"))
    file = desk.open(PATH, start="")
    if file.new != before:
        raise WriteError(f"{PATH} changed since it was read", "run the command again")
    desk.put(file, after, PATH, _moved(olds, new, changes, resolve))


def _moved(
    olds: tuple[str, ...], new: str, changes: list[Change], resolve: Callable[[str], str]
) -> Moved:
    if not changes:
        return Moved((), "stays as it is")
    kept = [f"`{old}`" for old in olds if resolve(old) == new]
    stays = "stays as an alias" if len(kept) == 1 else "stay as aliases"
    note = f"{', '.join(kept)} {stays}" if kept else ""
    return Moved(tuple(changes), f"{', '.join(olds)} → {new}", note)


def _refuse_new_name(taxonomy: Taxonomy, old: str, new: str) -> None:
    """Refuse a tag that cannot be renamed, or not to this.

    Raises:
        UsageError: Always says what to do instead.
    """
    if old in built_in().tags:
        entry = f"- {{name: {old}, aliases: [{short(new)}]}}"
        raise UsageError(
            f"`{old}` is built in and keeps its name", f"add your word to {PATH}: `{entry}`"
        )
    if not _NAME.fullmatch(new) or new != new.lower() or len(new) > _LONGEST:
        raise UsageError(
            f"`{short(new)}` is no name of a tag", "write lower case with hyphens, as bad-labels"
        )
    if old == new:
        raise UsageError(f"`{short(old)}` is called so already", "write another name")
    means = taxonomy.resolve(new)
    if taxonomy.knows(new) and means != old:
        told = "is a tag already" if means == new else f"means the tag `{short(means)}` already"
        hint = f"`pmkit tags merge {short(old)} {short(means)}` makes the two one"
        raise UsageError(f"`{short(new)}` {told}", hint)


def _refuse_merge(taxonomy: Taxonomy, old: str, new: str) -> None:
    """Refuse a tag that cannot become a part of `new`.

    Raises:
        UsageError: It is built in, `new` itself, or another word for a third one.
    """
    if old == new:
        raise UsageError(f"`{short(old)}` is the tag to merge into", "name another one first")
    if old in built_in().tags:
        hint = "merge your own tag into it, or take it out of the files one by one"
        raise UsageError(f"`{old}` is built in and stays", hint)
    means = taxonomy.resolve(old)
    if means not in (old, new):
        hint = f"name `{short(means)}`, or move the alias in {PATH}"
        raise UsageError(f"`{short(old)}` is another word for the tag `{short(means)}`", hint)


def _unknown(taxonomy: Taxonomy, used: Collection[str], word: str) -> UsageError:
    if word in taxonomy.aliases:
        means = taxonomy.aliases[word]
        return UsageError(f"`{short(word)}` is another word for `{short(means)}`", "name the tag")
    near = taxonomy.similar(word) or nearest(word.lower(), used)
    hint = f"did you mean `{short(near)}`?" if near else "`pmkit tags` lists all of them"
    return UsageError(f"no tag `{short(word)}` is known or used", hint)
