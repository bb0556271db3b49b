"""Where decisions become bytes: one after the other, journaled before, told of afterwards."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from parsers.lines import shown
from vault.aftercare import Repeat
from vault.append import AppendPlan
from vault.editing import EditContext
from vault.errors import NoSpaceError, NoteBusyError, VaultriageError
from vault.events import Event
from vault.holding import Holding
from vault.index import TaskId
from vault.indexer import Indexer
from vault.journal import Journal, OpenStep
from vault.moving import parted, plan_moves, with_copies_told
from vault.notewrite import Target
from vault.outbox import AGAIN_S, Outbox
from vault.outcomes import Applied, Decision, Outcome, OutcomeKind, by_path, plan_targets, refusal
from vault.pen import Entry, Pen
from vault.recovery import recover
from vault.reverting import Namer, revert
from vault.steps import Step, StepKind
from vault.writer import NoteWriter

if TYPE_CHECKING:
    from vault.capture import CapturePlan

_PATIENCE_S: Final = 0.2
"""Seconds that a screen waits for a note in use, before its decision waits instead."""


class _Haste(Struct, frozen=True):
    """How long a decision may take."""

    wait: Callable[[str], float]
    """Seconds for which a note is to be left alone."""
    patience: float | None
    """Seconds for which a note in use is waited for; None for the writer's own."""
    passing: tuple[type[VaultriageError], ...]
    """Errors that are waited out."""


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
        outbox = Outbox(indexer.saved_by_others, self._pen.last_written, gather_for)
        self._holding = Holding(outbox, indexer, journal, self._pen, context)
        self._namer = Namer(indexer)
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pending(self) -> int:
        """How many decisions wait to be written. Never waits itself."""
        return self._holding.outbox.count

    @property
    def next_due(self) -> float | None:
        """Seconds until `write_held` has something to do; None when nothing waits. As `pending`."""
        earliest = self._holding.outbox.earliest
        return None if earliest is None else max(0.0, earliest - time.monotonic())

    def recover(self) -> tuple[str, ...]:
        """Finish what other runs have left; a sentence for what could not be."""
        with self._lock:
            remarks = recover(self._journal, self._writer)
            self._holding.take_over(self._namer)
            written = self._holding.write(self._holding.outbox.paths())
            left = self._holding.outbox.count
            noun = "decision" if left == 1 else "decisions"
            wait = f"{left} {noun} of an earlier run could not be written yet, and will be later."
            return (*remarks, *_remarks_on(written), *([wait] if left else []))

    def apply(self, decisions: Sequence[Decision], reason: str = "") -> Applied:
        """Write decisions, each note once, as one step to undo; one refusal stops no other.

        What there is no room for is kept and written later. `reason` is kept with the step.
        """
        passing = (NoSpaceError,) if self._journal.is_lasting else ()
        with self._lock:
            return self._decide(decisions, _Haste(lambda _path: 0.0, None, passing), reason)[-1]

    def decide(self, decisions: Sequence[Decision], reason: str = "") -> list[Applied]:
        """The same for a note at rest; others gather what is decided, or are waited for.

        What is still to be written has the outcome PENDING, and comes later from `write_held`. The
        last that is returned is of these decisions; before it comes what had to be written first.
        """
        if self._writer.read_only:
            return [self.apply(decisions, reason)]
        haste = _Haste(self._holding.outbox.wait, _PATIENCE_S, (NoSpaceError, NoteBusyError))
        with self._lock:
            return self._decide(decisions, haste, reason)

    def capture(self, wanted: "CapturePlan") -> Applied:
        """Add a line to a note, which is made when it is not there. Raises VaultriageError."""
        from vault.capture_outcome import captured  # noqa: PLC0415 - one command needs it

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
            outbox = self._holding.outbox
            outbox.leave(leaving)
            return self._holding.write(outbox.paths() if everything else outbox.due())

    def undo(self) -> Applied | None:
        """Take the newest step back, whoever made it; None when there is none.

        What of it, or of a newer one, could not be written yet is let go.
        """
        with self._lock:
            step = self._journal.last_done()
            waits = self._holding.newest_step()
            if step and step.id > waits:
                return self._undo(step)
            if not waits:
                return None
            let_go = self._holding.let_go(waits)
            if step is None or step.id != waits:
                return let_go
            reverted = self._undo(step)
            return replace(reverted, outcomes=reverted.outcomes + let_go.outcomes)

    def _undo(self, step: Step) -> Applied:
        """Take it back; or, if that is refused and was before, the next older one that can be."""
        first = applied = self._revert(step, StepKind.UNDO)
        while step.refused and applied.failures and not applied.written:
            older = self._journal.last_done(before=step.id)
            if older is None:
                return first
            step = older
            applied = self._revert(step, StepKind.UNDO)
        return applied

    def redo(self) -> Applied | None:
        """Make the step that was taken back last again; None when there is none."""
        with self._lock:
            step = self._journal.last_undone()
            return self._revert(step, StepKind.REDO) if step else None

    def _revert(self, step: Step, kind: StepKind) -> Applied:
        return revert(step, kind, self._journal, self._pen, self._namer.with_task_id)

    def repeat(self, repeat: Repeat) -> bool:
        """Make again what a stale save undid; False when the note cannot be written."""
        with self._lock:
            return self._pen.repeat(repeat)

    def close(self) -> list[Applied]:
        """Write what waits; what cannot be written is left to the next run. Once is enough."""
        with self._lock:
            if self._closed:
                return []
            self._closed = True
            written = self._holding.write(self._holding.outbox.paths())
            self._journal.close()
            return written

    # Deciding

    def _decide(
        self,
        decisions: Sequence[Decision],
        haste: "_Haste",
        reason: str,
    ) -> list[Applied]:
        name = decisions[0].edit.name if decisions else ""
        before: list[Applied] = []
        outcomes: dict[TaskId, Outcome] = {}
        step = self._journal.begin(name, reason=reason)
        moving, staying = parted(decisions)
        holds = self._holding.outbox.holds
        if moving:
            before += self._holding.write({decision.found.path for decision in moving})
            outcomes |= self._move(moving, step)
        for path, group in by_path(staying):
            seconds = haste.wait(path)
            if not seconds or any(holds(decision.found) for decision in group):
                before += self._holding.write([path])
            outcomes |= {d.found.id: _waits_already(d) for d in group if holds(d.found)}
            now = self._as_now([d for d in group if not holds(d.found)])
            targets, refused = plan_targets(now, self._context())
            outcomes |= refused
            if targets and seconds:
                outcomes |= self._holding.hold(step, now, targets, seconds)
            elif targets:
                outcomes |= self._write_or_hold(step, now, targets, haste)
        unique = dict.fromkeys(decision.found.id for decision in decisions)
        made = tuple(outcomes[task_id] for task_id in unique)
        return [*before, Applied(name, "", made, tuple(decisions))]

    def _as_now(self, decisions: Sequence[Decision]) -> list[Decision]:
        return [replace(d, found=self._indexer.as_now(d.found)) for d in decisions]

    def _move(self, decisions: Sequence[Decision], step: OpenStep) -> dict[TaskId, Outcome]:
        """Take lines to another note at once: it is written first."""
        moves = plan_moves(
            self._as_now(decisions), self._context(), lambda path: self._writer.read(path)[0]
        )
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
        haste: "_Haste",
    ) -> dict[TaskId, Outcome]:
        path = group[0].found.path
        if self._holding.outbox.of(path):  # it could not be written just now
            return self._holding.hold(step, group, targets, AGAIN_S)
        outcomes = self._pen.write(path, [Entry(step, targets)], patience=haste.patience)
        errors = (outcome.error for outcome in outcomes.values())
        error = next((error for error in errors if isinstance(error, haste.passing)), None)
        if error is None:
            return outcomes
        held = self._holding.hold(step, group, targets, AGAIN_S)
        return {task_id: self._told(outcome, error) for task_id, outcome in held.items()}

    def _told(self, outcome: Outcome, error: VaultriageError) -> Outcome:
        if outcome.kind is not OutcomeKind.PENDING:
            return outcome
        until = "" if self._journal.is_lasting else ", as long as vaultriage runs"
        kept = f"The decision is kept, and is written as soon as that works{until}."
        return replace(outcome, error=error, message=f"{error.message} {kept}")


def _waits_already(decision: Decision) -> Outcome:
    error = NoteBusyError(
        "A decision on this task waits to be written already.",
        "Take it back with undo, or wait until its note can be written.",
    )
    return refusal(decision, error)


def _remarks_on(applied: Iterable[Applied]) -> Iterator[str]:
    for one in applied:
        for outcome in one.failures:
            yield (
                f"A decision in {shown(outcome.path)} was left waiting and could not be written: "
                f"{outcome.message}"
            )
