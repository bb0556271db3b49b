"""Where decisions become bytes: one after the other, journaled before, told of afterwards."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from parsers.lines import shown
from vault.aftercare import Repeat
from vault.append import AppendPlan
from vault.capture import CapturePlan
from vault.capture_outcome import captured
from vault.edits import EditContext
from vault.errors import NoSpaceError, NoteBusyError, VaultriageError
from vault.events import Event
from vault.index import TaskId
from vault.indexer import Indexer
from vault.journal import Journal, OpenStep
from vault.moving import left_alone, moves_lines, parted, plan_moves, with_copies_told
from vault.notewrite import (
    NotePlan,
    Target,
    change_awaiting,
    target_to_revert,
)
from vault.outbox import AGAIN_S, Held, Outbox
from vault.outcomes import (
    Applied,
    Decision,
    Outcome,
    by_path,
    can_be_tried_again,
    failed,
    plan_targets,
    settled,
    waiting,
)
from vault.pen import Entry, Pen
from vault.recovery import recover
from vault.steps import Change, Step, StepKind
from vault.writer import NoteWriter

_Errors = tuple[type[VaultriageError], ...]
_PASSING: Final[_Errors] = (NoSpaceError, NoteBusyError)
_NOT_WRITTEN: Final = "It had not been written yet, and now it will not be."


class Scribe:
    """Applies, holds, takes back and makes again. Any thread may call it; one at a time works."""

    def __init__(
        self,
        indexer: Indexer,
        writer: NoteWriter,
        journal: Journal,
        context: Callable[[], EditContext],
        tell: Callable[[Event], None],
        *,
        gather_for: float,
    ) -> None:
        """`context`: what verbs may ask, as of now. `gather_for`: seconds, for `decide`."""
        self._indexer = indexer
        self._writer = writer
        self._journal = journal
        self._context = context
        self._pen = Pen(indexer, writer, journal, tell)
        self._outbox = Outbox(indexer.saved_by_others, self._pen.last_written, gather_for)
        self._unseen = count(1)
        self._lock = threading.Lock()

    @property
    def pending(self) -> int:
        """How many decisions wait to be written."""
        with self._lock:
            return self._outbox.count

    @property
    def next_due(self) -> float | None:
        """Seconds until `write_held` has something to do; None when nothing waits."""
        with self._lock:
            return self._outbox.next_due()

    def recover(self) -> tuple[str, ...]:
        """Finish what other runs have left; a sentence for what could not be."""
        with self._lock:
            remarks = recover(self._journal, self._writer)
            self._take_over()
            written = self._write_held(self._outbox.paths())
            left = f"{self._outbox.count} decisions of before still wait to be written."
            return (*remarks, *_remarks_on(written), *([left] if self._outbox.count else []))

    def apply(self, decisions: Sequence[Decision], reason: str = "") -> Applied:
        """Write decisions, each note once, as one step to undo; one refusal stops no other.

        What there is no room for is kept and written later. `reason` is kept with the step.
        """
        with self._lock:
            return self._decide(decisions, lambda _path: 0.0, (NoSpaceError,), reason)[-1]

    def decide(self, decisions: Sequence[Decision], reason: str = "") -> list[Applied]:
        """The same for a note at rest; others gather what is decided, or are waited for.

        What is still to be written has the outcome PENDING, and comes later from `write_held`. The
        last that is returned is of these decisions; before it comes what had to be written first.
        """
        with self._lock:
            return self._decide(decisions, self._outbox.wait, _PASSING, reason)

    def capture(self, wanted: CapturePlan) -> Applied:
        """Add a line to a note, which is made when it is not there. Raises VaultriageError."""
        with self._lock:
            if wanted.is_new:
                self._writer.create(wanted.path, wanted.base)
            (change,) = self._pen.add(wanted.path, wanted.plan, self._journal.begin("capture"))
            number = change.after.number + (change.kept or 0)
            tasks = self._indexer.in_note(wanted.path)
            task_id = next((t.id for t in tasks if t.at.number == number), TaskId(0))
            return captured(wanted, number, task_id)

    def write_held(self, *, leaving: str = "", everything: bool = False) -> list[Applied]:
        """Write what waits and is due; `leaving` a note, also what it gathers."""
        with self._lock:
            self._outbox.leave(leaving)
            return self._write_held(self._outbox.paths() if everything else self._outbox.due())

    def undo(self) -> Applied | None:
        """Take the newest step back, whoever made it; None when there is none.

        What of it, or of a newer one, could not be written yet is let go.
        """
        with self._lock:
            step = self._journal.last_done()
            waits = max((held.step.id or 0 for held in self._outbox), default=0)
            if not waits or (step and step.id > waits):
                return self._revert(step, StepKind.UNDO)
            let_go = self._let_go([held for held in self._outbox if held.step.id == waits])
            if step is None or step.id != waits:
                return let_go
            reverted = self._revert(step, StepKind.UNDO)
            return reverted and replace(reverted, outcomes=reverted.outcomes + let_go.outcomes)

    def redo(self) -> Applied | None:
        """Make the step that was taken back last again; None when there is none."""
        with self._lock:
            return self._revert(self._journal.last_undone(), StepKind.REDO)

    def repeat(self, repeat: Repeat) -> bool:
        """Make again what a stale save undid; False when the note cannot be written."""
        with self._lock:
            return self._pen.repeat(repeat)

    def close(self) -> list[Applied]:
        """Write what waits; what cannot be written is left to the next run."""
        with self._lock:
            written = self._write_held(self._outbox.paths())
            self._journal.close()
            return written

    # Deciding

    def _decide(
        self,
        decisions: Sequence[Decision],
        wait: Callable[[str], float],
        passing: _Errors,
        reason: str,
    ) -> list[Applied]:
        """`passing`: errors that are waited out."""
        name = decisions[0].edit.name if decisions else ""
        before: list[Applied] = []
        outcomes: dict[TaskId, Outcome] = {}
        step = self._journal.begin(name, reason=reason)
        moving, staying = parted(decisions)
        if moving:
            before += self._write_held({decision.found.path for decision in moving})
            outcomes |= self._move(moving, step)
        for path, group in by_path(staying):
            if any(self._outbox.holds(path, decision.found.id) for decision in group):
                before += self._write_held([path])
            now = [replace(d, found=self._indexer.as_now(d.found)) for d in group]
            targets, refused = plan_targets(now, self._context())
            outcomes |= refused
            if targets and (seconds := wait(path)):
                outcomes |= self._hold(step, now, targets, seconds)
            elif targets:
                before += self._write_held([path])
                outcomes |= self._write_or_hold(step, now, targets, passing)
        unique = dict.fromkeys(decision.found.id for decision in decisions)
        made = tuple(outcomes[task_id] for task_id in unique)
        return [*before, Applied(name, "", made, tuple(decisions))]

    def _move(self, decisions: Sequence[Decision], step: OpenStep) -> dict[TaskId, Outcome]:
        """Take lines to another note at once: it is written first."""
        now = [replace(d, found=self._indexer.as_now(d.found)) for d in decisions]
        moves = plan_moves(now, self._context(), lambda path: self._writer.read(path)[0])
        if not moves.blocks:
            return moves.outcomes
        try:
            self._writer.create(moves.to, b"")
            self._pen.add(moves.to, AppendPlan(moves.blocks), step)
        except VaultriageError as error:
            return moves.failed(error)
        written: dict[TaskId, Outcome] = {}
        for path, targets in moves.notes:
            written |= self._pen.write(path, [Entry(step, targets)])
        return moves.settled(with_copies_told(written, moves.to))

    def _write_or_hold(
        self,
        step: OpenStep,
        group: Sequence[Decision],
        targets: Sequence[Target],
        passing: _Errors,
    ) -> dict[TaskId, Outcome]:
        path = group[0].found.path
        outcomes = self._pen.write(path, [Entry(step, targets)])
        errors = (outcome.error for outcome in outcomes.values())
        error = next((error for error in errors if isinstance(error, passing)), None)
        if error is None:
            return outcomes
        held = self._hold(step, group, targets, AGAIN_S)
        return {i: replace(one, error=error, message=_kept(error)) for i, one in held.items()}

    def _hold(
        self,
        step: OpenStep,
        group: Sequence[Decision],
        targets: Sequence[Target],
        seconds: float,
    ) -> dict[TaskId, Outcome]:
        path, name = group[0].found.path, group[0].edit.name
        real = tuple(target for target in targets if target.replacement is not None)
        outcomes = settled(path, targets, NotePlan(()), ())
        if not real:
            return outcomes
        try:
            pending = step.hold(path, [change_awaiting(path, target) for target in real])
        except VaultriageError as error:
            return {target.task_id: failed(path, target, error) for target in targets}
        held = Held(pending, step, name, path, tuple(group), real, time.monotonic())
        self._outbox.hold(held, seconds)
        return outcomes | {target.task_id: waiting(path, target) for target in real}

    # What waits

    def _take_over(self) -> None:
        for left in self._journal.pending.claim():
            step = self._journal.continue_step(left.step)
            targets = tuple(target_to_revert(self._with_task_id(c)) for c in left.changes)
            since = time.monotonic()
            self._outbox.hold(Held(left.id, step, left.name, left.path, (), targets, since), 0)

    def _write_held(self, paths: Iterable[str]) -> list[Applied]:
        return [applied for path in paths for applied in self._write_held_of(path)]

    def _write_held_of(self, path: str) -> list[Applied]:
        held = self._outbox.take(path)
        if not held:
            return []
        entries, refused = [], dict[TaskId, Outcome]()
        for one in held:
            targets, no = self._targets_now(one)
            entries.append(Entry(one.step, targets))
            refused |= no
        outcomes = refused | self._pen.write(path, entries)
        if any(isinstance(outcome.error, _PASSING) for outcome in outcomes.values()):
            for one in held:
                self._outbox.hold_again(one)
            return []
        for one in held:
            self._journal.pending.drop(one.id)
        return [_applied(one, outcomes) for one in held]

    def _targets_now(self, held: Held) -> tuple[Sequence[Target], dict[TaskId, Outcome]]:
        if not held.decisions:
            return held.targets, {}
        now = [replace(d, found=self._indexer.as_now(d.found)) for d in held.decisions]
        return plan_targets(now, self._context())

    def _let_go(self, step: Sequence[Held]) -> Applied:
        """Forget what one step has left to write."""
        outcomes: list[Outcome] = []
        for held in step:
            self._outbox.drop(held)
            self._journal.pending.drop(held.id)
            outcomes += settled(held.path, held.targets, NotePlan(()), ()).values()
        made = tuple(replace(outcome, message=_NOT_WRITTEN) for outcome in outcomes)
        return Applied(step[0].name, f"{step[0].name} “{made[0].text}”", made)

    # Going back and forth

    def _revert(self, step: Step | None, kind: StepKind) -> Applied | None:
        if step is None:
            return None
        outcomes: list[Outcome] = []
        again = self._journal.begin(step.name, kind, step.reason)
        notes, is_move = list(step.by_path()), moves_lines(step)
        for path, changes in reversed(notes) if is_move else notes:
            targets = [target_to_revert(self._with_task_id(c)) for c in changes]
            if is_move and any(outcome.error for outcome in outcomes):
                outcomes += left_alone(path, targets).values()
            else:
                outcomes += self._pen.write(path, [Entry(again, targets)]).values()
        if again.id is not None or not any(map(can_be_tried_again, outcomes)):
            self._journal.set_taken_back(step.id)
        return Applied(step.name, step.label, tuple(outcomes))

    def _with_task_id(self, change: Change) -> Change:
        """The change with the id of its task, if another run of the program made it."""
        if change.task_id:
            return change
        unseen = TaskId(-next(self._unseen))
        if change.kept is None:
            return replace(change, task_id=unseen)
        line, number = change.after.lines[change.kept], change.after.number + change.kept
        twins = [found for found in self._indexer.in_note(change.path) if found.at.raw == line]
        nearest = min(twins, key=lambda found: abs(found.at.number - number), default=None)
        return replace(change, task_id=nearest.id if nearest else unseen)


def _kept(error: VaultriageError) -> str:
    return f"{error.message} The decision is kept, and is written as soon as that works."


def _applied(held: Held, outcomes: dict[TaskId, Outcome]) -> Applied:
    made = tuple(outcomes[target.task_id] for target in held.targets)
    return Applied(held.name, "", made, held.decisions)


def _remarks_on(applied: Iterable[Applied]) -> Iterator[str]:
    for one in applied:
        for outcome in one.failures:
            yield (
                f"A decision in {shown(outcome.path)} was left waiting and could not be written: "
                f"{outcome.message}"
            )
