"""Where changes become files: everything is checked before the first byte is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pmkit.config import Repository
from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.read import read_document
from pmkit.edits.change import EditRefused, Item
from pmkit.edits.edit import edit
from pmkit.edits.entry import add_entry
from pmkit.errors import PmkitError, WriteError
from pmkit.files import FileProblem, create, read_bytes
from pmkit.load import limits_of
from pmkit.model.finding import Finding, Level
from pmkit.progress.moves import Moved
from pmkit.registers import Registers
from pmkit.rewrite import Rewrite, rewrite
from pmkit.rules.choose import choose
from pmkit.rules.run import lint_text
from pmkit.visible import visible

_OWNER_GONE = "PM221"
"""That somebody left is no reason to refuse a move: what is opened again needs a new owner then."""


@dataclass(frozen=True, slots=True)
class Done:
    """One action or post-mortem and what became of it."""

    ref: str
    moved: Moved


@dataclass(slots=True)
class Edited:
    """One file before and after; `old` is None while it is not there."""

    path: str
    old: bytes | None
    new: bytes
    done: list[Done] = field(default_factory=list)


@dataclass
class Desk:
    """What changes are made on; use it while the repository is locked.

    Each step is made in memory, whole or not at all, and `write` ends them.
    """

    repository: Repository
    registers: Registers
    as_of: date
    _open: dict[str, Edited] = field(default_factory=dict)

    @property
    def files(self) -> list[Edited]:
        """The files that were touched, in the order in which that began."""
        return list(self._open.values())

    def open(self, path: str, start: str | None = None) -> Edited:
        """Return the file at `path` as it stands after the steps so far.

        Args:
            start: What it begins with where there is none yet.

        Raises:
            WriteError: It cannot be read.
        """
        if path not in self._open:
            if start is not None and not os.path.lexists(self.repository.root / path):
                return self._open.setdefault(path, Edited(path, None, start.encode()))
            try:
                raw = read_bytes(self.repository.root / path, self.repository.basics.file_bytes)
            except FileProblem as problem:
                raise WriteError(f"{visible(path)}: {problem.message}", problem.hint) from None
            self._open[path] = Edited(path, raw, raw)
        return self._open[path]

    def read(self, file: Edited) -> Reading:
        """Return what `file` says after the steps so far.

        Raises:
            EditRefused: It cannot be read as a post-mortem.
        """
        document = read_document(file.new, limits_of(self.repository))
        if document.root is None:
            problem = document.problems[0]
            raise EditRefused(f"{visible(file.path)}: {problem.message}", problem.hint)
        return read_postmortem(document)

    def change(self, file: Edited, ref: str, moved: Moved) -> None:
        """Make one step in a post-mortem, in memory.

        Raises:
            PmkitError: It is not possible, or would make the file worse than it is.
        """
        try:
            new = edit(file.new, moved.changes, limits_of(self.repository))
        except EditRefused as error:
            raise EditRefused(f"{visible(ref)}: {error.message}", error.hint) from None
        self._refuse_errors(file.path, file.new, new)
        self.put(file, new, ref, moved)

    def put(self, file: Edited, new: bytes, ref: str, moved: Moved) -> None:
        """Take `new` as what `file` says after this step."""
        file.new = new
        file.done.append(Done(ref, moved))

    def add_entry(self, file: Edited, name: str, item: Item, moved: Moved) -> None:
        """Add an entry to the end of the register called `name`, in memory.

        Raises:
            EditRefused: It is no list of entries that can be added to.
        """
        try:
            new = add_entry(file.new, name, item)
        except EditRefused as error:
            raise EditRefused(f"{file.path}: {error.message}", error.hint) from None
        self.put(file, new, file.path, moved)

    def write(self) -> None:
        """Write what was prepared, all of it or nothing.

        Raises:
            WriteError: A file could not be written.
        """
        root = self.repository.root
        there = [Rewrite(f.path, f.old, f.new) for f in self.files if f.old is not None]
        rewrite(root, there)
        for file in self.files:
            if file.old is None:
                create(root / file.path, file.new)

    def _refuse_errors(self, path: str, old: bytes, new: bytes) -> None:
        """Refuse what would make the file worse than it is.

        Raises:
            PmkitError: The file would have an error that it has not now.
        """
        if new == old:
            return
        before, after = (self._errors(path, raw) for raw in (old, new))
        more = Counter(item.code for item in after) - Counter(item.code for item in before)
        known = {(item.code, item.message) for item in before}
        for item in after:
            if item.code in more and (item.code, item.message) not in known:
                raise PmkitError(
                    f"{visible(path)} would have an error: {item.code} {item.message}",
                    f"nothing was written; {item.hint}",
                )

    def _errors(self, path: str, raw: bytes) -> list[Finding]:
        chosen = choose(self.repository)
        document = read_document(raw, limits_of(self.repository))
        found = lint_text(
            self.repository, path, document, chosen, self.as_of, registers=self.registers
        )
        return [item for item in found if item.severity is Level.ERROR and item.code != _OWNER_GONE]


Step: TypeAlias = Callable[[Desk], None]
"""One change, made on a desk; it raises a PmkitError where it is not possible."""
