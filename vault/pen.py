"""Writes what one note is to have: journal first, then the note, then the index."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from vault.aftercare import Repeat
from vault.append import AppendPlan
from vault.errors import UnsureError, VaultriageError
from vault.events import Event, IndexChanged
from vault.index import TaskId
from vault.indexer import Indexer
from vault.journal import Journal, OpenStep
from vault.notewrite import NotePlan, Target, moved_tasks
from vault.outcomes import Outcome, failed, settled
from vault.recording import RecordedWrite
from vault.splices import Plan
from vault.steps import Change
from vault.writer import NoteWriter, Written

_REPEAT_PATIENCE_S: Final = 0.1
"""What cannot be made again now is tried again at the next look."""


class Entry(Struct, frozen=True):
    """What one step writes into a note."""

    step: OpenStep
    targets: Sequence[Target]


class Pen:
    """One thread at a time."""

    def __init__(
        self,
        indexer: Indexer,
        writer: NoteWriter,
        journal: Journal,
        tell: Callable[[Event], None],
    ) -> None:
        self._indexer = indexer
        self._writer = writer
        self._journal = journal
        self._tell = tell
        self._written: dict[str, float] = {}

    def last_written(self, path: str) -> float | None:
        """When decisions were last written into this note, by the monotonic clock."""
        return self._written.get(path)

    def write(
        self, path: str, entries: Sequence[Entry], *, patience: float | None = None
    ) -> dict[TaskId, Outcome]:
        """Write the note once, whatever number of steps it is for; an outcome for each target.

        `patience`: seconds for which a note that is in use is waited for, in the place of the
        writer's own.
        """
        targets = [target for entry in entries for target in entry.targets]
        steps = [entry.step for entry in entries for _ in entry.targets]
        if not targets:
            return {}
        plan = NotePlan(targets)
        recorded = RecordedWrite(
            self._journal,
            path,
            lambda revision: plan.parts(path, revision.before, steps.__getitem__),
        )
        try:
            written = self._write(path, plan, recorded, patience)
        except VaultriageError as error:
            return {target.task_id: failed(path, target, error) for target in targets}
        changes = plan.changes(path, written.after)
        self._take_in(path, written, changes)
        return settled(path, targets, plan, changes)

    def add(self, path: str, plan: AppendPlan, step: OpenStep) -> list[Change]:
        """Add lines to a note; what was changed. Raises VaultriageError."""
        recorded = RecordedWrite(
            self._journal, path, lambda revision: [(step, plan.changes(path, revision.after))]
        )
        written = self._write(path, plan, recorded, None)
        self._take_in(path, written, ())
        return plan.changes(path, written.after)

    def repeat(self, repeat: Repeat) -> bool:
        """Make again what a stale save undid; False when the note cannot be written."""
        write, plan = repeat.write, repeat.plan
        step = self._journal.continue_step(write.step)
        recorded = RecordedWrite(
            self._journal,
            write.path,
            lambda revision: [(step, plan.changes(write.path, revision.after))],
        )
        try:
            written = self._write(write.path, repeat, recorded, _REPEAT_PATIENCE_S)
        except VaultriageError:
            return False
        for again in recorded.ids:
            self._journal.watched.hand_over(write, repeat.left(), again)
            self._take_in(write.path, written, plan.changes(write.path, written.after))
        return True

    def _write(
        self, path: str, plan: Plan, recorded: RecordedWrite, patience: float | None
    ) -> Written:
        try:
            written = self._writer.write(path, plan, recorded.record, patience=patience)
        except UnsureError:
            raise  # the journal keeps both versions, for recovery to judge
        except VaultriageError:
            recorded.forget()
            raise
        if written.strategy is None:
            recorded.forget()
        else:
            recorded.confirm()
            self._written[path] = time.monotonic()
        return written

    def _take_in(self, path: str, written: Written, changes: Sequence[Change]) -> None:
        replaced = self._indexer.put(path, written, moved_tasks(changes, written.after))
        self._tell(IndexChanged(frozenset({path}), replaced.removed, replaced.changed))
