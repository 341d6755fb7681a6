"""Where moves become files: everything is checked before the first byte is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pmkit.config import Repository
from pmkit.document.hydrate import Reading, read_postmortem
from pmkit.document.nodes import Mapping, Scalar, find
from pmkit.document.read import read_document
from pmkit.edits.change import Change, EditRefused
from pmkit.edits.edit import edit
from pmkit.errors import PmkitError, UsageError, WriteError
from pmkit.files import FileProblem, read_bytes
from pmkit.load import limits_of
from pmkit.model.finding import Finding, Level
from pmkit.progress.adding import NewAction, add, find_same, next_id
from pmkit.progress.moves import Move, Moved, Standing
from pmkit.record import ActionRecord, Record
from pmkit.registers import Registers
from pmkit.reports.tracked import ref_of
from pmkit.rewrite import Rewrite, rewrite
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import lint_text
from pmkit.visible import short, visible


@dataclass(frozen=True, slots=True)
class Done:
    """One action and what became of it."""

    ref: str
    moved: Moved


@dataclass(slots=True)
class Edited:
    """One file before and after."""

    path: str
    old: bytes
    new: bytes
    done: list[Done]


def same_person(registers: Registers, one: str, other: str) -> bool:
    """Tell whether two words name one person: a handle, a name, an alias, whatever the case."""
    first, second = registers.person(one), registers.person(other)
    if first and second:
        return first.handle == second.handle
    return one.strip().lstrip("@").casefold() == other.strip().lstrip("@").casefold()


@dataclass
class Desk:
    """What moves are made with; use it while the repository is locked."""

    repository: Repository
    registers: Registers
    as_of: date

    def prepare(self, wanted: Iterable[tuple[Record, ActionRecord]], move: Move) -> list[Edited]:
        """Make `move` with every action, in memory.

        Raises:
            PmkitError: One of them is not possible.
        """
        files: dict[str, Edited] = {}
        for record, action in wanted:
            file = files.get(record.path) or self._open(record)
            files[record.path] = file
            index = record.actions.index(action)
            ref = ref_of(record, index)
            if any(done.ref == ref for done in file.done):
                continue
            standing = self._standing(file, ref, action.id, index)
            moved = move(standing)
            file.new = self._edited(file, ref, moved.changes)
            file.done.append(Done(ref, moved))
        for file in files.values():
            self._refuse_errors(file)
        return list(files.values())

    def prepare_new(self, record: Record, new: NewAction) -> Edited:
        """Add an action to a post-mortem, in memory.

        Raises:
            PmkitError: It is not possible.
        """
        file = self._open(record)
        pm = self._reading(file).postmortem
        if there := find_same(pm, new):
            moved = Moved((), "is there already")
            return Edited(file.path, file.old, file.new, [Done(f"{record.id}:{there}", moved)])
        known = {cause.id for cause in pm.causes}
        for cause in new.addresses:
            if cause not in known:
                ids = ", ".join(visible(word or "") for word in sorted(filter(None, known)))
                raise UsageError(
                    f"{visible(record.id)} has no cause `{short(cause)}`",
                    f"its causes: {ids or 'none'}",
                )
        action_id = next_id(action.id for action in pm.actions if action.id)
        ref = f"{record.id}:{action_id}"
        moved = Moved((add(action_id, new),), "added")
        file.new = self._edited(file, ref, moved.changes)
        file.done.append(Done(ref, moved))
        self._refuse_errors(file)
        return file

    def write(self, files: Sequence[Edited]) -> None:
        """Write what was prepared, all of it or nothing.

        Raises:
            WriteError: A file could not be written.
        """
        rewrite(self.repository.root, [Rewrite(file.path, file.old, file.new) for file in files])

    def _open(self, record: Record) -> Edited:
        cap = self.repository.basics.file_bytes
        try:
            raw = read_bytes(self.repository.root / record.path, cap)
        except FileProblem as problem:
            raise WriteError(f"{visible(record.path)}: {problem.message}", problem.hint) from None
        return Edited(record.path, raw, raw, [])

    def _reading(self, file: Edited) -> Reading:
        document = read_document(file.new, limits_of(self.repository))
        if document.root is None:
            problem = document.problems[0]
            raise EditRefused(f"{visible(file.path)}: {problem.message}", problem.hint)
        return read_postmortem(document)

    def _standing(self, file: Edited, ref: str, action_id: str | None, index: int) -> Standing:
        reading = self._reading(file)
        actions = reading.postmortem.actions
        if action_id:
            places = [n for n, action in enumerate(actions) if action.id == action_id]
        else:
            places = [index] if index < len(actions) and not actions[index].id else []
        if len(places) != 1:
            raise WriteError(f"{visible(ref)} changed since it was read", "run the command again")
        path = reading.origin(("actions", places[0]))
        root, action = reading.document.root, actions[places[0]]
        node = find(root, path) if root else None
        keys = frozenset(node.entries) if isinstance(node, Mapping) else frozenset()
        status = node.entries.get("status") if isinstance(node, Mapping) else None
        if isinstance(status, Scalar) and status.value not in ("", action.status):
            raise EditRefused(
                f"{visible(ref)} has the status `{short(status.value)}`, which is none",
                "correct it first; `pmkit lint` names the line",
            )
        return Standing(
            visible(ref),
            path,
            action,
            keys,
            lambda one, other: same_person(self.registers, one, other),
        )

    def _edited(self, file: Edited, ref: str, changes: Sequence[Change]) -> bytes:
        try:
            return edit(file.new, changes, limits_of(self.repository))
        except EditRefused as error:
            raise EditRefused(f"{visible(ref)}: {error.message}", error.hint) from None

    def _refuse_errors(self, file: Edited) -> None:
        """Refuse what would make the file worse than it is.

        Raises:
            PmkitError: The file would have an error that it has not now.
        """
        if file.new == file.old:
            return
        before, after = (self._errors(file.path, raw) for raw in (file.old, file.new))
        more = Counter(item.code for item in after) - Counter(item.code for item in before)
        known = {(item.code, item.message) for item in before}
        for item in after:
            if item.code in more and (item.code, item.message) not in known:
                raise PmkitError(
                    f"{visible(file.path)} would have an error: {item.code} {item.message}",
                    f"nothing was written; {item.hint}",
                )

    def _errors(self, path: str, raw: bytes) -> list[Finding]:
        settings = self.repository.settings.lint
        chosen = select(load_rules(), settings.select, settings.ignore)
        document = read_document(raw, limits_of(self.repository))
        found = lint_text(self.repository, path, document, chosen, self.as_of)
        return [item for item in found if item.severity is Level.ERROR]
