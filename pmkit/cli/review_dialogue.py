"""A review as a conversation: the state of each action, then what it all came to.

Every answer is tried at once on a desk of its own, so that what is not possible is said and asked
again. Nothing is written before the last answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pmkit.cli.change_options import read_person
from pmkit.cli.complaints import complain
from pmkit.cli.dialogue import ask, ask_day, ask_text, pick, tell
from pmkit.cli.session import Session
from pmkit.errors import PmkitError, UsageError
from pmkit.extract import read_record
from pmkit.model.enums import ActionStatus, Result, ReviewKind
from pmkit.progress import moves
from pmkit.progress.days import read_when
from pmkit.progress.desk import Desk, Step
from pmkit.progress.reviewing import NewReview, in_place, record_review, require_begun
from pmkit.progress.standing import move_action
from pmkit.render.page import Line, Section, facts, to_text
from pmkit.render.words import count
from pmkit.reports.tracked import ref_of
from pmkit.visible import visible

if TYPE_CHECKING:
    from pmkit.model.parts import Action
    from pmkit.record import Record

Thing = TypeVar("Thing")

_STAYS = {
    ActionStatus.OPEN: "still open",
    ActionStatus.IN_PROGRESS: "still in progress",
    ActionStatus.IMPLEMENTED: "still to be verified",
}
_RESULTS = tuple(Result)


@dataclass
class Dialogue:
    """One conversation, about one post-mortem or several.

    Attributes:
        steps: What was agreed so far.
    """

    session: Session
    today: date
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        session = self.session
        self._desk = Desk(session.repository, session.library.registers, self.today)

    def review(self, record: Record, new: NewReview) -> None:
        """Ask for all that is to be recorded of one review and is not in `new` yet.

        Raises:
            PmkitError: What was given is not possible.
            typer.Abort: Somebody would rather stop.
        """
        reading = self._desk.read(self._desk.open(record.path))
        require_begun(record.id, reading.postmortem, new.kind, new.held_on)
        record = read_record(record.path, reading)
        pending = [one for one in enumerate(reading.postmortem.actions) if one[1].status in _STAYS]
        if new.kind is not ReviewKind.THIRTY_DAY:
            pending = []
        if pending or new.outcome is None:
            apart = "\n" if self.steps else ""
            tell(f"{apart}{visible(record.id)}\n{new.kind} review, held on {new.held_on}")
        for index, action in pending:
            _again(partial(self._ask_action, record, index, action, new.held_on))
        if new.outcome:
            self._take(partial(record_review, record=record, new=new))
        else:
            _again(lambda: self._ask_outcome(record, new))

    def _take(self, step: Step) -> None:
        """Add a step to what was agreed.

        Raises:
            PmkitError: It is not possible.
        """
        step(self._desk)
        self.steps.append(step)

    def _ask_action(self, record: Record, index: int, action: Action, on: date) -> None:
        self._show(record, index, action)
        possible = [move for move in _MOVES if move in moves.possible(action.status)]
        choices = [_STAYS[action.status], *(_MOVES[move][0] for move in possible)]
        place = pick("State (Enter: as it is)", choices, self.session.width)
        if place:
            move = _MOVES[possible[place - 1]][1](self, on)
            action_there = record.actions[index]
            self._take(partial(move_action, record=record, action=action_there, move=move))

    def _show(self, record: Record, index: int, action: Action) -> None:
        """Tell what the next question is about."""
        owner = action.owner or "nobody"
        deadline = f"deadline {action.deadline}" if action.deadline else "no deadline"
        name = ref_of(record, index).rpartition(":")[2]
        told = (("verification", action.verification), ("evidence", action.evidence))
        lines = (Line(action.what or ""), *facts(told))
        section = Section(f"{name} {action.status}, {owner}, {deadline}", lines)
        tell("\n" + to_text([section], self.session.width, color=False).rstrip())

    def _ask_outcome(self, record: Record, new: NewReview) -> None:
        tell("")
        if new.kind is ReviewKind.THIRTY_DAY:
            pm = self._desk.read(self._desk.open(record.path)).postmortem
            found = in_place(pm.actions)
            if found.speaks_for:
                are = "is" if found.done == 1 else "are"
                placed = f"{found.done} of {count(found.of, 'action')} {are} in place"
                tell(f"{placed}; that would be {found.speaks_for}")
        whole = replace(new, outcome=_ask_result("Outcome", self.session.width))
        whole = replace(whole, note=whole.note or ask("Note (Enter: none)") or None)
        self._take(partial(record_review, record=record, new=whole))

    def _implement(self, on: date) -> moves.Move:
        evidence, day = ask_text("Evidence"), ask_day("Done on", on, self.today)
        return lambda at: moves.implement(at, day, evidence)

    def _verify(self, on: date) -> moves.Move:
        result = _ask_result("Result", self.session.width)
        checker = read_person(self.session, "Checked by", ask("Checked by, not its owner"))
        day = ask_day("Checked on", on, self.today)
        return lambda at: moves.verify(at, day, result, checker)

    def _defer(self, _on: date) -> moves.Move:
        to = read_when("New deadline", ask("New deadline (DATE, +2w, eom)"), self.today)
        why = ask_text("Why")
        return lambda at: moves.defer(at, to, why)

    def _cancel(self, _on: date) -> moves.Move:
        why = ask_text("Why")
        return lambda at: moves.cancel(at, why)


_MOVES: dict[str, tuple[str, Callable[[Dialogue, date], moves.Move]]] = {
    "start": ("in progress", lambda _dialogue, _on: moves.start),
    "implement": ("implemented", Dialogue._implement),
    "verify": ("verified", Dialogue._verify),
    "reopen": ("open again", lambda _dialogue, _on: moves.reopen),
    "defer": ("deferred", Dialogue._defer),
    "cancel": ("cancelled", Dialogue._cancel),
}
"""What an action becomes by each move that a review asks about, and what is asked for it."""


def _ask_result(question: str, width: int) -> Result:
    place = pick(question, _RESULTS, width)
    if place is None:
        raise UsageError(f"{question} is empty", f"type a number, 1 to {len(_RESULTS)}")
    return _RESULTS[place]


def _again(question: Callable[[], Thing]) -> Thing:
    """Ask until the answer is possible."""
    while True:
        try:
            return question()
        except PmkitError as error:
            complain(error)
